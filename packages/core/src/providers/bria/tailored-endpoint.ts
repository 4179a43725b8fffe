import type { Schema } from '../../schemas/schema.ts';
import type { Endpoint, HttpMethod } from '../endpoint.ts';
import { restRequest } from '../rest-request.ts';

/**
 * An endpoint that manages what tailored models are made of. They are alike: version 1, an answer at once, no
 * webhook, and names in the path.
 *
 * @param more - what it has beside; default nothing.
 */
export const managed = /* @__NO_SIDE_EFFECTS__ */ <Input, Result>(
  method: HttpMethod,
  path: string,
  input: Schema<Input>,
  result: Schema<Result>,
  more?: Partial<Pick<Endpoint, 'media' | 'toBody'>>,
): Endpoint<'bria', Input, Result> => ({
  provider: 'bria',
  id: (method === 'POST' ? '' : `${method} `) + path.slice(1),
  mode: 'immediate',
  method,
  path,
  input,
  media: {},
  result,
  typicalMs: 3_000,
  webhook: false,
  toRequest: restRequest,
  ...more,
});
