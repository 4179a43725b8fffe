import * as fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { journalWorld, type OpenStore, type Plan } from '../../test/journal-world.ts';
import { fakeLocks, fakeStorage } from '../../test/web-platform.ts';
import { image } from '../bria.ts';
import { fileJournal } from '../journal/file-journal.ts';
import { leaseWithWebLocks } from '../journal/lease.ts';
import { webStorageJournal } from '../journal/web-storage-journal.ts';
import type { JournaledJob } from './journaled-job.ts';

const LIVES = 3;
const LEASE_MS = 30_000;

type Step =
  | { readonly act: 'submit'; readonly life: number; readonly plan: Plan }
  | { readonly act: 'wait'; readonly ms: number }
  | { readonly act: 'die'; readonly life: number; readonly moment: 'now' | 'after put' | 'before delete' }
  | { readonly act: 'resume'; readonly life: number }
  | { readonly act: 'read' | 'stop' | 'forget'; readonly life: number; readonly job: number };

const act = <const A extends Step['act']>(...acts: A[]) => fc.constantFrom(...acts);
const life = fc.nat({ max: LIVES - 1 });
const plan = fc.record<Plan>({
  answer: fc.oneof(
    { weight: 4, arbitrary: fc.constant('accepted' as const) },
    { weight: 3, arbitrary: fc.constantFrom('done at once', 'refused', 'reset', 'busy first') },
  ),
  ends: fc.constantFrom('COMPLETED', 'COMPLETED', 'ERROR'),
  durationMs: fc.nat({ max: 40_000 }),
  misses: fc.nat({ max: 3 }),
});
const step = fc.oneof<fc.Arbitrary<Step>[]>(
  fc.record({ act: act('submit'), life, plan }),
  fc.record({ act: act('wait'), ms: fc.nat({ max: 200 }) }),
  fc.record({ act: act('wait'), ms: fc.nat({ max: 20_000 }) }),
  fc.record({ act: act('die'), life, moment: fc.constantFrom('now', 'after put', 'before delete') }),
  fc.record({ act: act('resume'), life }),
  fc.record({ act: act('read', 'read', 'stop', 'forget'), life, job: fc.nat() }),
);

/** Web storage, with the locks of the browser. */
function inTabs(): OpenStore {
  const { storage } = fakeStorage();
  const { openTab } = fakeLocks();
  return () => {
    const { locks, close } = openTab();
    return { journal: { ...webStorageJournal({ storage }), lease: leaseWithWebLocks('', locks) }, close };
  };
}

/** A folder, with signs of life that end with the process. */
function inProcesses(): OpenStore {
  const folder = mkdtempSync(join(tmpdir(), 'briakit-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return (clock) => ({ journal: fileJournal(folder, { clock, leaseMs: LEASE_MS }), close() {} });
}

it.each([
  ['tabs', inTabs, 150],
  ['processes', inProcesses, 50],
] as const)(
  'no accepted job is lost, bought twice or followed by two, whatever %s do and however they die',
  { timeout: 120_000 },
  async (_, createStore, numRuns) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
        const world = journalWorld(createStore());
        const { clock, provider, seen } = world;
        const lives = Array.from({ length: LIVES }, () => ({ ...world.open(), jobs: [] as JournaledJob[] }));

        for (const next of steps) {
          if (next.act === 'wait') {
            await clock.advance(next.ms);
            continue;
          }
          if (lives[next.life]!.isDead()) lives[next.life] = { ...world.open(), jobs: [] };
          const { client, jobs, die, read, forget } = lives[next.life]!;
          switch (next.act) {
            case 'submit':
              jobs.push(client.submit(image.removeBackground, { image: provider.expects(next.plan) }));
              break;
            case 'die':
              die(next.moment);
              break;
            case 'resume':
              void client.resumePending().then((resumed) => jobs.push(...resumed));
              break;
            default: {
              const job = jobs[next.job % jobs.length];
              if (!job) break;
              if (next.act === 'read') void read(job);
              if (next.act === 'stop') job.stop();
              if (next.act === 'forget') void forget(job);
            }
          }
        }

        // The last of all lives finds what is left, once the others are known to be dead.
        for (const one of lives) one.die();
        await clock.advance(LEASE_MS);
        const made = provider.made.slice();
        const last = world.open();
        const left = await clock.runUntil(last.client.resumePending());
        await clock.runUntil(Promise.all(left.map(last.read)));
        await expect(last.client.pending()).resolves.toEqual([]);

        expect([...seen.accepted].filter((id) => !seen.ended.has(id) && !seen.forgotten.has(id))).toEqual([]);
        expect(provider.made).toEqual(made);
        expect(provider.made.filter((count) => count > 1)).toEqual([]);
        expect(seen.doubled).toEqual([]);
        expect(clock.pendingTimers).toBe(0);
      }),
      { numRuns },
    );
  },
);
