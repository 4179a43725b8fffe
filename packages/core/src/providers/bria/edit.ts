import {
  editInputSchema,
  structuredInstructionInputSchema,
  structuredInstructionResultSchema,
  type EditInput,
  type StructuredInstructionInput,
  type StructuredInstructionResult,
} from '../../schemas/bria/edit.ts';
import { structuredImageResultSchema, type StructuredImageResult } from '../../schemas/bria/result.ts';
import type { Endpoint } from '../endpoint.ts';
import { picture } from '../media.ts';
import { IMAGE_RETENTION_MS } from './retention.ts';
import { objectsAsText } from './objects-as-text.ts';

/**
 * Changes a picture, or combines up to four, as an instruction says (FIBO). With a mask only what it shows
 * changes. `POST /v2/image/edit`.
 *
 * @see https://docs.bria.ai
 */
export const edit: Endpoint<'bria', EditInput, StructuredImageResult> = {
  provider: 'bria',
  id: 'image/edit',
  mode: 'job',
  path: '/v2/image/edit',
  input: editInputSchema,
  media: { images: [picture], mask: picture },
  result: structuredImageResultSchema,
  retentionMs: IMAGE_RETENTION_MS,
  typicalMs: 15_000,
  toBody: objectsAsText,
};

/**
 * Writes an instruction out in the terms of the model, and makes no picture: read it, change it, and give it to
 * `image.edit`. `POST /v2/structured_instruction/generate`.
 *
 * @see https://docs.bria.ai
 */
export const generateStructuredInstruction: Endpoint<
  'bria',
  StructuredInstructionInput,
  StructuredInstructionResult
> = {
  provider: 'bria',
  id: 'structured_instruction/generate',
  mode: 'job',
  path: '/v2/structured_instruction/generate',
  input: structuredInstructionInputSchema,
  media: { images: [picture], mask: picture },
  result: structuredInstructionResultSchema,
  typicalMs: 8_000,
};
