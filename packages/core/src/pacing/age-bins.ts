/**
 * Ages in steps of an eighth of an octave, from a tenth of a second to two hours: what is learned about a job of
 * six seconds has to be fine to half a second, about one of two minutes to ten.
 */
export const BINS = 128;

const FIRST_EDGE_MS = 100;
const PER_OCTAVE = 8;

/** Where each bin begins, and after them where the last one ends. */
export const EDGES_MS = /* @__PURE__ */ Float64Array.from({ length: BINS + 1 }, (_, bin) =>
  bin === 0 ? 0 : FIRST_EDGE_MS * 2 ** ((bin - 1) / PER_OCTAVE),
);

/** The last bin has no end: whatever is older is in it too. */
export const binOf = (ageMs: number): number =>
  ageMs < FIRST_EDGE_MS
    ? 0
    : Math.min(BINS - 1, 1 + Math.floor(Math.log2(ageMs / FIRST_EDGE_MS) * PER_OCTAVE + 1e-9));

/** Visits each bin that the span touches, with the part of the bin that lies in it. */
export function eachBin(
  fromMs: number,
  toMs: number,
  visit: (bin: number, fromMs: number, toMs: number, part: number) => void,
): void {
  for (let bin = binOf(fromMs), start = fromMs; bin < BINS && start < toMs; bin++) {
    const widthMs = EDGES_MS[bin + 1]! - EDGES_MS[bin]!;
    const end = bin === BINS - 1 ? toMs : Math.min(toMs, EDGES_MS[bin + 1]!);
    if (end > start) visit(bin, start, end, Math.min(1, (end - start) / widthMs));
    start = Math.max(start, end);
  }
}
