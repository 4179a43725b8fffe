/**
 * `@briakit/core/schemas`: the words of both wires, for servers, mocks and tools that speak them. What each
 * endpoint takes and gives is with the endpoint, too: `image.generate.input`, `image.generate.result`.
 *
 * @module @briakit/core/schemas
 */

/* What is shared */
export { check, type Fault, type Schema } from './schemas/schema.ts';
export { wireBodySchema, type WireBody } from './schemas/wire-body.ts';
export { toJsonSchema, type JsonSchema } from './schemas/json-schema.ts';
export type { JobRef } from './schemas/job-ref.ts';
export { mediaInputSchema, type MediaInput } from './schemas/media-input.ts';

/* Bria */
export { briaInputs } from './schemas/bria/inputs.ts';
export { briaJobBodySchema, type BriaJobBody } from './schemas/bria/job-body.ts';
export { imageResultSchema, type Expiring, type ImageResult, type Seed } from './schemas/bria/result.ts';
export { parseStructured, type Structured, type StructuredText } from './schemas/bria/structured.ts';
export { removeBackgroundInputSchema, type RemoveBackgroundInput } from './schemas/bria/remove-background.ts';

/* Pixazo */
export { pixazoInputs } from './schemas/pixazo/inputs.ts';
export { pixazoJobBodySchema, type PixazoJobBody } from './schemas/pixazo/job-body.ts';
export { pixazoResultSchema, type PixazoResult } from './schemas/pixazo/result.ts';
export { rmbgInputSchema, type RmbgInput } from './schemas/pixazo/remove-background.ts';
export { parseWireTime } from './schemas/pixazo/wire-time.ts';
