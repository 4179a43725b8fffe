import { parseWireTime } from '../../schemas/pixazo/wire-time.ts';
import type { Dialect } from '../read-reply.ts';

/** `GET /v2/requests/status/{request_id}` answers 200 for every known job: the outcome is in the body. */
export const pixazoDialect: Dialect = {
  readReport({ status, output, created_at: created, completed_at: completed }) {
    if (Object(output) !== output) return { status, result: output };
    const media = output as Readonly<Record<string, unknown>>;
    // A list for Bria's models and a bare text for a few others: here it is always a list.
    const links = media['media_url'];
    return {
      status,
      result: {
        ...media,
        ...(typeof links === 'string' && { media_url: [links] }),
        createdAt: parseWireTime(created),
        completedAt: parseWireTime(completed),
      },
    };
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
