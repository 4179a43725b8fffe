import type { BriakitError } from '@briakit/core';
import { image } from '@briakit/core/bria';
import { removeBackground } from '@briakit/core/operations';
import { image as pixazoImage } from '@briakit/core/pixazo';
import { expectTypeOf, it } from 'vitest';
import { useBriaJob } from './use-bria-job.ts';

it('takes the input and gives the result of its endpoint', () => {
  const job = useBriaJob(image.removeBackground);
  expectTypeOf(job.submit).parameter(0).toHaveProperty('image');
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
  if (job.phase === 'idle' || job.phase === 'running') {
    expectTypeOf(job.data).toBeUndefined();
    expectTypeOf(job.error).toBeUndefined();
  }
});
