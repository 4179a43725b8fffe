export interface Listeners {
  /** Adds a listener, the same one twice if asked to; returns the way to take this one away. */
  readonly add: (listener: () => void) => () => void;
  readonly notify: () => void;
}

export function createListeners(): Listeners {
  const entries = new Set<() => void>();
  return {
    add(listener) {
      const entry = () => listener();
      entries.add(entry);
      return () => void entries.delete(entry);
    },
    notify() {
      // A copy, so that who comes meanwhile is told the next time only.
      // oxlint-disable-next-line unicorn/no-useless-spread
      for (const entry of [...entries]) {
        try {
          entry();
        } catch (error) {
          // A listener's mistake is its owner's: it must be seen, and must not stop the job or the others.
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
  };
}
