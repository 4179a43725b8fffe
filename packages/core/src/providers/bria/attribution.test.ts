import { expect, it } from 'vitest';
import { ACCEPTED, briaClient, TOKEN } from '../../../test/client.ts';
import { BRIA_JOB, TINY_PNG } from '../../../test/fixture.ts';
import { accept } from '../../schemas/schema.ts';
import type { Endpoint } from '../endpoint.ts';
import { prepareBody } from '../prepare-body.ts';
import * as attribution from './attribution.ts';

const LINK = 'https://example.com/fox.mp4';
const context = { host: undefined, signal: new AbortController().signal };
const bodyOf = (endpoint: unknown, input: unknown) => prepareBody(endpoint as Endpoint, input, context);

it('sends the bytes of a picture, and refuses its URL', async () => {
  const bytes = Uint8Array.from(Buffer.from(TINY_PNG, 'base64'));
  const image = { model_version: '3.2' };
  expect(await bodyOf(attribution.byImage, { ...image, image: bytes })).toEqual({
    ...image,
    image: TINY_PNG,
  });
  await expect(bodyOf(attribution.byImage, { ...image, image: 'https://example.com/a.png' })).rejects.toThrow(
    'Only the picture itself is taken here.',
  );
});

it('sends the URL of a video, and refuses its bytes', async () => {
  const input = { model: 'video_rmbg:1', video: LINK };
  expect(await bodyOf(attribution.byVideo, input)).toEqual(input);
  await expect(bodyOf(attribution.byVideo, { ...input, video: new Blob(['v']) })).rejects.toThrow(
    'A video goes by its URL',
  );
});

it.for([
  [
    attribution.byImageEmbedding,
    { embeddings_base64: ['AAAA', 'BBBB'], model_version: '4.0', embeddings_uid: 'u' },
  ],
  [
    attribution.byVideoEmbedding,
    {
      model: 'video_mask:1',
      video_seconds: 4,
      stills_embedding_base64: 'AAAA',
      motion_embedding_base64: 'BBBB',
    },
  ],
] as const)('sends embeddings as they are', async ([endpoint, input]) => {
  expect(await bodyOf(endpoint, input)).toEqual(input);
});

it('takes models that are newer than it', async () => {
  const input = { model: 'video_green_screen:2', video: LINK };
  expect(await bodyOf(attribution.byVideo, input)).toEqual(input);
});

it.for([{ content: [{ owner: 'a', share: 0.5 }] }, { content: 'text' }, { owners: [] }])(
  'keeps all of %j: nobody has said what it is',
  (wire) => {
    expect(accept(attribution.byImage.result, wire)).toEqual({ value: wire });
  },
);

it('gives a list as the content that it is', () => {
  const list = [{ owner: 'a', share: 1 }];
  expect(accept(attribution.byImage.result, list)).toEqual({ value: { content: list } });
  expect(accept(attribution.byImage.result, [])).not.toHaveProperty('value');
});

it('is asked for with the token that all else is asked for with, and followed as a job', async () => {
  const result = { content: [{ owner: 'a', share: 1 }] };
  const { clock, client, requests } = briaClient([
    ACCEPTED,
    { body: { request_id: BRIA_JOB, status: 'COMPLETED', result } },
  ]);
  const attributed = client.run(attribution.byVideo, { model: 'video_eraser:1', video: LINK });
  expect(await clock.runUntil(attributed)).toEqual(result);
  expect(requests.map(({ url, headers }) => [new URL(url).pathname, headers['api_token']])).toEqual([
    ['/v2/video/attribution/by_video', TOKEN],
    [`/v2/status/${BRIA_JOB}`, TOKEN],
  ]);
});

it('takes no webhook', async () => {
  const { clock, client, requests } = briaClient([ACCEPTED]);
  const job = client.submit(
    attribution.byImageEmbedding,
    { embeddings_base64: ['AAAA'], model_version: '4.0' },
    { webhookUrl: 'https://app.example/hook' },
  );
  await expect(clock.runUntil(job.result())).rejects.toMatchObject({ code: 'input', submission: 'not-sent' });
  expect(requests).toEqual([]);
});
