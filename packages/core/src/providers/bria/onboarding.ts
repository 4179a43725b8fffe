/**
 * The namespace `onboarding`: pictures that Bria knows by an id (`visual_id`).
 *
 * @module
 */
import { doneSchema, type Done } from '../../schemas/bria/answer.ts';
import {
  registerImageInputSchema,
  registerImageResultSchema,
  removeImageInputSchema,
  type RegisterImageInput,
  type RegisterImageResult,
  type RemoveImageInput,
} from '../../schemas/bria/onboarding.ts';
import type { Endpoint } from '../endpoint.ts';
import { linkOnly } from '../media.ts';
import { restRequest } from '../rest-request.ts';

export type { RegisterImageInput as RegisterInput, RegisterImageResult as RegisterResult, RemoveImageInput };

/**
 * Gives a picture an id at Bria. `POST /v1/register`; a picture that has one already (208) keeps it.
 *
 * @see https://docs.bria.ai
 */
export const register: Endpoint<'bria', RegisterImageInput, RegisterImageResult> = {
  provider: 'bria',
  id: 'v1/register',
  mode: 'immediate',
  path: '/v1/register',
  input: registerImageInputSchema,
  media: { image_url: linkOnly },
  result: registerImageResultSchema,
  typicalMs: 3_000,
  webhook: false,
};

/**
 * Takes a picture out of your organisation's gallery; Bria keeps it. `POST /v1/{visual_id}/remove_image`. What it
 * answers is not documented, but that it does.
 *
 * @see https://docs.bria.ai
 */
export const removeImage: Endpoint<'bria', RemoveImageInput, Done> = {
  provider: 'bria',
  id: 'v1/{visual_id}/remove_image',
  mode: 'immediate',
  method: 'POST',
  path: '/v1/{visual_id}/remove_image',
  input: removeImageInputSchema,
  media: {},
  result: doneSchema,
  typicalMs: 3_000,
  webhook: false,
  toRequest: restRequest,
};
