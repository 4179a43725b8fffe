import { describe, expect, it } from 'vitest';
import { ACCEPTED, briaClient, BRIA_REF } from '../../../test/client.ts';
import { BRIA_JOB, TINY_PNG } from '../../../test/fixture.ts';
import type { Endpoint } from '../endpoint.ts';
import { prepareBody } from '../prepare-body.ts';
import { endpoint } from './any-endpoint.ts';

const PNG = Uint8Array.from(Buffer.from(TINY_PNG, 'base64'));
const LINK = 'https://example.com/fox.mp4';
const context = { host: undefined, signal: new AbortController().signal };
const bodyOf = (target: unknown, input: unknown) => prepareBody(target as Endpoint, input, context);

it.for(['image/edit/new_thing', '/v2/image/edit/new_thing', 'v2/image/edit/new_thing/'])(
  'knows the endpoint at %s',
  (path) => {
    expect(endpoint(path)).toMatchObject({
      id: 'image/edit/new_thing',
      path: '/v2/image/edit/new_thing',
      mode: 'job',
    });
  },
);

it('leaves a name alone that only begins as the version does', () => {
  expect(endpoint('v2things/new').path).toBe('/v2/v2things/new');
});

it('submits, polls and gives all that comes', async () => {
  const result = { thing_url: 'https://media.example.com/a.glb', parts: [1, { a: null }] };
  const { clock, client, requests } = briaClient([
    ACCEPTED,
    { body: { request_id: BRIA_JOB, status: 'COMPLETED', result } },
  ]);
  const newThing = endpoint('thing/new', { media: { image: 'picture' } });
  const job = client.submit(newThing, { image: PNG, strength: 3, nested: { sure: true } });
  expect(await clock.runUntil(job.accepted())).toEqual({ ...BRIA_REF, endpoint: 'thing/new' });
  expect(await clock.runUntil(job.result())).toEqual(result);
  expect(new URL(requests[0]!.url).pathname).toBe('/v2/thing/new');
  expect(JSON.parse(requests[0]!.body!)).toEqual({ image: TINY_PNG, strength: 3, nested: { sure: true } });
});

it('prepares the files that it has been told of', async () => {
  const media = { image: 'picture', refs: 'pictures', clip: 'video' } as const;
  const input = { image: new Blob([PNG]), refs: [PNG, LINK], clip: new URL(LINK) };
  expect(await bodyOf(endpoint('a/b', { media }), input)).toEqual({
    image: TINY_PNG,
    refs: [TINY_PNG, LINK],
    clip: LINK,
  });
  await expect(bodyOf(endpoint('a/b', { media }), { clip: PNG })).rejects.toThrow('A video goes by its URL');
});

describe('what would not survive as JSON', () => {
  it.for<readonly [string, unknown]>([
    ['a Blob', { image: new Blob([PNG]) }],
    ['bytes', { image: PNG }],
    ['a Blob in a list', { images: [LINK, new Blob([PNG])] }],
    ['a Blob in an object in a list', { products: [{ image: new Blob([PNG]) }] }],
    ['a buffer', { image: PNG.buffer }],
    ['a view of one', { image: new DataView(PNG.buffer) }],
    ['bytes in a field that all objects have', { toString: PNG }],
    ['one picture where there is to be a list', { pictures: PNG }],
    ['text', 'image'],
    ['nothing', null],
  ])('is refused before it is sent: %s', async ([, input]) => {
    await expect(bodyOf(endpoint('a/b', { media: { pictures: 'pictures' } }), input)).rejects.toMatchObject({
      code: 'input',
      submission: 'not-sent',
      message:
        'input: expected an object, with files in the fields that the `media` of its endpoint names (`pictures` in a list), and URLs elsewhere. (a/b)',
    });
  });
});

it('estimates by the time that it is given', () => {
  expect([endpoint('a/b').typicalMs, endpoint('a/b', { typicalMs: 90_000 }).typicalMs]).toEqual([
    15_000, 90_000,
  ]);
});
