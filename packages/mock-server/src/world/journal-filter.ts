/** Which requests are looked for, and how one that is not meant differs from them. */
import * as z from 'zod/mini';
import { namesEndpoint } from './conditions.ts';
import { operations, type JournalEntry, type Operation } from './journal-entry.ts';
import { providerNames, type ProviderName } from './provider-names.ts';

/** Which requests to look at: those that agree with every field that is given. */
export interface JournalFilter {
  readonly operation?: Operation | undefined;
  readonly provider?: ProviderName | undefined;
  /** A token. */
  readonly tenant?: string | undefined;
  /** By its id (`image/generate`), its path (`/v2/status/:requestId`), or the path of one request. */
  readonly endpoint?: string | undefined;
  readonly method?: string | undefined;
  /** The HTTP status of the answer; 0 for a connection that failed. */
  readonly status?: number | undefined;
  /** Whether a fault made the answer. */
  readonly faulty?: boolean | undefined;
  /** What was sent has at least these fields, with these values; so within them. */
  readonly input?: unknown;
}

export const journalFilterShape = {
  operation: z.optional(z.enum(operations)),
  provider: z.optional(z.enum(providerNames)),
  tenant: z.optional(z.string()),
  endpoint: z.optional(z.string()),
  method: z.optional(z.string()),
  status: z.optional(z.int()),
  faulty: z.optional(z.boolean()),
  input: z.optional(z.unknown()),
};

/** What of a request is not as it was looked for. */
export interface Difference {
  /** `tenant`, `input.prompt` */
  readonly field: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** None: the request is meant. */
export function findDifferences(filter: JournalFilter, entry: JournalEntry): readonly Difference[] {
  const { endpoint, input, ...plain } = filter;
  const differences = Object.entries(plain).flatMap(([field, expected]) => {
    const actual = entry[field as keyof typeof plain];
    return expected === undefined || expected === actual ? [] : [{ field, expected, actual }];
  });
  if (endpoint !== undefined && !namesEndpoint(endpoint, [entry.path, entry.route]))
    differences.push({ field: 'endpoint', expected: endpoint, actual: entry.path });
  return input === undefined ? differences : [...differences, ...differencesIn('input', input, entry.input)];
}

function differencesIn(field: string, expected: unknown, actual: unknown): readonly Difference[] {
  if (Object.is(expected, actual)) return [];
  if (!isObject(expected) || !isObject(actual) || isLongerList(actual, expected))
    return [{ field, expected, actual }];
  return Object.entries(expected).flatMap(([name, inner]) =>
    differencesIn(`${field}.${name}`, inner, Object.hasOwn(actual, name) ? actual[name] : undefined),
  );
}

/** Of an object some fields will do; of a list, all of it is meant. */
const isLongerList = (actual: object, expected: object) =>
  Array.isArray(expected) !== Array.isArray(actual) ||
  (Array.isArray(expected) && Array.isArray(actual) && expected.length !== actual.length);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
