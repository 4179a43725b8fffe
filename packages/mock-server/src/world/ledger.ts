/**
 * Who has how much money, as a list of movements that only grows. Amounts are integers of a millionth of a
 * dollar: a picture costs 18,000 of them, and cents could not say that.
 */
import * as z from 'zod/mini';
import { createRepository, type RepositoryView } from './repository.ts';

export const MICRO_USD = 1_000_000;

/** The most that a wallet can be filled with: integers stay exact, whatever is added to it. */
export const MAX_USD = 1_000_000_000;

export const usdSchema = z.number().check(z.minimum(0), z.maximum(MAX_USD));

export const ledgerEntrySchema = z.object({
  id: z.string(),
  tenant: z.string(),
  /** `adjust`: from outside. `hold`: at submit. `charge`: the job succeeded. `release`: it did not. */
  kind: z.enum(['adjust', 'hold', 'charge', 'release']),
  requestId: z.optional(z.string()),
  /** What this entry adds to the balance that can be spent. */
  availableMicroUsd: z.int(),
  /** What it adds to the sum that running jobs hold. */
  heldMicroUsd: z.int(),
  /** Epoch milliseconds. */
  at: z.number(),
});
/** One movement of money, in millionths of a dollar. */
export type LedgerEntry = Readonly<z.infer<typeof ledgerEntrySchema>>;

export interface Ledger {
  readonly entries: RepositoryView<LedgerEntry>;
  /** What the tenant can spend, in micro-dollars; never negative. */
  available(tenant: string): number;
  /** Makes the balance that can be spent this much; what jobs hold stays held. */
  setAvailable(tenant: string, microUsd: number, at: number): void;
  /** Sets money aside for a job; false, and no entry, when there is not enough. */
  hold(tenant: string, requestId: string, microUsd: number, at: number): boolean;
  /** Spends what the job holds. Like `release`, does nothing when it holds nothing any more. */
  charge(requestId: string, at: number): void;
  /** Gives back what the job holds. */
  release(requestId: string, at: number): void;
  /** What running jobs hold of the tenant's money, in micro-dollars. */
  held(tenant: string): number;
  /** Into an empty ledger. */
  restore(entries: readonly LedgerEntry[]): void;
  settled(): Promise<void>;
  readonly isSettled: boolean;
}

/** @param number - 1 for the oldest. */
export const ledgerEntryId = (number: number): string => `entry-${number}`;

/** @param onEntry - is told of each, but not of those that are restored. */
export function createLedger(onEntry: (entry: LedgerEntry) => void = () => {}): Ledger {
  const entries = createRepository(ledgerEntrySchema, ({ id }) => id);
  const balances = new Map<string, number>();
  const holds = new Map<string, { readonly tenant: string; readonly microUsd: number }>();

  const append = (entry: Omit<LedgerEntry, 'id'>) => {
    const recorded = { id: ledgerEntryId(entries.size + 1), ...entry };
    book(recorded);
    onEntry(recorded);
  };
  const book = (entry: LedgerEntry) => {
    const { tenant, kind, requestId } = entry;
    entries.insert(entry);
    balances.set(tenant, available(tenant) + entry.availableMicroUsd);
    if (requestId === undefined) return;
    if (kind === 'hold') holds.set(requestId, { tenant, microUsd: entry.heldMicroUsd });
    else holds.delete(requestId);
  };
  const available = (tenant: string) => balances.get(tenant) ?? 0;

  return {
    entries,
    available,
    setAvailable(tenant, microUsd, at) {
      const availableMicroUsd = microUsd - available(tenant);
      if (availableMicroUsd !== 0) append({ tenant, kind: 'adjust', availableMicroUsd, heldMicroUsd: 0, at });
    },
    hold(tenant, requestId, microUsd, at) {
      if (available(tenant) < microUsd) return false;
      append({ tenant, kind: 'hold', requestId, availableMicroUsd: -microUsd, heldMicroUsd: microUsd, at });
      return true;
    },
    charge(requestId, at) {
      const hold = holds.get(requestId);
      if (!hold) return;
      const { tenant, microUsd } = hold;
      append({ tenant, kind: 'charge', requestId, availableMicroUsd: 0, heldMicroUsd: -microUsd, at });
    },
    release(requestId, at) {
      const hold = holds.get(requestId);
      if (!hold) return;
      const { tenant, microUsd } = hold;
      append({
        tenant,
        kind: 'release',
        requestId,
        availableMicroUsd: microUsd,
        heldMicroUsd: -microUsd,
        at,
      });
    },
    held: (tenant) =>
      [...holds.values()].reduce((sum, hold) => sum + (hold.tenant === tenant ? hold.microUsd : 0), 0),
    restore: (saved) => saved.forEach(book),
    settled: () => entries.settled(),
    get isSettled() {
      return entries.isSettled;
    },
  };
}
