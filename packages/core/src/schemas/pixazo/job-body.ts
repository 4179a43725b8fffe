import type { Schema } from '../schema.ts';
import * as z from '../z.ts';

/**
 * Body of a submit (202), of `GET /v2/requests/status/{request_id}` and of a callback. For servers and
 * tests; the client reads what it needs one by one, so that a field that drifted cannot cost a paid result.
 */
export interface PixazoJobBody {
  readonly request_id: string;
  /** Open: `QUEUED`, `PROCESSING`, `COMPLETED`, `FAILED` and `ERROR` are known. */
  readonly status: string;
  readonly polling_url?: string | undefined;
  readonly model_id?: string | undefined;
  /** Text or null; an object in some dialects. */
  readonly error?: unknown;
  /** Null until COMPLETED. */
  readonly output?: unknown;
  /** Text in one of two forms, or null: `parseWireTime` reads it. */
  readonly created_at?: unknown;
  readonly updated_at?: unknown;
  readonly completed_at?: unknown;
}

/** Loose: what is not known is let pass. */
export const pixazoJobBodySchema: Schema<PixazoJobBody> = z.looseObject<PixazoJobBody>({
  request_id: z.string(),
  status: z.string(),
  polling_url: z.optional(z.string()),
  model_id: z.optional(z.string()),
  error: z.optional(z.unknown()),
  output: z.optional(z.unknown()),
  created_at: z.optional(z.unknown()),
  updated_at: z.optional(z.unknown()),
  completed_at: z.optional(z.unknown()),
});
