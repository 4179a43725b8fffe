/**
 * The whole engine against the mock, in schedules that nobody has thought of: faults of the provider and of the network,
 * lost, early and forged deliveries, clocks that are set, aborts from outside and from listeners, journals that fail, tabs
 * that share their jobs, batches that are left and played again, processes that end and others that go on where they were;
 * answers that are links, to files that come one after another, empty, late or never, from storage that fails.
 * What must hold is in `engine-model/judge.ts`.
 *
 * The same ones each time, so that nobody's change is red for what was there before: `FC_SEED=$RANDOM` plays others, and
 * `ENGINE_MODEL_RUNS=10000` more of them.
 */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { play } from './engine-model/play.ts';
import { schedules, type Schedule } from './engine-model/schedule.ts';

const numRuns = Number(process.env['ENGINE_MODEL_RUNS'] ?? 800);
const seed = Number(process.env['FC_SEED'] ?? 1);
/** On a machine that is busy with other things, too. */
const LONGEST_MS = 200;

it(
  'keeps what we promise of jobs in every schedule',
  async () => {
    const total = { calls: 0, requests: 0, virtualHours: 0 };
    const property = fc.asyncProperty(schedules, async (schedule) => {
      const { calls, requests, virtualMs } = await play(schedule);
      total.calls += calls;
      total.requests += requests;
      total.virtualHours += virtualMs / 3_600_000;
    });
    console.log(`${numRuns} schedules, FC_SEED=${seed}`);
    await fc.assert(property, { numRuns, seed });
    console.log(
      `${total.calls} calls, ${total.requests} requests, ${Math.round(total.virtualHours)} h of virtual time`,
    );
    expect(total.calls).toBeGreaterThan(numRuns);
  },
  60_000 + numRuns * LONGEST_MS,
);

it('plays a schedule the same way each time', async () => {
  const [schedule] = fc.sample(schedules, { numRuns: 1, seed: 7 }) as [Schedule];
  expect(await play(schedule)).toEqual(await play(schedule));
});
