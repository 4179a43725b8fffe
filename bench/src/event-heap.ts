/** What is due, earliest first; of two that are due at once, the one that was put in first. */
export interface EventHeap<T> {
  readonly push: (at: number, value: T) => void;
  /** When the first is due; Infinity when there is none. */
  readonly nextAt: () => number;
  readonly pop: () => T | undefined;
}

interface Entry<T> {
  readonly at: number;
  readonly order: number;
  readonly value: T;
}

/** A binary heap: millions of events pass through it in one run. */
export function createEventHeap<T>(): EventHeap<T> {
  const heap: Entry<T>[] = [];
  let pushed = 0;
  const isBefore = (a: Entry<T>, b: Entry<T>) => a.at < b.at || (a.at === b.at && a.order < b.order);

  /** Lets `entry` sink from the top to its place. */
  const sink = (entry: Entry<T>) => {
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      const below = heap[child];
      if (!below || isBefore(entry, below)) break;
      heap[place] = below;
      place = child;
    }
    heap[place] = entry;
  };

  return {
    push(at, value) {
      const entry = { at, order: pushed++, value };
      let place = heap.length;
      while (place > 0) {
        const parent = (place - 1) >> 1;
        if (!isBefore(entry, heap[parent]!)) break;
        heap[place] = heap[parent]!;
        place = parent;
      }
      heap[place] = entry;
    },
    nextAt: () => heap[0]?.at ?? Infinity,
    pop() {
      const first = heap[0];
      const last = heap.pop();
      if (heap.length > 0 && last) sink(last);
      return first?.value;
    },
  };
}
