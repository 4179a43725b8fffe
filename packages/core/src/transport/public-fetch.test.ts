import type { LookupFunction } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { serve } from '../../test/loopback.ts';
import { PNG } from '../../test/media.ts';
import { fetchMedia } from './fetch-media.ts';
import { publicFetch, publicLookup } from './public-fetch.ts';

/** A name service that gives these addresses for any name. */
const resolvingTo = (...addresses: readonly string[]) =>
  vi.fn<LookupFunction>((_name, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    ),
  );

const servePicture = () => serve((_, response) => response.end(PNG));

describe('a name', () => {
  it.for([
    ['127.0.0.1'],
    ['::1'],
    ['169.254.169.254'],
    ['10.0.0.1'],
    ['::ffff:127.0.0.1'],
    ['fe80::1%eth0'],
    ['8.8.8.8', '10.0.0.1'],
    ['2606:4700:4700::1111', '::1'],
    [],
  ])('that resolves to %j is not connected to', async (addresses) => {
    const { port, connections } = await servePicture();
    const fetch = publicFetch({ lookup: resolvingTo(...addresses) });
    const link = `https://media.example.com:${port}/out.png`;
    await expect(fetchMedia(link, { fetch }, () => expect.unreachable())).rejects.toMatchObject({
      code: 'download',
      message: 'The link leads to a private address (media.example.com).',
      submission: 'accepted',
    });
    expect(connections()).toBe(0);
  });

  it.for([[['8.8.8.8']], [['8.8.8.8', '2606:4700:4700::1111']], [['64:ff9b::808:808']]])(
    'that resolves to %j is connected there, and nowhere else',
    ([addresses]) => {
      const judged = publicLookup(resolvingTo(...addresses!));
      const all = vi.fn<(...args: unknown[]) => void>();
      judged('media.example.com', { all: true }, all);
      expect(all.mock.calls[0]![1]).toMatchObject(addresses!.map((address) => ({ address })));
      const one = vi.fn<(...args: unknown[]) => void>();
      judged('media.example.com', {}, one);
      expect(one.mock.calls[0]!.slice(0, 2)).toEqual([null, addresses![0]]);
    },
  );

  it('is resolved the system’s way by default', async () => {
    const { port, connections } = await servePicture();
    const { signal } = new AbortController();
    const asked = publicFetch()(`http://localhost:${port}/`, { redirect: 'manual', signal });
    await expect(asked).rejects.toMatchObject({ code: 'download' });
    expect(connections()).toBe(0);
  });

  it('is judged by a name service of the older kind too, which gives one address', () => {
    const given = vi.fn<Parameters<LookupFunction>[2]>();
    for (const address of ['10.0.0.1', '8.8.8.8'])
      publicLookup((_name, _options, callback) => callback(null, address, 4))('media.example.com', {}, given);
    expect(given.mock.calls).toEqual([
      [expect.objectContaining({ code: 'download' }), []],
      [null, '8.8.8.8', 4],
    ]);
  });

  it('that does not resolve may be tried again', async () => {
    const lookup: LookupFunction = (_name, _options, callback) =>
      callback(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), []);
    const fetched = fetchMedia('https://media.example.com/', { fetch: publicFetch({ lookup }) }, () => {});
    await expect(fetched).rejects.toMatchObject({ code: 'download', retryable: true });
  });
});

describe('an origin that is allowed', () => {
  it('may resolve to a private address', async () => {
    const { port } = await servePicture();
    const allowOrigins = [`http://media.corp:${port}`];
    const fetch = publicFetch({ allowOrigins, lookup: resolvingTo('127.0.0.1') });
    const link = `http://media.corp:${port}/out.png`;
    await expect(fetchMedia(link, { fetch, allowOrigins }, () => {})).resolves.toMatchObject({
      type: 'image/png',
    });
  });

  it('covers no other port of the same name', async () => {
    const { port, connections } = await servePicture();
    const allowOrigins = [`https://media.example.com:${port + 1}`];
    const fetch = publicFetch({ allowOrigins, lookup: resolvingTo('127.0.0.1') });
    const link = `https://media.example.com:${port}/out.png`;
    await expect(fetchMedia(link, { fetch, allowOrigins }, () => {})).rejects.toMatchObject({
      code: 'download',
    });
    expect(connections()).toBe(0);
  });

  it('may be an address', async () => {
    const { origin } = await servePicture();
    const allowOrigins = [origin];
    const lookup = resolvingTo();
    const fetched = fetchMedia(
      `${origin}/`,
      { fetch: publicFetch({ allowOrigins, lookup }), allowOrigins },
      () => {},
    );
    await expect(fetched).resolves.toMatchObject({ sizeBytes: PNG.length });
    expect(lookup).not.toHaveBeenCalled();
  });
});

it('keeps its connections for the next download', async () => {
  const { origin, connections } = await servePicture();
  const allowOrigins = [origin];
  const fetch = publicFetch({ allowOrigins });
  for (let count = 0; count < 9; count++) await fetchMedia(origin, { fetch, allowOrigins }, () => {});
  // Not one: undici opens a second one where the first has not come to rest yet.
  expect(connections()).toBeLessThan(3);
});
