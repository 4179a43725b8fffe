/** Operations at both providers, by the same call. */
import { describe, expect, it } from 'vitest';
import { ACCEPTED, briaClient, pixazoClient, PIXAZO_ANSWERS, PIXAZO_LINK } from '../../../test/client.ts';
import { BRIA_JOB } from '../../../test/fixture.ts';
import { check } from '../../schemas/schema.ts';
import { endpointFor, type Operation } from '../endpoint.ts';
import { generateImage } from './generate-image.ts';
import { removeVideoBackground } from './remove-video-background.ts';

const FILM = 'https://example.com/fox.mp4';
const finished = (result: object) => ({
  body: JSON.stringify({ request_id: BRIA_JOB, status: 'COMPLETED', result }),
});

/** What goes over the wire and what comes of it, at either provider. */
async function runAtBoth<Input, Result>(operation: Operation<Input, Result>, input: Input, result: object) {
  const atBria = briaClient([ACCEPTED, finished(result)]);
  const atPixazo = pixazoClient(PIXAZO_ANSWERS);
  const made = await atBria.clock.runUntil(atBria.client.run(operation, input));
  const madeToo = await atPixazo.clock.runUntil(atPixazo.client.run(operation, input));
  const sentBy = ({ url, body }: { url: string; body?: unknown }) => [
    new URL(url).pathname,
    JSON.parse(body as string) as object,
  ];
  return {
    bria: { sent: sentBy(atBria.requests[0]!), made },
    pixazo: { sent: sentBy(atPixazo.requests[0]!), made: madeToo },
  };
}

/** The same at both. */
function faultOf<Input, Result>(operation: Operation<Input, Result>, value: object): string | undefined {
  const faults = (['bria', 'pixazo'] as const).map((provider) => {
    const outcome = check(endpointFor(operation, provider).input, value);
    return 'fault' in outcome ? outcome.fault : undefined;
  });
  expect(faults[0]).toBe(faults[1]);
  return faults[0];
}

describe('generateImage', () => {
  it('makes a picture of words at either', async () => {
    const input = { prompt: 'a red fox', aspect_ratio: '16:9', seed: 7 } as const;
    const link = { image_url: 'https://x/a.png' };
    const { bria, pixazo } = await runAtBoth(generateImage, input, link);
    expect(bria.sent).toEqual(['/v2/image/generate', input]);
    expect(pixazo.sent).toEqual(['/bria-fibo-bbq-preview/v1/bria-fibo-bbq-preview-request', input]);
    expect(bria.made).toMatchObject(link);
    expect(pixazo.made).toEqual({ image_url: PIXAZO_LINK });
  });

  it.for([
    [{}, 'prompt: expected a text that is not blank'],
    [{ prompt: '  ' }, 'prompt: expected a text that is not blank'],
    [{ prompt: 'x', seed: -1 }, 'seed: expected integer of at least 0'],
    [{ prompt: 'x', aspect_ratio: '3:2' }, 'aspect_ratio: expected one of 1:1, 4:3, 16:9, 9:16'],
    [{ prompt: 'x', steps_num: 50 }, 'input: unknown field steps_num'],
    [{ prompt: 'x', sync: true }, 'input: unknown field sync'],
  ] as const)('refuses %j at either: %s', ([input, fault]) => {
    expect(faultOf(generateImage, input)).toBe(fault);
  });
});

describe('removeVideoBackground', () => {
  const link = { video_url: 'https://x/a.webm' };

  it('works on a video at either', async () => {
    const options = {
      background_color: 'Transparent',
      output_container_and_codec: 'mkv_vp9',
      preserve_audio: false,
    } as const;
    const { bria, pixazo } = await runAtBoth(removeVideoBackground, { video: FILM, ...options }, link);
    expect(bria.sent).toEqual(['/v2/video/edit/remove_background', { video: FILM, ...options }]);
    expect(pixazo.sent).toEqual([
      '/bria-video-background-removal-v3/v1/bria-video-background-removal-v3-request',
      { video_url: FILM, ...options },
    ]);
    expect(bria.made).toEqual(link);
    expect(pixazo.made).toEqual({ video_url: PIXAZO_LINK });
  });

  it.for([{}, { background_color: undefined, output_container_and_codec: undefined }])(
    'says what the providers would fill in differently, where it is left out: %j',
    async (left) => {
      const filledIn = { background_color: 'Black', output_container_and_codec: 'webm_vp9' };
      const { bria, pixazo } = await runAtBoth(removeVideoBackground, { video: FILM, ...left }, link);
      expect(bria.sent[1]).toEqual({ video: FILM, ...filledIn });
      expect(pixazo.sent[1]).toEqual({ video_url: FILM, ...filledIn });
    },
  );

  it('takes a local video at Pixazo where the client has a host, and at Bria by its link only', async () => {
    const video = new Blob(['\0\0\0\x18ftypisom\0\0\x02\0isommp42']);
    const host = async () => new URL('https://cdn.example/a.mp4');
    const atPixazo = pixazoClient(PIXAZO_ANSWERS, { host });
    await atPixazo.clock.runUntil(atPixazo.client.run(removeVideoBackground, { video }));
    expect(atPixazo.requests[0]!.body).toContain('"video_url":"https://cdn.example/a.mp4"');
    const atBria = briaClient([]);
    await expect(
      atBria.clock.runUntil(atBria.client.run(removeVideoBackground, { video })),
    ).rejects.toMatchObject({ code: 'input', submission: 'not-sent' });
  });

  it.for([
    [{}, 'video: expected a URL, base64, Blob or Uint8Array'],
    [
      { video: FILM, background_color: 'Transparent', output_container_and_codec: 'mp4_h264' },
      'input: expected webm_vp9, mkv_vp9, mov_proresks or gif as output_container_and_codec with background_color Transparent',
    ],
    [
      { video: FILM, output_container_and_codec: 'avi_h264' },
      'output_container_and_codec: expected one of mp4_h264, mp4_h265, webm_vp9, mov_h265, mov_proresks, mkv_h264, mkv_h265, mkv_vp9, gif',
    ],
    [{ video: FILM, auto_zoom: true }, 'input: unknown field auto_zoom'],
  ] as const)('refuses %j at either: %s', ([input, fault]) => {
    expect(faultOf(removeVideoBackground, input)).toBe(fault);
  });
});
