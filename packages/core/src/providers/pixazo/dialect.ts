import type { Dialect } from '../read-reply.ts';

/** `GET /v2/requests/status/{request_id}` answers 200 for every known job: the outcome is in the body. */
export const pixazoDialect: Dialect = {
  readReport({ status, output }) {
    const media = Object(output) as Record<string, unknown>;
    // A list for Bria's models and a bare text for a few others: here it is always a list.
    const links = media['media_url'];
    return { status, result: typeof links === 'string' ? { ...media, media_url: [links] } : output };
  },
  meanings: {
    QUEUED: 'queued',
    PROCESSING: 'running',
    COMPLETED: 'completed',
    FAILED: 'failed',
    ERROR: 'failed',
    UNKNOWN: 'unknown',
  },
};
