import { expectTypeOf, it } from 'vitest';
import { image } from '../bria.ts';
import type { BriakitError } from '../errors/briakit-error.ts';
import { memoryJournal } from '../journal/memory-journal.ts';
import { removeBackground } from '../operations.ts';
import { image as pixazoImage } from '../pixazo.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import type { BatchItem } from './batch-item.ts';
import type { Batch } from './batch.ts';
import type { Client } from './client.ts';
import type { Job } from './job.ts';
import { withBatches } from './with-batches.ts';
import { withJournal } from './with-journal.ts';
import { withUploads, type Uploads } from './with-uploads.ts';

declare const atBria: Client<'bria'>;
declare const atPixazo: Client<'pixazo'>;
declare const atEither: Client<'bria' | 'pixazo'>;

const client = withBatches(atBria);
const inputs = [{ image: 'x' }];

it('gives a client one thing more, and keeps what else is wrapped around it', () => {
  expectTypeOf(client).toExtend<Client<'bria'>>();
  expectTypeOf(withBatches(withUploads(atBria))).toExtend<Client<'bria'> & Uploads>();
  expectTypeOf(withUploads(client).batch).toEqualTypeOf(client.batch);
  expectTypeOf(withBatches(withJournal(atBria, memoryJournal())).batch).toEqualTypeOf(client.batch);
  expectTypeOf(withBatches(withJournal(atBria, memoryJournal()))).toHaveProperty('pending');
});

it('infers input and result from the endpoint', () => {
  const batch = client.batch(image.removeBackground, inputs);
  expectTypeOf(batch).toEqualTypeOf<Batch<image.RemoveBackgroundInput, image.ImageResult>>();
  expectTypeOf(batch.stoppedBy).toEqualTypeOf<BriakitError | undefined>();
  client.batch(image.removeBackground, inputs, {
    key: (input) => (expectTypeOf(input).toEqualTypeOf<image.RemoveBackgroundInput>(), ''),
    onJob: (job) => expectTypeOf(job).toEqualTypeOf<Job<image.ImageResult>>(),
    onAbandoned: ({ ref }) => expectTypeOf(ref).toEqualTypeOf<JobRef | undefined>(),
    done: async () => undefined,
  });
});

it('takes the inputs of the endpoint, of whatever gives them one by one', () => {
  async function* slowly() {
    yield { image: new Blob() };
  }
  expectTypeOf(client.batch(image.removeBackground, slowly())).toExtend<AsyncIterable<unknown>>();
  client.batch(image.removeBackground, new Set(inputs));
  withBatches(atPixazo).batch(pixazoImage.removeBackground, [{ image_url: 'x' }]);
  withBatches(atEither).batch(removeBackground, inputs);
  // @ts-expect-error -- the picture is missing
  client.batch(image.removeBackground, [{}]);
  // @ts-expect-error -- an endpoint of Pixazo
  client.batch(pixazoImage.removeBackground, [{ image_url: 'x' }]);
  // @ts-expect-error -- which provider it is, nobody knows
  withBatches(atEither).batch(image.removeBackground, inputs);
  // @ts-expect-error -- no code
  client.batch(image.removeBackground, inputs, { stopOn: ['no_money'] });
});

it('has for each status what belongs to it', () => {
  const told = (item: BatchItem<{ image: string }, number>): string | number | JobRef | undefined => {
    switch (item.status) {
      case 'ok':
        return item.result;
      case 'error':
        return item.error.message;
      case 'skipped':
        return item.reason;
      default:
        return item satisfies never;
    }
  };
  expectTypeOf(told).parameter(0).toHaveProperty('key').toEqualTypeOf<string>();
});
