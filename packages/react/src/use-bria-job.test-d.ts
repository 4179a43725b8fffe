import {
  createClient,
  createInspectedClient,
  withBatches,
  withJobs,
  type BriakitError,
  type Job,
  type JobRef,
} from '@briakit/core';
import { bria, image, video, withUploads } from '@briakit/core/bria';
import { memoryJournal, withJournal } from '@briakit/core/journal';
import { removeBackground } from '@briakit/core/operations';
import { image as pixazoImage, pixazo } from '@briakit/core/pixazo';
import { expectTypeOf, it } from 'vitest';
import type { BriaClientProviderProps } from './client-context.tsx';
import { useBriaBatch } from './use-bria-batch.ts';
import { useBriaJobView } from './use-bria-job-view.ts';
import { useBriaJob } from './use-bria-job.ts';
import { useBriaJobs } from './use-bria-jobs.ts';
import { useBriaUpload } from './use-bria-upload.ts';
import { useSuspenseBriaJob } from './use-suspense-bria-job.ts';

declare const ref: JobRef;

it('takes the input and gives the result of its endpoint', () => {
  const job = useBriaJob(image.removeBackground);
  expectTypeOf(job.submit).parameter(0).toHaveProperty('image');
  expectTypeOf(job.submitAsync).returns.resolves.toHaveProperty('image_url');
  if (job.phase === 'succeeded') expectTypeOf(job.data.image_url).toBeString();
  // @ts-expect-error a misspelt option is found before it is billed
  job.submit({ image: 'x', preserve_alfa: true });

  const atPixazo = useBriaJob(pixazoImage.removeBackground);
  if (atPixazo.phase === 'succeeded') expectTypeOf(atPixazo.data.media_url[0]).toBeString();
});

it('has data exactly when it succeeded, and an error exactly when it did not', () => {
  const job = useBriaJob(removeBackground);
  if (job.phase === 'failed' || job.phase === 'stopped') {
    expectTypeOf(job.error).toEqualTypeOf<BriakitError>();
    expectTypeOf(job.data).toBeUndefined();
  }
  if (job.phase === 'idle' || job.phase === 'running' || job.phase === 'waiting') {
    expectTypeOf(job.data).toBeUndefined();
    expectTypeOf(job.error).toBeUndefined();
  }
  if (job.data) expectTypeOf(job.phase).toEqualTypeOf<'succeeded'>();
});

it('tells of the result and the handle of its endpoint', () => {
  useBriaJob(image.removeBackground, {
    ref,
    onSuccess(data, job) {
      expectTypeOf(data.image_url).toBeString();
      expectTypeOf(job).toEqualTypeOf<Job<typeof data>>();
    },
    onError: (error) => expectTypeOf(error).toEqualTypeOf<BriakitError>(),
  });
});

it('gives what is selected, and nothing that may be out of date', () => {
  const job = useBriaJob(image.removeBackground, {
    select: ({ phase, data }) => ({ phase, link: data?.image_url }),
    isEqual: (a, b) => a.link === b.link,
  });
  expectTypeOf(job.selected.link).toEqualTypeOf<string | undefined>();
  expectTypeOf(job.submit).parameter(0).toHaveProperty('image');
  expectTypeOf(job).not.toHaveProperty('progress');
  expectTypeOf(job).not.toHaveProperty('getStatusProps');
});

it('says of a retry either the job or the reason', () => {
  const { job, refusal } = useBriaJob(image.removeBackground).retry();
  if (refusal === undefined) expectTypeOf(job).not.toBeUndefined();
  else expectTypeOf(job).toBeUndefined();
});

it('knows the results of a handle, a list, a batch and a ref', () => {
  const { jobs } = useBriaJobs({ endpoints: [image.removeBackground, video.removeBackground] });
  const view = useBriaJobView(jobs[0]);
  if (view.phase === 'succeeded' && 'image_url' in view.data) expectTypeOf(view.data.image_url).toBeString();
  expectTypeOf(useBriaJobs().jobs).toEqualTypeOf<readonly Job[]>();
  expectTypeOf(useBriaJobView(jobs[0], { select: ({ progress }) => progress })).toBeNumber();

  const batch = useBriaBatch(image.removeBackground, { concurrency: 2 });
  const [row] = batch.rows;
  if (row?.status === 'ok') expectTypeOf(row.data.image_url).toBeString();
  if (row?.status === 'error') expectTypeOf(row.error).toEqualTypeOf<BriakitError>();
  // @ts-expect-error the inputs are the endpoint's
  batch.start([{ prompt: 'A fox' }]);

  expectTypeOf(useSuspenseBriaJob(ref, image.removeBackground).image_url).toBeString();
  expectTypeOf(useSuspenseBriaJob(ref, removeBackground)).toHaveProperty('image_url');
  expectTypeOf(useSuspenseBriaJob(ref)).toBeUnknown();
});

it('has a link exactly when it was uploaded', () => {
  const upload = useBriaUpload();
  if (upload.phase === 'uploaded') expectTypeOf(upload.data.url).toBeString();
  else expectTypeOf(upload.data).toBeUndefined();
});

it('takes a client of either provider, whatever is wrapped around it', () => {
  type Takes = BriaClientProviderProps['client'];
  const provider = bria({ baseUrl: '/api/bria' });
  const able = withBatches(
    withJobs(withUploads(withJournal(createInspectedClient({ provider }), memoryJournal()))),
  );
  expectTypeOf(able).toExtend<Takes>();
  expectTypeOf(createClient({ provider })).toExtend<Takes>();
  expectTypeOf(withJobs(createClient({ provider: pixazo({ baseUrl: '/api' }) }))).toExtend<Takes>();
});
