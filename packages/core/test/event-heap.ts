/** What happens next, in order of time; at one instant in the order in which it was said. */
export function createEventHeap() {
  const heap: { at: number; order: number; run: () => void }[] = [];
  let order = 0;
  const isBefore = (one: number, other: number) =>
    heap[one]!.at - heap[other]!.at || heap[one]!.order - heap[other]!.order;
  const swap = (one: number, other: number) => {
    [heap[one], heap[other]] = [heap[other]!, heap[one]!];
  };
  return {
    nextAt: () => heap[0]?.at ?? Infinity,
    push(at: number, run: () => void) {
      heap.push({ at, order: order++, run });
      for (let here = heap.length - 1; here > 0;) {
        const parent = (here - 1) >> 1;
        if (isBefore(parent, here) < 0) break;
        swap(parent, here);
        here = parent;
      }
    },
    pop(): () => void {
      const { run } = heap[0]!;
      const last = heap.pop()!;
      if (heap.length > 0) heap[0] = last;
      for (let here = 0; ;) {
        const [left, right] = [2 * here + 1, 2 * here + 2];
        let least = here;
        if (left < heap.length && isBefore(left, least) < 0) least = left;
        if (right < heap.length && isBefore(right, least) < 0) least = right;
        if (least === here) return run;
        swap(least, here);
        here = least;
      }
    },
  };
}
