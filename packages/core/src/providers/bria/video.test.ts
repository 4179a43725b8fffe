import { describe, expect, it } from 'vitest';
import { ACCEPTED, briaClient, IN_PROGRESS } from '../../../test/client.ts';
import { BRIA_JOB } from '../../../test/fixture.ts';
import type { Endpoint } from '../endpoint.ts';
import { prepareBody } from '../prepare-body.ts';
import * as video from './video.ts';

const LINK = 'https://example.com/fox.mp4';
const MP4 = new Blob([Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42', 'latin1')]);
const BYTES = 'A video goes by its URL: ';

const context = { host: undefined, signal: new AbortController().signal };
const bodyOf = (endpoint: unknown, input: unknown) => prepareBody(endpoint as Endpoint, input, context);

describe.for<{ readonly endpoint: { readonly id: string }; readonly fields: object }>([
  { endpoint: video.erase, fields: { mask: LINK } },
  { endpoint: video.maskByPrompt, fields: { prompt: 'the fox' } },
  { endpoint: video.maskByKeyPoints, fields: { key_points: [{ x: 1, y: 2, type: 'positive' }] } },
  { endpoint: video.foregroundMask, fields: {} },
  { endpoint: video.increaseResolution, fields: { desired_increase: 4 } },
  {
    endpoint: video.removeBackground,
    fields: { background_color: 'Transparent', output_container_and_codec: 'webm_vp9' },
  },
  { endpoint: video.replaceBackground, fields: { background_url: LINK } },
  { endpoint: video.greenScreen, fields: { green_shade: 'blue_screen' } },
])('$endpoint.id', ({ endpoint, fields }) => {
  it('sends what it is given, and nothing else', async () => {
    const input = { video: LINK, ...fields };
    expect(await bodyOf(endpoint, input)).toEqual(input);
    expect(await bodyOf(endpoint, { ...input, video: new URL(LINK) })).toEqual(input);
  });

  it.for([MP4, new Uint8Array(8), 'AAAAGGZ0eXA='])('says how a local video is sent', async (local) => {
    await expect(bodyOf(endpoint, { ...fields, video: local })).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining(BYTES) as string,
    });
  });

  it('takes no `sync`: it has none, and the provider may refuse a field that it does not know', async () => {
    await expect(bodyOf(endpoint, { video: LINK, ...fields, sync: true })).rejects.toMatchObject({
      message: `input: unknown field sync. (${endpoint.id})`,
    });
  });
});

it('takes a mask by its URL only, and a background too', async () => {
  await expect(bodyOf(video.erase, { video: LINK, mask: MP4 })).rejects.toThrow(BYTES);
  await expect(bodyOf(video.replaceBackground, { video: LINK, background_url: MP4 })).rejects.toThrow(
    'Only an http(s) URL is taken here.',
  );
});

it('finds a mask and erases what it covers, and calls no file of a video expiring', async () => {
  const completed = (result: object) => ({ body: { request_id: BRIA_JOB, status: 'COMPLETED', result } });
  const { clock, client, requests } = briaClient([
    ACCEPTED,
    IN_PROGRESS,
    completed({ video_url: `${LINK}?mask` }),
    ACCEPTED,
    completed({ video_url: `${LINK}?erased` }),
  ]);
  const { mask_url } = await clock.runUntil(client.run(video.foregroundMask, { video: LINK }));
  const erased = await clock.runUntil(client.run(video.erase, { video: LINK, mask: mask_url }));
  expect(erased).toEqual({ video_url: `${LINK}?erased` });
  expect(JSON.parse(requests[3]!.body!)).toEqual({ video: LINK, mask: `${LINK}?mask` });
  expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
    'POST /v2/video/generate/foreground_mask',
    `GET /v2/status/${BRIA_JOB}`,
    `GET /v2/status/${BRIA_JOB}`,
    'POST /v2/video/edit/erase',
    `GET /v2/status/${BRIA_JOB}`,
  ]);
});
