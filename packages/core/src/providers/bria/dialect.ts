import type { Dialect } from '../read-reply.ts';

/** `GET /v2/status/{request_id}` answers 200 for every state of a job: the outcome is in the body. */
export const briaDialect: Dialect = {
  // Where the word is missing, the parts that are filled imply it: so the official clients read it, too.
  readReport: ({ status, error, result, status_url: statusUrl, warning }) => ({
    status: status ?? (error ? 'ERROR' : result ? 'COMPLETED' : statusUrl && 'IN_PROGRESS'),
    // Of `ip_signal`, which stands beside the result.
    result: warning && result ? Object.assign(result, { warning }) : result,
    warning,
  }),
  meanings: {
    IN_PROGRESS: 'running',
    COMPLETED: 'completed',
    ERROR: 'failed',
    FAILED: 'failed',
    // Either an internal failure or an id that is not known (yet): the sources disagree.
    UNKNOWN: 'unknown',
    NOT_FOUND: 'unknown',
  },
};
