/**
 * `@briakit/core/schemas`: the words of both wires, for servers, mocks and tools that speak them.
 */

/* What is shared */
export { check, type Schema } from './schemas/schema.ts';
export type { JobRef } from './schemas/job-ref.ts';
export { mediaInputSchema, type MediaInput } from './schemas/media-input.ts';

/* Bria */
export { briaJobBodySchema, type BriaJobBody } from './schemas/bria/job-body.ts';
export { removeBackgroundBodySchema } from './schemas/bria/remove-background-body.ts';
export {
  removeBackgroundInputSchema,
  removeBackgroundResultSchema,
  type RemoveBackgroundInput,
  type RemoveBackgroundResult,
} from './schemas/bria/remove-background.ts';

/* Pixazo */
export { pixazoJobBodySchema, type PixazoJobBody } from './schemas/pixazo/job-body.ts';
export {
  rmbgBodySchema,
  rmbgInputSchema,
  rmbgResultSchema,
  type RmbgInput,
  type RmbgResult,
} from './schemas/pixazo/remove-background.ts';
