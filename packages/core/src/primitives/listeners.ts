/** What somebody listens to. */
export interface Listened {
  /** Replaced, never changed: who comes while the others are told is told the next time only. */
  listeners: readonly (() => void)[];
}

/** Adds a listener, the same one twice if asked to; returns the way to take this one away. */
export function listenTo(listened: Listened, listener: () => void): () => void {
  const entry = () => listener();
  listened.listeners = [...listened.listeners, entry];
  return () => {
    listened.listeners = listened.listeners.filter((other) => other !== entry);
  };
}

/** Tells all who listen now, in the order in which they came; not those whom one of them takes away. */
export function notify(listened: Listened): void {
  for (const listener of listened.listeners) {
    try {
      if (listened.listeners.includes(listener)) listener();
    } catch (error) {
      // A listener's mistake is its owner's: it must be seen, and must not stop the job or the others.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
