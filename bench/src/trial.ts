/** One way of waiting for jobs, tried on one workload. */
import type { Random } from '@briakit/core/testing';
import { randomOf } from './durations.ts';
import { withPatchedGlobals } from './patched-globals.ts';
import { createProvider, type Provider, type Traffic } from './provider.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';
import type { Workload } from './workloads.ts';

/** What a strategy is given. */
export interface Trial {
  readonly workload: Workload;
  readonly time: VirtualTime;
  readonly provider: Provider;
  /** Chance of the client's own. */
  readonly random: Random;
  /** The app knows how job number `index` ended, be it well or not. */
  readonly noticed: (index: number) => void;
  /** The app was told that it will never know, or that there is no such job. */
  readonly lost: (index: number) => void;
}

/** A way of getting jobs done. */
export interface Strategy {
  readonly name: string;
  /**
   * - `callbacks`: a model without promises;
   * - `promises`: takes its time from `trial.time`;
   * - `globals`: a package that takes its time from the platform.
   */
  readonly runsOn: 'callbacks' | 'promises' | 'globals';
  /** Begins; what it returns is called when the app wants job number `index`. */
  readonly start: (trial: Trial) => (index: number) => void;
}

export interface TrialRecord {
  /** Of each job that the app got to know the end of. */
  readonly ends: readonly JobEnd[];
  /** Jobs whose end the app never got to know. */
  readonly lost: number;
  readonly traffic: Readonly<Traffic>;
  /** From the first release to the last notice. */
  readonly makespanMs: number;
}

/** Milliseconds of one job. */
export interface JobEnd {
  readonly index: number;
  /** From its end at the provider to the app knowing it. */
  readonly lagMs: number;
  /** From the app asking for it to the app knowing its end. */
  readonly endToEndMs: number;
}

/** Whoever is not through by then has lost the rest. */
const LONGEST_MS = 6 * 60 * 60 * 1000;

export async function runTrial({ runsOn, start }: Strategy, workload: Workload): Promise<TrialRecord> {
  const { jobs, seed } = workload;
  const time = createVirtualTime();
  const startAt = time.now();
  const provider = createProvider(workload, time);
  const settled = new Set<number>();
  const ends: JobEnd[] = [];
  let lastNoticeAt = startAt;

  const settle = (index: number) => settled.size < settled.add(index).size;
  const trial: Trial = {
    workload,
    time,
    provider,
    random: randomOf(seed, 5),
    noticed(index) {
      if (!settle(index)) return;
      const endedAt = provider.endedAt(index);
      if (endedAt === undefined || endedAt > time.now()) throw new Error(`Job ${index} has not ended.`);
      lastNoticeAt = time.now();
      const askedAt = startAt + jobs[index]!.releasedMs;
      ends.push({ index, lagMs: lastNoticeAt - endedAt, endToEndMs: lastNoticeAt - askedAt });
    },
    lost: (index) => void settle(index),
  };

  const isOver = () => settled.size === jobs.length;
  const begin = () => {
    const release = start(trial);
    jobs.forEach(({ releasedMs }, index) => time.setTimer(() => release(index), releasedMs));
  };
  const limitAt = startAt + (jobs.at(-1)?.releasedMs ?? 0) + LONGEST_MS;
  switch (runsOn) {
    case 'callbacks':
      begin();
      time.runSync(isOver, limitAt);
      break;
    case 'promises':
      begin();
      await time.run(isOver, limitAt);
      break;
    case 'globals':
      await withPatchedGlobals(time, trial.random, async () => {
        begin();
        await time.run(isOver, limitAt);
      });
      break;
    default:
      runsOn satisfies never;
  }
  return {
    ends,
    lost: jobs.length - ends.length,
    traffic: { ...provider.traffic },
    makespanMs: lastNoticeAt - startAt,
  };
}
