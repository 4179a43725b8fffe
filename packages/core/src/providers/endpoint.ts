import type { Schema } from '../schemas/schema.ts';

/** The companies behind the APIs. */
export type ProviderId = 'bria' | 'pixazo';

/**
 * One kind of job at one provider, as a value: where it is, what it takes, what it gives. Being a value,
 * it brings its types along, an unused one is not bundled, and its documentation is a click away.
 */
export interface Endpoint<P extends ProviderId = ProviderId, Input = unknown, Result = unknown> {
  readonly provider: P;
  /** Its name in refs and errors: the path without version. */
  readonly id: string;
  /** Path on the provider's base URL. */
  readonly path: string;
  /** What users pass, checked before anything is sent. */
  readonly input: Schema<Input>;
  /** The fields of the input that take a picture. */
  readonly media: readonly string[];
  /** What a finished job gives. */
  readonly result: Schema<Result>;
  /** How long such a job usually takes, in milliseconds; what progress is estimated from. */
  readonly typicalMs: number;
  /** Makes the wire's body, where it differs from the input. */
  readonly toBody?: (input: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  /** Only a type: keeps an endpoint of one provider from a client that may be another's. */
  readonly onlyFor?: (provider: P) => void;
}

/** A kind of job that both providers offer: the same input and the same result, whoever does it. */
export interface Operation<Input = unknown, Result = unknown> {
  readonly bria: Endpoint<'bria', Input, Result>;
  readonly pixazo: Endpoint<'pixazo', Input, Result>;
}

/** What a client of provider `P` can be asked to do. */
export type Target<P extends ProviderId, Input = unknown, Result = unknown> =
  Endpoint<P, Input, Result> | Operation<Input, Result>;

/** The input that an endpoint or operation takes. */
export type InputOf<T> = T extends Target<never, infer Input> ? Input : never;

/** The result that an endpoint or operation gives. */
export type ResultOf<T> = T extends Target<never, unknown, infer Result> ? Result : never;

/**
 * The endpoint that stands for `target` at this provider.
 *
 * @throws {TypeError} when it is another provider's: a mistake in the program, where types were not checked.
 */
export function endpointFor<P extends ProviderId, Input, Result>(
  target: Target<P, Input, Result>,
  provider: P,
): Endpoint<ProviderId, Input, Result> {
  const endpoint = ('path' in target ? target : target[provider]) as Endpoint<ProviderId, Input, Result>;
  if (endpoint.provider === provider) return endpoint;
  throw new TypeError(`${endpoint.id} is not of ${provider}.`);
}
