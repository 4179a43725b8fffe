import * as z from '../z.ts';

/**
 * Body of a submit (202), of `GET /v2/requests/status/{request_id}` and of a callback. `status` is open:
 * `QUEUED`, `PROCESSING`, `COMPLETED`, `FAILED` and `ERROR` are known. The two forms of time on the wire (ISO,
 * and `YYYY-MM-DD HH:MM:SS` in UTC) are left as text. For servers and tests; the client reads what it
 * needs one by one, so that a field that drifted cannot cost a paid result.
 */
export const pixazoJobBodySchema = z.looseObject({
  request_id: z.string(),
  status: z.string(),
  polling_url: z.optional(z.string()),
  model_id: z.optional(z.string()),
  /** Text or null; an object in some dialects. */
  error: z.optional(z.unknown()),
  /** Null until COMPLETED. */
  output: z.optional(z.unknown()),
});
export type PixazoJobBody = z.infer<typeof pixazoJobBodySchema>;
