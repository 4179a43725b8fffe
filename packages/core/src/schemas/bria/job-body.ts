import type { Schema } from '../schema.ts';
import * as z from '../z.ts';

/**
 * Body of a submit (202, or 200 with the result at once), of `GET /v2/status/{request_id}` and of a webhook
 * delivery: one shape with different parts filled. For servers and tests; the client reads what it needs
 * one by one, so that a field that drifted cannot cost a paid result.
 */
export interface BriaJobBody {
  readonly request_id?: string | undefined;
  /** Open: `IN_PROGRESS`, `COMPLETED`, `ERROR`, `UNKNOWN`, and `NOT_FOUND` with a 404, are known. */
  readonly status?: string | undefined;
  readonly status_url?: string | undefined;
  readonly result?: unknown;
  /** `{ code, message, details }`, or text. */
  readonly error?: unknown;
}

/** Loose: what is not known is let pass. */
export const briaJobBodySchema: Schema<BriaJobBody> = z.looseObject<BriaJobBody>({
  request_id: z.optional(z.string()),
  status: z.optional(z.string()),
  status_url: z.optional(z.string()),
  result: z.optional(z.unknown()),
  error: z.optional(z.unknown()),
});
