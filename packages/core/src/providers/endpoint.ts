import type { Schema } from '../schemas/schema.ts';
import type { MediaFields } from './media.ts';
import type { Probe } from './placeholder.ts';

/** The companies behind the APIs. */
export type ProviderId = 'bria' | 'pixazo';

/**
 * How an endpoint gives its result:
 * - `job`: the submit is answered with an id, the result is polled for;
 * - `immediate`: the answer is the result, and there is nothing to follow;
 * - `placeholder`: the answer is the links of files that do not exist yet; they are asked for until they do.
 */
export type Mode = 'job' | 'immediate' | 'placeholder';

/**
 * One kind of job at one provider, as a value: where it is, what it takes, what it gives. Being a value,
 * it brings its types along, an unused one is not bundled, and its documentation is a click away.
 */
export interface Endpoint<P extends ProviderId = ProviderId, Input = unknown, Result = unknown> {
  readonly provider: P;
  /** Its name in refs and errors, and of its rate limit: the path without `v2`, after any method but POST. */
  readonly id: string;
  readonly mode: Mode;
  /** Default `POST`. */
  readonly method?: HttpMethod;
  /** Path on the provider's base URL. */
  readonly path: string;
  /** What users pass, checked before anything is sent. */
  readonly input: Schema<Input>;
  /** The fields of the input that take a file, and how each goes over the wire. */
  readonly media: MediaFields;
  /** What a finished job gives. */
  readonly result: Schema<Result>;
  /** How long such a job usually takes, in milliseconds; what progress is estimated from. */
  readonly typicalMs: number;
  /** Whether it takes a `webhookUrl`. Default true. */
  readonly webhook?: boolean;
  /** How long the files of a result are kept, in milliseconds, where that is documented. */
  readonly retentionMs?: number;
  /** Makes the wire's body, where it differs from the input. */
  readonly toBody?: (input: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  /** Makes the request from the body, where that is not a plain POST. */
  readonly toRequest?: (endpoint: Endpoint, body: Readonly<Record<string, unknown>>) => EndpointRequest;
  /** Of `mode: 'placeholder'`: asks for the files once. */
  readonly probe?: Probe;
  /** Only a type: keeps an endpoint of one provider from a client that may be another's. */
  readonly onlyFor?: (provider: P) => void;
}

/** What has to be known of an endpoint to read its replies. */
export type Asked = Pick<Endpoint, 'id' | 'mode' | 'method' | 'result'>;

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What an endpoint's request is made of. */
export interface EndpointRequest {
  readonly method: HttpMethod;
  /** Begins with `/`. */
  readonly path: string;
  /** JSON. */
  readonly body?: string;
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
export type InputOf<T> = EndpointOf<T> extends { readonly input: Schema<infer Input> } ? Input : never;

/** The result that an endpoint or operation gives. */
export type ResultOf<T> = EndpointOf<T> extends { readonly result: Schema<infer Result> } ? Result : never;

type EndpointOf<T> = T extends { readonly bria: infer E } ? E : T;

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
