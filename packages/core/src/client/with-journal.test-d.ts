import { expectTypeOf, it } from 'vitest';
import { image, product } from '../bria.ts';
import { removeBackground } from '../operations.ts';
import { image as pixazoImage } from '../pixazo.ts';
import { memoryJournal } from '../journal/memory-journal.ts';
import type { ResultOf } from '../providers/endpoint.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import type { Client } from './client.ts';
import type { JournaledJob } from './journaled-job.ts';
import { withJournal } from './with-journal.ts';
import { withUploads, type Uploads } from './with-uploads.ts';

declare const atBria: Client<'bria'>;
declare const atPixazo: Client<'pixazo'>;
declare const atEither: Client<'bria' | 'pixazo'>;
declare const ref: JobRef;

const client = withJournal(atBria, memoryJournal());
const input = { image: 'x' };

it('gives a client that can be used wherever a client can', () => {
  expectTypeOf(client).toExtend<Client<'bria'>>();
  expectTypeOf(withJournal(atPixazo, memoryJournal())).toExtend<Client<'pixazo'>>();
  expectTypeOf(withJournal(atEither, memoryJournal())).toExtend<Client<'bria' | 'pixazo'>>();
  expectTypeOf(withUploads(client)).toExtend<Client<'bria'> & Uploads>();
  expectTypeOf(withUploads(client).pending).toEqualTypeOf(client.pending);
});

it('keeps what else was wrapped around the client', () => {
  expectTypeOf(withJournal(withUploads(atBria), memoryJournal())).toExtend<Uploads>();
});

it('takes a label, and types what it gives as before', () => {
  expectTypeOf(client.submit(image.removeBackground, input, { label: 'a' })).toEqualTypeOf<
    JournaledJob<image.ImageResult>
  >();
  expectTypeOf(
    client.run(image.removeBackground, input, { label: 'a', timeoutMs: 1 }),
  ).resolves.toEqualTypeOf<image.ImageResult>();
  expectTypeOf(client.resume(ref, image.removeBackground)).toEqualTypeOf<JournaledJob<image.ImageResult>>();
  expectTypeOf(client.resume(ref)).toEqualTypeOf<JournaledJob>();
  // @ts-expect-error -- a misspelt option
  client.submit(image.removeBackground, input, { lable: 'a' });
  // @ts-expect-error -- an endpoint of Pixazo
  client.submit(pixazoImage.removeBackground, { image_url: 'x' });
});

it('resumes what is pending with the results of the endpoints that it is given', () => {
  expectTypeOf(client.resumePending()).resolves.items.toEqualTypeOf<JournaledJob>();
  expectTypeOf(client.resumePending({ endpoints: [image.removeBackground] })).resolves.items.toEqualTypeOf<
    JournaledJob<image.ImageResult>
  >();
  expectTypeOf(
    client.resumePending({ endpoints: [image.removeBackground, product.lifestyleShotByText] }),
  ).resolves.items.toEqualTypeOf<
    JournaledJob<image.ImageResult | ResultOf<typeof product.lifestyleShotByText>>
  >();
  expectTypeOf(
    withJournal(atEither, memoryJournal()).resumePending({ endpoints: [removeBackground] }),
  ).resolves.items.toEqualTypeOf<JournaledJob<{ readonly image_url: string }>>();
  // @ts-expect-error -- an endpoint of Pixazo
  void client.resumePending({ endpoints: [pixazoImage.removeBackground] });
});
