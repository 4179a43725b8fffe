import type { Journal, Release } from '@briakit/core/journal';

/** A journal that outlives the processes that share it, and leases that do not. */
export interface SharedJournal {
  readonly entries: ReadonlyMap<string, string>;
  readonly leases: ReadonlyMap<string, string>;
  /** As one process sees it. */
  readonly openFor: (holder: string) => Journal & { readonly end: () => void };
}

export function createSharedJournal(): SharedJournal {
  const entries = new Map<string, string>();
  const leases = new Map<string, string>();
  return {
    entries,
    leases,
    openFor(holder) {
      let hasEnded = false;
      /** A process that has ended does nothing, and waits for nothing. */
      const act = async <T>(what: () => T): Promise<T> => (hasEnded ? new Promise<T>(() => {}) : what());
      return {
        put: (key, entry) => act(() => void entries.set(key, entry)),
        delete: (key) => act(() => void entries.delete(key)),
        list: () => act(() => [...entries.values()]),
        lease: (key) =>
          act((): Release | undefined => {
            if (leases.has(key)) return undefined;
            leases.set(key, holder);
            return () => {
              if (leases.get(key) === holder) leases.delete(key);
            };
          }),
        end() {
          hasEnded = true;
          for (const [key, by] of leases) if (by === holder) leases.delete(key);
        },
      };
    },
  };
}
