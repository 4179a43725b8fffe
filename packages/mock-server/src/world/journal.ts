import type { ProviderName } from './jobs.ts';

/**
 * What a request was for. `manage`: what is answered at once and makes nothing that is paid for. `unrouted`: for
 * a provider, but nothing it has.
 */
export type Operation = 'submit' | 'status' | 'manage' | 'media' | 'upload' | 'unrouted';

/** One request and its answer. It holds no headers and no bodies: a token appears as `tenant` only. */
export interface JournalEntry {
  /** When it was answered, epoch milliseconds. */
  readonly at: number;
  readonly operation: Operation;
  readonly provider: ProviderName | undefined;
  /** The token, when the request carried one for this provider. */
  readonly tenant: string | undefined;
  readonly method: string;
  readonly path: string;
  /** The HTTP status; 0 for a connection that failed. */
  readonly status: number;
  /** Whether a fault made the answer. */
  readonly faulty: boolean;
}

/** Which entries to look at: those that agree with every field that is given. */
export interface JournalFilter {
  readonly operation?: Operation;
  readonly provider?: ProviderName;
  /** A token. */
  readonly tenant?: string;
}

export interface Journal {
  add(entry: JournalEntry): void;
  /** What was asked and answered, oldest first; the latest 10,000. */
  requests(filter?: JournalFilter): readonly JournalEntry[];
}

const LONGEST = 10_000;

export function createJournal(): Journal {
  const entries: JournalEntry[] = [];
  return {
    add(entry) {
      entries.push(Object.freeze(entry));
      if (entries.length > LONGEST) entries.shift();
    },
    requests: ({ operation, provider, tenant } = {}) =>
      entries.filter(
        (entry) =>
          (operation === undefined || entry.operation === operation) &&
          (provider === undefined || entry.provider === provider) &&
          (tenant === undefined || entry.tenant === tenant),
      ),
  };
}
