import { InputError } from '../errors/input-error.ts';
import { check } from '../schemas/schema.ts';
import type { Endpoint } from './endpoint.ts';
import { prepareFields, type MediaContext } from './media.ts';

/**
 * The wire's body. Everything that can be wrong with the input is found here, before a credit is spent.
 *
 * @throws {InputError} saying what is wrong with which field.
 */
export async function prepareBody(
  { id, input: schema, media, toBody }: Endpoint,
  input: unknown,
  context: MediaContext,
): Promise<Readonly<Record<string, unknown>>> {
  const outcome = check(schema, input);
  if ('fault' in outcome) throw new InputError(`${outcome.fault}.`, { endpoint: id });
  const fields = outcome.value as Readonly<Record<string, unknown>>;
  const body = await prepareFields(fields, media, { ...context, endpoint: id });
  return toBody ? toBody(body) : body;
}
