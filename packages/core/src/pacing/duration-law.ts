/**
 * How long the jobs of one endpoint take, learned from answers that never say when a job ended: only that it still
 * ran at one age and no longer at the next. Kept as a hazard, the rate at which those of an age end, because a job
 * that is still running is then evidence too. Leaving those out would make every burst look fast at first.
 */
import { BINS, binOf, EDGES_MS, eachBin } from './age-bins.ts';

export interface DurationLaw {
  /** Rises whenever the law has moved by a little: what was computed before is stale. */
  readonly version: () => number;
  /** Ends seen; older ones are forgotten, so at most 200. */
  readonly completions: () => number;
  readonly medianMs: () => number;
  /** A job that was known to run at one age still does at another. */
  readonly sawRunning: (fromMs: number, toMs: number) => void;
  /** A job that was known to run at one age had ended by another. */
  readonly sawEnd: (fromMs: number, toMs: number) => void;
  /** The chance that a job that ran at one age has ended by another. */
  readonly endedBy: (fromMs: number, toMs: number) => number;
  /**
   * The age at which asking again is worth `priceMs`. What an answer is worth is the waiting that it is expected to
   * spare: the odds that the job has ended, summed over the time since it was last known to run.
   */
  readonly askAgeMs: (fromMs: number, priceMs: number) => number;
  /** How densely a job that ran at `fromMs` wants to be asked about from one age to another, in √ms. */
  readonly demand: (fromMs: number, startMs: number, endMs: number) => number;
  /** What of its duration such a job has behind it at an age, on average over all such jobs. */
  readonly progress: (ageMs: number) => number;
  /** In how many milliseconds this share of those that run at an age has ended; undefined where nobody knows. */
  readonly remainingMs: (ageMs: number, share: number) => number | undefined;
  readonly evidence: () => Evidence;
}

/** All that was learned. Arrays are by age bin. */
export interface Evidence {
  /** Ends, each spread over the bins in which it may have been. */
  readonly ends: readonly number[];
  /** How many were seen to run in the bin. */
  readonly running: readonly number[];
  /** Mean and summed squares of the durations' logarithm, and how many they are of. */
  readonly logMean: number;
  readonly logSquares: number;
  readonly weight: number;
}

/** Ends after which older ones are forgotten: providers get faster and slower within a day. */
const MEMORY = 200;
/** What is assumed of the typical duration. Too short costs a few requests, too long costs everybody's time. */
const PRIOR_BIAS = 0.75;
/** How many ends the prior's middle counts for: the first one seen outweighs it. */
const PRIOR_WEIGHT = 0.5;
/** Of the logarithm of durations, before anything is learned. */
const PRIOR_SIGMA = 0.7;
/** Evidence of one bin speaks for its neighbours too; for ends and for those running, or the ratio is off. */
const KERNEL = [1 / 9, 2 / 9, 3 / 9, 2 / 9, 1 / 9];
/** Beyond this nearly nobody is left, and its exponential would outgrow the numbers. */
const LARGEST_CUMULATIVE = 34;
/** The law is drawn anew after this part of the answers that it rests on: one more hardly moves it. */
const FRESH_PART = 1 / 16;
/** With less than this many jobs seen at an age, what becomes of them is a guess. */
const KNOWN_JOBS = 0.1;

export function createDurationLaw(typicalMs: number, learned?: Evidence): DurationLaw {
  const priorMs = typicalMs * PRIOR_BIAS;
  const ends = Float64Array.from({ length: BINS }, (_, bin) => learned?.ends[bin] ?? 0);
  const running = Float64Array.from({ length: BINS }, (_, bin) => learned?.running[bin] ?? 0);
  let logMean = learned?.logMean ?? Math.log(priorMs);
  let logSquares = learned?.logSquares ?? 0;
  let weight = learned?.weight ?? PRIOR_WEIGHT;
  let version = 0;
  let answers = learned ? MEMORY : 0;
  let drawnAgainAt = 0;

  // The law in tables, by bin: made anew when it is asked for and has moved.
  let tablesOf = -1;
  let medianMs = 0;
  const hazard = new Float64Array(BINS);
  const known = new Float64Array(BINS);
  /** Up to the bin's start: the summed hazard, ∫ 1/S and ∫ S·√(h/2), S being the share that still runs. */
  const cumulative = new Float64Array(BINS + 1);
  const inverse = new Float64Array(BINS + 1);
  const demanded = new Float64Array(BINS + 1);

  const refresh = () => {
    if (tablesOf === version) return;
    tablesOf = version;
    const sigma = Math.max(
      0.15,
      Math.sqrt((3 * PRIOR_SIGMA ** 2 + logSquares) / (3 + weight - PRIOR_WEIGHT)),
    );
    const middleMs = Math.exp(logMean);
    // One job that nobody saw, log-logistic: the bell curve of logarithms but for a tail that is never empty.
    const unseen = (ageMs: number) => 1 / (1 + (ageMs / middleMs) ** (1.7 / sigma));
    medianMs = 0;
    for (let bin = 0; bin < BINS; bin++) {
      const startMs = EDGES_MS[bin]!;
      const widthMs = EDGES_MS[bin + 1]! - startMs;
      const left = unseen(startMs);
      const leftAfter = unseen(EDGES_MS[bin + 1]!);
      let ended = left - leftAfter;
      let atRisk = (left + leftAfter) / 2;
      KERNEL.forEach((share, at) => {
        ended += share * (ends[bin + at - 2] ?? 0);
        atRisk += share * (running[bin + at - 2] ?? 0);
      });
      let rate = ended / (atRisk + 1e-9) / widthMs;
      // Some jobs take for ever, and the older one is, the longer it still takes: but never for certain.
      if (startMs > Math.max(middleMs, priorMs / 2)) rate = Math.max(rate, 0.5 / EDGES_MS[bin + 1]!);
      const sum = cumulative[bin]!;
      rate = Math.min(rate, (sum > LARGEST_CUMULATIVE ? 0.05 : 40) / widthMs);
      hazard[bin] = rate;
      known[bin] = atRisk;
      cumulative[bin + 1] = sum + rate * widthMs;
      inverse[bin + 1] = inverse[bin]! + inverseWithin(bin, widthMs);
      demanded[bin + 1] = demanded[bin]! + demandWithin(bin, widthMs);
      if (medianMs === 0 && cumulative[bin + 1]! >= Math.LN2) medianMs = startMs + (Math.LN2 - sum) / rate;
    }
    medianMs ||= EDGES_MS[BINS]!;
  };
  const inverseWithin = (bin: number, ms: number) => {
    const rate = hazard[bin]!;
    const grown = rate * ms > 1e-7 ? Math.expm1(rate * ms) / rate : ms;
    return Math.exp(cumulative[bin]!) * grown;
  };
  const demandWithin = (bin: number, ms: number) => {
    const rate = hazard[bin]!;
    const shrunk = rate * ms > 1e-7 ? -Math.expm1(-rate * ms) / rate : ms;
    return Math.sqrt(rate / 2) * Math.exp(-cumulative[bin]!) * shrunk;
  };
  const at = (table: Float64Array, within: (bin: number, ms: number) => number, ageMs: number) => {
    refresh();
    const bin = binOf(ageMs);
    return table[bin]! + within(bin, ageMs - EDGES_MS[bin]!);
  };
  const cumulativeAt = (ageMs: number) => at(cumulative, (bin, ms) => hazard[bin]! * ms, ageMs);
  const endedBy = (fromMs: number, toMs: number) =>
    toMs > fromMs ? -Math.expm1(cumulativeAt(fromMs) - cumulativeAt(toMs)) : 0;

  const answered = () => {
    if (++answers < drawnAgainAt) return;
    drawnAgainAt = answers + Math.min(answers, MEMORY) * FRESH_PART;
    version++;
  };

  /** Estimates are for people, and are not to be early on purpose: what is left of the bias is taken out. */
  const stretch = () => PRIOR_BIAS ** (-PRIOR_WEIGHT / weight);

  return {
    version: () => version,
    completions: () => weight - PRIOR_WEIGHT,
    medianMs: () => (refresh(), medianMs),
    sawRunning(fromMs, toMs) {
      eachBin(fromMs, toMs, (bin, _from, _to, part) => void (running[bin]! += part));
      answered();
    },
    sawEnd(fromMs, toMs) {
      const lastMs = Math.max(toMs, fromMs + 1);
      const fade = 1 - 1 / MEMORY;
      for (let bin = 0; bin < BINS; bin++) {
        ends[bin]! *= fade;
        running[bin]! *= fade;
      }
      // Where in the span it was, by the law as it stands: the expectation step of EM.
      const total = endedBy(fromMs, lastMs);
      let before = 0;
      let logAge = 0;
      eachBin(fromMs, lastMs, (bin, startMs, endMs, part) => {
        const share =
          total > 1e-9
            ? (endedBy(fromMs, endMs) - endedBy(fromMs, startMs)) / total
            : (endMs - startMs) / (lastMs - fromMs);
        ends[bin]! += share;
        running[bin]! += Math.max(0, 1 - before - share / 2) * part;
        before += share;
        logAge += share * Math.log((startMs + endMs) / 2);
      });
      const off = logAge - logMean;
      logMean += off / (weight + 1);
      logSquares = logSquares * fade + (off * off * weight) / (weight + 1);
      weight = Math.min(weight + 1, MEMORY);
      answered();
    },
    endedBy,
    askAgeMs(fromMs, priceMs) {
      // Older than anything that can be learned of: at a gap that grows with it.
      const beyondMs = Math.max(EDGES_MS[BINS]!, fromMs * 1.05);
      if (fromMs >= EDGES_MS[BINS]!) return beyondMs;
      const share = Math.exp(-cumulativeAt(fromMs));
      const base = at(inverse, inverseWithin, fromMs);
      let bin = binOf(fromMs);
      const worth = (ageMs: number, sum: number) => share * (sum - base) - (ageMs - fromMs);
      while (bin < BINS && worth(EDGES_MS[bin + 1]!, inverse[bin + 1]!) < priceMs) bin++;
      if (bin === BINS) return beyondMs;
      let low = Math.max(fromMs, EDGES_MS[bin]!);
      let high = EDGES_MS[bin + 1]!;
      while (high - low > 1 + low / 1000) {
        const middle = (low + high) / 2;
        if (worth(middle, inverse[bin]! + inverseWithin(bin, middle - EDGES_MS[bin]!)) < priceMs)
          low = middle;
        else high = middle;
      }
      return high;
    },
    demand: (fromMs, startMs, endMs) =>
      (at(demanded, demandWithin, endMs) - at(demanded, demandWithin, startMs)) *
      Math.exp(cumulativeAt(fromMs)),
    progress(ageMs) {
      refresh();
      let mean = 0;
      for (let bin = 0; bin < BINS; bin++) {
        const ended = Math.exp(-cumulative[bin]!) - Math.exp(-cumulative[bin + 1]!);
        mean +=
          ended * Math.min(1, (2 * Math.max(0, ageMs)) / stretch() / (EDGES_MS[bin]! + EDGES_MS[bin + 1]!));
      }
      return mean;
    },
    remainingMs(ageMs, share) {
      const lawAgeMs = Math.max(0, ageMs) / stretch();
      const target = cumulativeAt(lawAgeMs) - Math.log1p(-share);
      let bin = binOf(lawAgeMs);
      if (known[bin]! < KNOWN_JOBS) return undefined;
      while (bin < BINS - 1 && cumulative[bin + 1]! < target) bin++;
      return (EDGES_MS[bin]! + (target - cumulative[bin]!) / hazard[bin]! - lawAgeMs) * stretch();
    },
    evidence: () => ({ ends: rounded(ends), running: rounded(running), logMean, logSquares, weight }),
  };
}

const rounded = (list: Float64Array) => Array.from(list, (each) => Math.round(each * 1e4) / 1e4);
