import { createAdaptiveQueue } from './adaptive-queue.ts';
import { createDurationLaw, type DurationLaw } from './duration-law.ts';
import { parseEvidence, type LearnedDurations } from './learned-durations.ts';
import { createLearningWindow } from './learning-window.ts';
import type { Pacing, PolledEndpoint } from './pacing.ts';

/** What adaptive pacing begins with. */
export interface AdaptivePacingOptions {
  /** What `learned()` gave in an earlier life. Checked: what makes no sense is ignored. Default: nothing. */
  readonly learned?: LearnedDurations | undefined;
}

export interface AdaptivePacing extends Pacing {
  /** What is known by now of how long jobs take: JSON to keep, for `options.learned`. */
  readonly learned: () => LearnedDurations;
}

/**
 * Pacing that learns how long the jobs of each endpoint take, and asks about a job when it is likely to have ended:
 * often while requests are plenty, once where they are scarce. Compared with steady pacing a burst is done sooner,
 * with fewer requests, and `etaMs` and `progress` come from what was seen. A limit that turns out wrong is learned
 * from refusals; one of Infinity is found that way, at the price of up to eight of them.
 *
 * Costs about 4 kB (minified, gzip) and 10 kB of memory per endpoint. What was learned belongs to the value that is
 * returned: give the same one to several clients of one account, and it is shared.
 *
 * @example
 * const pacing = adaptivePacing({ learned: JSON.parse(localStorage.getItem('durations') ?? '{}') });
 * const client = createClient({ provider: bria({ apiToken, plan: 'starter' }), pacing });
 * addEventListener('pagehide', () => localStorage.setItem('durations', JSON.stringify(pacing.learned())));
 */
export function adaptivePacing({ learned }: AdaptivePacingOptions = {}): AdaptivePacing {
  const laws = new Map<string, DurationLaw>();
  const earlier = new Map(Object.entries(learned ?? {}));
  const lawOf = ({ id, typicalMs }: PolledEndpoint) => {
    const law = laws.get(id) ?? createDurationLaw(typicalMs, parseEvidence(earlier.get(id)));
    laws.set(id, law);
    return law;
  };
  const pacing: Pacing = (limit) => {
    const window = createLearningWindow(limit);
    return { window, queue: createAdaptiveQueue(window, lawOf) };
  };
  return Object.assign(pacing, {
    learned: () => {
      // Those that were not met in this life are handed on.
      const evidence = new Map([...earlier].filter(([, value]) => parseEvidence(value)));
      for (const [endpoint, law] of laws) if (law.completions() > 0) evidence.set(endpoint, law.evidence());
      return Object.fromEntries(evidence);
    },
  });
}
