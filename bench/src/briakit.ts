/** Ours: the client as users have it, on virtual time and through Bria's wire. */
import { BriakitError, createClient, type ClientOptions } from '@briakit/core';
import { bria, image, video } from '@briakit/core/bria';
import type { Strategy } from './trial.ts';
import { briaFetch, nameOf } from './wire-bria.ts';

export type Pacing = NonNullable<ClientOptions<'bria'>['pacing']>;

/** @param makePacing - one for each trial, so that none knows what another has learned. */
export const briakit = (name: string, makePacing?: () => Pacing): Strategy => ({
  name,
  runsOn: 'promises',
  start(trial) {
    const { workload, time, random, noticed, lost } = trial;
    const client = createClient({
      provider: bria({ apiToken: 'a-token-of-the-bench', plan: workload.cell.perMinute }),
      fetch: briaFetch(trial),
      clock: time,
      random,
      ...(makePacing && { pacing: makePacing() }),
    });
    const run = (index: number): Promise<unknown> => {
      const link = `https://media.example.com/${nameOf(index)}`;
      const { kind } = workload.jobs[index]!;
      switch (kind) {
        case 'edit':
          return client.run(image.removeBackground, { image: link });
        case 'gen':
          return client.run(image.generate, { prompt: nameOf(index) });
        case 'video':
          return client.run(video.removeBackground, { video: link });
        default:
          kind satisfies never;
          throw new TypeError('No such kind.');
      }
    };
    return (index) => {
      run(index).then(
        () => noticed(index),
        // A job that failed has ended, and the app knows it.
        (error: unknown) =>
          BriakitError.is(error) && error.code === 'job_failed' ? noticed(index) : lost(index),
      );
    };
  },
});
