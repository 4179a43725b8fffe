import * as z from '../z.ts';

/**
 * Body of a submit (202, or 200 with the result at once), of `GET /v2/status/{request_id}` and of a webhook
 * delivery: one shape with different parts filled. `status` is open: `IN_PROGRESS`, `COMPLETED`, `ERROR`,
 * `UNKNOWN`, and `NOT_FOUND` with a 404, are known. For servers and tests; the client reads what it needs
 * one by one, so that a field that drifted cannot cost a paid result.
 */
export const briaJobBodySchema = z.looseObject({
  request_id: z.optional(z.string()),
  status: z.optional(z.string()),
  status_url: z.optional(z.string()),
  result: z.optional(z.unknown()),
  /** `{ code, message, details }`, or text. */
  error: z.optional(z.unknown()),
});
export type BriaJobBody = z.infer<typeof briaJobBodySchema>;
