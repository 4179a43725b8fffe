export interface Listeners {
  /** Adds a listener, the same one twice if asked to; returns the way to take this one away. */
  add(listener: () => void): () => void;
  notify(): void;
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
