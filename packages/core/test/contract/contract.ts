/**
 * What is known of the two APIs, as a list of facts: method, path, parameters, ranges, words, defaults. It was
 * made from the providers' documents and not from our code, so that what we forget or mistype shows.
 */
import { readFileSync } from 'node:fs';

export interface Parameter {
  /** `string`, `integer`, `number`, `boolean`, `object`, each also as a list (`string[]`) or in `a|b`. */
  readonly type: string;
  readonly in?: 'path' | 'query';
  readonly required?: boolean;
  readonly default?: unknown;
  readonly enum?: readonly (string | number)[];
  /** The provider takes, or is likely to take, other words than those. */
  readonly open?: boolean;
  /** The words of a list of words. */
  readonly items?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** The fields of an object, or of each object in a list. */
  readonly properties?: Readonly<Record<string, Parameter>>;
}

export interface DocumentedEndpoint {
  /** `POST /v2/image/generate` */
  readonly endpoint: string;
  readonly mode: 'job' | 'immediate' | 'placeholder';
  readonly sync: boolean;
  readonly webhook: boolean;
  readonly params: Readonly<Record<string, Parameter>>;
}

export interface Contract {
  readonly source: string;
  readonly endpoints: readonly DocumentedEndpoint[];
  /** Known by their paths; their parameters are documented elsewhere. */
  readonly elsewhere?: readonly string[];
  readonly omitted: readonly { readonly endpoint: string; readonly reason: string }[];
}

export const contractOf = (provider: 'bria' | 'pixazo'): Contract =>
  JSON.parse(readFileSync(new URL(`./${provider}.json`, import.meta.url), 'utf8')) as Contract;
