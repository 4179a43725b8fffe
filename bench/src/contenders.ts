/** Who is measured: ours, the fallback, and the peers. */
import { adaptivePacing, type LearnedDurations } from '@briakit/core';
import { briakit, type Pacing } from './briakit.ts';
import { evenlySpaced } from './evenly-spaced.ts';
import { peer, type Mode } from './peer-model.ts';
import { PEERS } from './peer-policies.ts';
import { runTrial, type Strategy } from './trial.ts';
import { workloadOf, type Cell } from './workloads.ts';

export interface Contender {
  readonly name: string;
  readonly strategyFor: (cell: Cell) => Strategy | Promise<Strategy>;
}

/** The same on every cell. */
const fixed = (strategy: Strategy): Contender => ({ name: strategy.name, strategyFor: () => strategy });

export const fallback: Contender = fixed(evenlySpaced);
export const peersAs = (mode: Mode): readonly Contender[] => PEERS.map((policy) => fixed(peer(policy, mode)));

/** Our ways of pacing, nothing learned yet; without `makePacing` it is what a client does by default. */
export const COLD_PACINGS: readonly { readonly name: string; readonly makePacing?: () => Pacing }[] = [
  { name: 'steady' },
  { name: 'adaptive', makePacing: () => adaptivePacing() },
];

const WARM = 'adaptive, warm';

/** None that anything is measured with. */
const TRAINING_SEED = 1_000;

/** What was learned of 200 such jobs at 60 a minute, as an app would have kept it. */
async function learn(cell: Cell): Promise<LearnedDurations> {
  const training: Cell = { ...cell, perMinute: 60, limiter: 'sliding log', arrivals: { count: 200 } };
  const pacing = adaptivePacing();
  await runTrial(
    briakit(WARM, () => pacing),
    workloadOf(training, TRAINING_SEED),
  );
  return pacing.learned();
}

const lessons = new Map<string, Promise<LearnedDurations>>();

/** Learns once of jobs that are alike. */
function learnedFrom(cell: Cell): Promise<LearnedDurations> {
  const key = JSON.stringify([cell.kinds, cell.law && cell.name]);
  const lesson = lessons.get(key) ?? learn(cell);
  lessons.set(key, lesson);
  return lesson;
}

const warm: Contender = {
  name: WARM,
  async strategyFor(cell) {
    const learned = await learnedFrom(cell);
    return briakit(WARM, () => adaptivePacing({ learned }));
  },
};

export const cold: readonly Contender[] = COLD_PACINGS.map(({ name, makePacing }) =>
  fixed(briakit(name, makePacing)),
);
export const ours: readonly Contender[] = [...cold, warm];
