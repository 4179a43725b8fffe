/** What Bria answers: the accepted job, the job as it stands, and every refusal. */
import { assertNever } from '../../world/assert-never.ts';
import { drawHex } from '../../world/chance.ts';
import type { JobRecord, JobStatus } from '../../world/jobs.ts';
import { answerJson, type Exchange, type JsonAnswer } from '../exchange.ts';
import { resultOf } from '../own-media.ts';
import { retryAfterHeader } from '../retry-after.ts';

const PHRASES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  460: 'Download failed',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
} as const;
type RefusalStatus = keyof typeof PHRASES;

const errorOf = (code: RefusalStatus, details: string) => ({ code, message: PHRASES[code], details });

/** A refusal. Its `request_id` names this answer; there is no job behind it. */
export function refuse(
  { world }: Exchange,
  status: RefusalStatus,
  details: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const request_id = drawHex(world.chance.next('bria-refusal'), 32);
  return Response.json({ error: errorOf(status, details), request_id }, { status, headers });
}

export const refuseRate = (exchange: Exchange, retryAfterMs: number, now: number): Response =>
  refuse(
    exchange,
    429,
    'The rate limit of this endpoint is reached.',
    retryAfterHeader(exchange.settings.retryAfter, retryAfterMs, now),
  );

export const accepted = ({ url }: Exchange, { requestId: request_id, warning }: JobRecord): JsonAnswer =>
  answerJson({ request_id, status_url: `${url.origin}/v2/status/${request_id}`, warning }, 202);

/** The answer to a status request: HTTP 200 whatever became of the job. */
export const statusBody = (
  { mediaOrigin }: Pick<Exchange, 'mediaOrigin'>,
  job: JobRecord,
  status: JobStatus,
): JsonAnswer => answerJson({ request_id: job.requestId, ...progressOf(mediaOrigin, job, status) });

/** The answer to a submit that asked to wait: an outcome is an HTTP status here. */
export function syncBody({ mediaOrigin }: Exchange, job: JobRecord, status: JobStatus): Response {
  const { result, error } = progressOf(mediaOrigin, job, status);
  if (result) return Response.json({ request_id: job.requestId, result, warning: job.warning });
  if (error) return Response.json({ error, request_id: job.requestId }, { status: error.code });
  // The gateway's patience ends before the job does, and the gateway has no words of Bria's.
  return Response.json({ message: 'Endpoint request timed out' }, { status: 504 });
}

interface Progress {
  readonly status: 'IN_PROGRESS' | 'COMPLETED' | 'ERROR' | 'UNKNOWN';
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: ReturnType<typeof errorOf>;
  readonly warning?: string | undefined;
}

function progressOf(mediaOrigin: string, job: JobRecord, status: JobStatus): Progress {
  switch (status) {
    case 'queued':
    case 'running':
      return { status: 'IN_PROGRESS' };
    case 'completed':
      return { status: 'COMPLETED', result: resultOf(job, mediaOrigin), warning: job.warning };
    case 'empty':
      return { status: 'COMPLETED', result: {} };
    case 'error':
      return { status: 'ERROR', error: errorOf(500, job.message ?? 'The job broke down.') };
    case 'failed':
      return { status: 'ERROR', error: errorOf(422, job.message ?? 'The picture could not be processed.') };
    case 'unknown':
      return { status: 'UNKNOWN', error: errorOf(500, job.message ?? 'Something unexpected happened.') };
    default:
      return assertNever(status);
  }
}
