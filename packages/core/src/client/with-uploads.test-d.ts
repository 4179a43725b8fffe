import { expectTypeOf, it } from 'vitest';
import type { Client } from './client.ts';
import { withUploads, type UploadedVideo } from './with-uploads.ts';

declare const atBria: Client<'bria'>;

it('gives a client of Bria one thing more', () => {
  const client = withUploads(atBria);
  expectTypeOf(client).toExtend<Client<'bria'>>();
  expectTypeOf(client.upload(new Blob([]))).resolves.toEqualTypeOf<UploadedVideo>();
  expectTypeOf(client.upload(new Blob([])))
    .resolves.toHaveProperty('expiresAt')
    .toEqualTypeOf<number>();
});

it('keeps what else was wrapped around the client', () => {
  expectTypeOf(withUploads({ ...atBria, more: 1 }).more).toEqualTypeOf<number>();
});

it('is not for a client of another provider, which has nowhere to upload to', () => {
  expectTypeOf<Client<'pixazo'>>().not.toExtend<Parameters<typeof withUploads>[0]>();
  expectTypeOf<Client<'bria' | 'pixazo'>>().not.toExtend<Parameters<typeof withUploads>[0]>();
});
