import type { ProviderName } from './provider-names.ts';

export const operations = ['submit', 'status', 'manage', 'media', 'upload', 'unrouted'] as const;

/**
 * What a request was for. `manage`: what is answered at once and makes nothing that is paid for. `unrouted`: for
 * a provider, but nothing it has.
 */
export type Operation = (typeof operations)[number];

/** One request and its answer. It holds no headers: a token appears as `tenant` only. */
export interface JournalEntry {
  /** When it was answered, epoch milliseconds. */
  readonly at: number;
  readonly operation: Operation;
  readonly provider: ProviderName | undefined;
  /** The token, when the request carried one for this provider. */
  readonly tenant: string | undefined;
  readonly method: string;
  readonly path: string;
  /** Of the endpoint: `/v2/status/:requestId`; the path itself where there is none. */
  readonly route: string;
  /** What was sent, where it was JSON; of a long text, such as a picture, the beginning and how long it was. */
  readonly input?: unknown;
  /** The HTTP status; 0 for a connection that failed. */
  readonly status: number;
  /** Whether a fault made the answer. */
  readonly faulty: boolean;
}

const LONGEST_TEXT = 500;

/** For the journal: a picture of 12 MB says no more than its first letters. */
export function shorten(value: unknown): unknown {
  if (typeof value === 'string')
    return value.length <= LONGEST_TEXT
      ? value
      : `${value.slice(0, 50)}… (${value.length.toLocaleString('en')} characters)`;
  if (Array.isArray(value)) return value.map(shorten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, shorten(inner)]));
}
