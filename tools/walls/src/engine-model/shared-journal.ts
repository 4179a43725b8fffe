/** A journal that outlives the processes that share it, and leases that do not. At times it fails, or is slow. */
import type { Clock } from '@briakit/core';
import type { Journal, Release } from '@briakit/core/journal';

export interface SharedJournal {
  readonly entries: ReadonlyMap<string, string>;
  readonly leases: ReadonlyMap<string, string>;
  /** The entries that were never written, as far as their writer was told. */
  readonly unwritten: ReadonlySet<string>;
  /** The keys whose lease did not come at once, or not at all: two may follow the job. */
  readonly unleased: Set<string>;
  /** As one process sees it. */
  readonly openFor: (holder: string) => Journal & { readonly end: () => void };
  readonly spoil: (fault: JournalFault) => void;
  readonly mend: () => void;
}

export interface JournalFault {
  readonly on: 'put' | 'delete' | 'list' | 'lease';
  /**
   * `throw`: at once, nothing is done. `late`: it is done when `ms` are over. `hung`: it fails then. `told`: it is done, and
   * said to have failed.
   */
  readonly how: 'throw' | 'late' | 'hung' | 'told';
  readonly ms: number;
  readonly times: number;
}

export function createSharedJournal(clock: Clock): SharedJournal {
  const entries = new Map<string, string>();
  const leases = new Map<string, string>();
  const unwritten = new Set<string>();
  const unleased = new Set<string>();
  let faults: { readonly fault: JournalFault; left: number }[] = [];
  const wait = (ms: number) => new Promise<void>((resolve) => void clock.setTimer(resolve, ms));
  const strike = (on: JournalFault['on']) => {
    const rule = faults.find(({ fault }) => fault.on === on);
    if (rule && --rule.left === 0) faults = faults.filter((one) => one !== rule);
    return rule?.fault;
  };

  return {
    entries,
    leases,
    unwritten,
    unleased,
    spoil: (fault) => void faults.push({ fault, left: fault.times }),
    mend: () => void (faults = []),
    openFor(holder) {
      let hasEnded = false;
      /** A process that has ended does nothing, and waits for nothing. */
      const act = async <T>(on: JournalFault['on'], key: string, what: () => T): Promise<T> => {
        const fault = strike(on);
        if (fault && on === 'lease') unleased.add(key);
        if (fault?.how === 'late' || fault?.how === 'hung') await wait(fault.ms);
        if (hasEnded) return new Promise<T>(() => {});
        if (fault?.how === 'throw' || fault?.how === 'hung') throw new Error('The journal is out of order.');
        const done = what();
        if (fault?.how === 'told' && on !== 'lease') throw new Error('The journal says that it failed.');
        return done;
      };
      return {
        put(key, entry) {
          unwritten.add(key);
          return act('put', key, () => {
            entries.set(key, entry);
            unwritten.delete(key);
          });
        },
        delete: (key) => act('delete', key, () => void entries.delete(key)),
        list: () => act('list', '', () => [...entries.values()]),
        lease: (key) =>
          act('lease', key, (): Release | undefined => {
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
