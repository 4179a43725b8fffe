/** What the mock still owes, by the instant it falls due. Nothing here waits: somebody asks what is due. */
export interface Agenda<Effect> {
  add(dueAt: number, effect: Effect): void;
  /** Takes the earliest effect that is due at `now`; two of one instant leave in the order they came. */
  takeDue(now: number): Due<Effect> | undefined;
  /** When the earliest effect falls due. */
  readonly nextDueAt: number | undefined;
  readonly size: number;
  /** All of them, in the order in which they leave. */
  list(): readonly Due<Effect>[];
}

export interface Due<Effect> {
  /** Epoch milliseconds. */
  readonly dueAt: number;
  readonly effect: Effect;
}

interface Entry<Effect> extends Due<Effect> {
  readonly seq: number;
}

const isBefore = (a: Entry<unknown>, b: Entry<unknown>) =>
  a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.seq < b.seq);

/** A binary min-heap: the children of the entry at `i` are at `2i + 1` and `2i + 2`. */
export function createAgenda<Effect>(): Agenda<Effect> {
  const heap: Entry<Effect>[] = [];
  let seq = 0;

  const swapIfBefore = (child: number, parent: number): boolean => {
    const [low, high] = [heap[child], heap[parent]];
    if (!low || !high || !isBefore(low, high)) return false;
    heap[child] = high;
    heap[parent] = low;
    return true;
  };
  const rise = (index: number) => {
    for (let parent = (index - 1) >> 1; index > 0 && swapIfBefore(index, parent); parent = (index - 1) >> 1)
      index = parent;
  };
  const sink = (index: number) => {
    for (;;) {
      const [left, right] = [heap[2 * index + 1], heap[2 * index + 2]];
      const child = left && right && isBefore(right, left) ? 2 * index + 2 : 2 * index + 1;
      if (!swapIfBefore(child, index)) return;
      index = child;
    }
  };

  return {
    add(dueAt, effect) {
      heap.push({ dueAt, effect, seq: seq++ });
      rise(heap.length - 1);
    },
    takeDue(now) {
      const first = heap[0];
      if (!first || first.dueAt > now) return undefined;
      const last = heap.pop();
      if (last && heap.length > 0) {
        heap[0] = last;
        sink(0);
      }
      return first;
    },
    get nextDueAt() {
      return heap[0]?.dueAt;
    },
    get size() {
      return heap.length;
    },
    list: () =>
      heap.toSorted((a, b) => (isBefore(a, b) ? -1 : 1)).map(({ dueAt, effect }) => ({ dueAt, effect })),
  };
}
