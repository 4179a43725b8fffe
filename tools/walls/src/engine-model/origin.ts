/** What the tabs of one origin have in common: locks, of which one has each, and what they tell each other. */

/** One tab of it. */
export interface Tab {
  readonly locks: Pick<LockManager, 'request'>;
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>;
  /** Whether it has a lock whose name ends like this, or had it until just now: then it may go on once. */
  readonly hasLock: (nameEnd: string) => boolean;
  /** Its locks go to whoever waits for them. */
  readonly close: () => void;
}

export interface Origin {
  readonly openTab: () => Tab;
  /** Locks that somebody has or wants. */
  readonly locksInUse: () => number;
}

interface Claim {
  readonly tab: object;
  readonly name: string;
  readonly grant: () => void;
  readonly lose: () => void;
}

const aborted = () => new DOMException('The lock is not to be had any more.', 'AbortError');

export function createOrigin(): Origin {
  /** The first of each line has the lock. */
  const lines = new Map<string, Claim[]>();
  const ears = new Map<object, ((event: MessageEvent) => void)[]>();

  const withdraw = (claim: Claim) => {
    const line = lines.get(claim.name) ?? [];
    const had = line[0] === claim;
    const rest = line.filter((other) => other !== claim);
    if (rest.length > 0) lines.set(claim.name, rest);
    else lines.delete(claim.name);
    if (had) rest[0]?.grant();
  };

  const openTab = (): Tab => {
    const tab = {};
    /** The ends of the names of locks that were stolen from it. */
    const lost = new Set<string>();
    ears.set(tab, []);
    const request = (name: string, options: LockOptions, use: (lock: Lock | null) => unknown) =>
      new Promise<unknown>((resolve, reject) => {
        const line = lines.get(name) ?? [];
        const isFree = line.length === 0;
        // A tab that is closed waits for nothing.
        if (!ears.has(tab)) return undefined;
        if (options.signal?.aborted) return reject(aborted());
        if (options.ifAvailable && !isFree)
          return queueMicrotask(() => void Promise.resolve(use(null)).then(resolve, reject));
        const claim: Claim = {
          tab,
          name,
          grant: () =>
            queueMicrotask(() => {
              // Who has lost it meanwhile is told that it was granted, and then that it is lost.
              if (!ears.has(tab)) return;
              void Promise.resolve(use({ name, mode: 'exclusive' }))
                .then(resolve, reject)
                .finally(() => withdraw(claim));
            }),
          lose() {
            lost.add(name.slice(name.lastIndexOf(':')));
            reject(aborted());
          },
        };
        options.signal?.addEventListener('abort', () => {
          if (lines.get(name)?.[0] === claim) return;
          withdraw(claim);
          reject(aborted());
        });
        if (options.steal) line.shift()?.lose();
        lines.set(name, options.steal ? [claim, ...line] : [...line, claim]);
        if (options.steal || isFree) claim.grant();
        return undefined;
      });
    return {
      locks: { request } as unknown as Tab['locks'],
      channel: {
        postMessage(data: unknown) {
          for (const [other, listeners] of ears)
            if (other !== tab)
              for (const listener of listeners)
                queueMicrotask(() => ears.has(other) && listener({ data } as MessageEvent));
        },
        addEventListener: (_: string, listener: unknown) =>
          void ears.get(tab)!.push(listener as (event: MessageEvent) => void),
      } as Tab['channel'],
      hasLock(nameEnd) {
        const isOurs = ([name, [first]]: readonly [string, readonly Claim[]]) =>
          name.endsWith(nameEnd) && first?.tab === tab;
        return [...lines].some(isOurs) || lost.delete(nameEnd);
      },
      close() {
        ears.delete(tab);
        for (const claim of [...lines.values()].flat()) if (claim.tab === tab) withdraw(claim);
      },
    };
  };

  return { openTab, locksInUse: () => lines.size };
}
