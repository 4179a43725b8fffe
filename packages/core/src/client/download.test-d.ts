import { expectTypeOf, it } from 'vitest';
import { image } from '../bria.ts';
import { removeBackground } from '../operations.ts';
import { image as pixazoImage } from '../pixazo.ts';
import type { Client } from './client.ts';
import { download, downloadBytes, type DownloadSource } from './download.ts';

const IMAGE = 'https://example.com/vase.jpg';

it('takes the results of jobs, as they come, and gives a Blob', () => {
  const atBria = async (client: Client<'bria'>) =>
    download(await client.run(image.removeBackground, { image: IMAGE }));
  const atPixazo = async (client: Client<'pixazo'>) =>
    download(await client.run(pixazoImage.removeBackground, { image_url: IMAGE }));
  const atEither = async (client: Client) => download(await client.run(removeBackground, { image: IMAGE }));
  expectTypeOf(atBria).returns.resolves.toEqualTypeOf<Blob>();
  expectTypeOf(atPixazo).returns.resolves.toEqualTypeOf<Blob>();
  expectTypeOf(atEither).returns.resolves.toEqualTypeOf<Blob>();
});

it('takes links, in whatever field a result has them', () => {
  expectTypeOf<string | URL>().toExtend<DownloadSource>();
  expectTypeOf<{ readonly video_url?: string | undefined }>().toExtend<DownloadSource>();
  expectTypeOf<{ media_url: string[]; [field: string]: unknown }>().toExtend<DownloadSource>();
});

it('does not take what is known to hold no link', () => {
  expectTypeOf<{ structured_prompt: string }>().not.toExtend<DownloadSource>();
  expectTypeOf<{ image_url: number }>().not.toExtend<DownloadSource>();
  expectTypeOf<unknown>().not.toExtend<DownloadSource>();
});

it('gives bytes that are the caller’s own', () => {
  expectTypeOf(downloadBytes(IMAGE)).resolves.toEqualTypeOf<Uint8Array<ArrayBuffer>>();
});
