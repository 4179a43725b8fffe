/**
 * Every code that a `BriakitError` can carry: its class's name in snake case, without `Error`. Each has a
 * page, `errors/<code>.md`.
 */
export const ERROR_CODES = [
  'authentication',
  'download',
  'edge_blocked',
  'input',
  'insufficient_balance',
  'job_failed',
  'job_not_found',
  'job_stopped',
  'job_wait_timeout',
  'media',
  'model_unavailable',
  'moderation',
  'network',
  'permission',
  'rate_limited',
  'schema_drift',
  'server',
  'timeout',
  'webhook_signature',
] as const;

/** What `error.code` can be. */
export type ErrorCode = (typeof ERROR_CODES)[number];
