import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { BRIA_REF, briaClient } from '../../test/client.ts';
import { bria, image } from '../bria.ts';
import { adaptivePacing } from '../pacing/adaptive-pacing.ts';
import { steadyPacing } from '../pacing/steady-pacing.ts';

/** The heap that is in use, swept. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

it.for([
  ['steady', steadyPacing],
  ['adaptive', adaptivePacing()],
] as const)(
  'of a job that is followed is at most 1 kB, its place in the queue included: %s',
  ([, pacing]) => {
    const provider = bria({ apiToken: 'a-token', plan: 1 });
    const { client } = briaClient(['hang'], { provider, pacing });
    const refs = Array.from({ length: 50_000 }, (_, index) => ({ ...BRIA_REF, requestId: `job-${index}` }));
    const resume = (from: number, to: number) =>
      refs.slice(from, to).map((ref) => client.resume(ref, image.removeBackground));
    const first = resume(0, 1_000);
    const before = heapBytes();
    const jobs = resume(1_000, 50_000);
    expect((heapBytes() - before) / jobs.length).toBeLessThan(1_000);
    expect(first.concat(jobs).every((job) => job.getSnapshot().phase === 'queued')).toBe(true);
  },
);
