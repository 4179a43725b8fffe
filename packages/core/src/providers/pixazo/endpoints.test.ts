import { describe, expect, it } from 'vitest';
import { PICTURE, pixazoClient } from '../../../test/client.ts';
import { PIXAZO_JOB, TINY_PNG } from '../../../test/fixture.ts';
import { check } from '../../schemas/schema.ts';
import type { Endpoint } from '../endpoint.ts';
import { prepareBody } from '../prepare-body.ts';
import * as elsewhere from './elsewhere.ts';
import * as image from './image.ts';
import * as video from './video.ts';

const FILM = 'https://example.com/fox.mp4';
const bytes = new Blob([Buffer.from(TINY_PNG, 'base64')]);
const film = new Blob(['\0\0\0\x18ftypisom\0\0\x02\0isommp42']);
const { signal } = new AbortController();
const hosting = { host: async () => new URL('https://cdn.example/a'), signal };

/** What goes over the wire. */
const bodyOf = (endpoint: unknown, input: object) => prepareBody(endpoint as Endpoint, input, hosting);
const faultOf = ({ input }: { readonly input: Endpoint['input'] }, value: object) => {
  const outcome = check(input, value);
  return 'fault' in outcome ? outcome.fault : undefined;
};

describe('image.generate', () => {
  it.for([
    { prompt: 'a red fox' },
    { prompt: 'a red fox', aspect_ratio: '16:9', seed: 5555, steps_num: 50, guidance_scale: 5 },
    { prompt: 'a red fox', aspect_ratio: '3:2', seed: 0, steps_num: 1, guidance_scale: 7.5 },
  ])('takes %j, and sends just that', async (input) => {
    expect(await bodyOf(image.generate, input)).toEqual(input);
  });

  it.for([
    [{}, 'prompt: expected a text that is not blank'],
    [{ prompt: ' \n' }, 'prompt: expected a text that is not blank'],
    [{ prompt: 'x', seed: -1 }, 'seed: expected integer of at least 0'],
    [{ prompt: 'x', seed: 1.5 }, 'seed: expected integer of at least 0'],
    [{ prompt: 'x', steps_num: 0 }, 'steps_num: expected integer of at least 1'],
    [{ prompt: 'x', guidance_scale: 4 }, 'guidance_scale: expected number from 5 to 10'],
    [{ prompt: 'x', guidance_scale: 10.1 }, 'guidance_scale: expected number from 5 to 10'],
    [{ prompt: 'x', negative_prompt: 'y' }, 'input: unknown field negative_prompt'],
  ] as const)('refuses %j: %s', ([input, fault]) => {
    expect(faultOf(image.generate, input)).toBe(fault);
  });
});

describe('video.removeBackground', () => {
  const presets = {
    alpha: ['webm_vp9', 'mkv_vp9', 'mov_proresks', 'mov_h265', 'gif', undefined],
    opaque: ['mp4_h264', 'mp4_h265', 'mkv_h264', 'mkv_h265', 'avi_h264'],
  } as const;

  it('takes a link, and a Blob where there is a host', async () => {
    expect(await bodyOf(video.removeBackground, { video_url: FILM })).toEqual({ video_url: FILM });
    expect(await bodyOf(video.removeBackground, { video_url: film })).toEqual({
      video_url: 'https://cdn.example/a',
    });
  });

  it.for(presets.alpha)('makes the background transparent in %s', (preset) => {
    const input = { video_url: FILM, background_color: 'Transparent', output_container_and_codec: preset };
    expect(faultOf(video.removeBackground, input)).toBeUndefined();
  });

  it.for(presets.opaque)(
    'does not sell a transparent background in %s, which has no alpha channel',
    (preset) => {
      const input = { video_url: FILM, output_container_and_codec: preset };
      expect(faultOf(video.removeBackground, input)).toBeUndefined();
      expect(faultOf(video.removeBackground, { ...input, background_color: 'White' })).toBeUndefined();
      expect(faultOf(video.removeBackground, { ...input, background_color: 'Transparent' })).toBe(
        'input: expected webm_vp9, mkv_vp9, mov_proresks or gif as output_container_and_codec with background_color Transparent',
      );
    },
  );

  it.for([
    [{}, 'video_url: expected a URL, base64, Blob or Uint8Array'],
    [
      { video_url: FILM, background_color: 'black' },
      'background_color: expected one of Transparent, Black, White, Gray, Red, Green, Blue, Yellow, Cyan, Magenta, Orange',
    ],
    [
      { video_url: FILM, output_container_and_codec: 'mov_h264' },
      'output_container_and_codec: expected one of mp4_h265, mp4_h264, webm_vp9, mov_h265, mov_proresks, mkv_h265, mkv_h264, mkv_vp9, avi_h264, gif',
    ],
    [{ video_url: FILM, preserve_audio: 'yes' }, 'preserve_audio: expected boolean'],
    [{ video_url: FILM, auto_zoom: true }, 'input: unknown field auto_zoom'],
  ] as const)('refuses %j: %s', ([input, fault]) => {
    expect(faultOf(video.removeBackground, input)).toBe(fault);
  });
});

describe('what is documented elsewhere', () => {
  const STRAY_FILE = 'input: expected files only in fields that are known to take them, and URLs elsewhere';
  const SPOT = { x: 1, y: 2, width: 3, height: 4 };

  it.for(Object.entries(elsewhere))('%s lets through what we do not know', async ([name, endpoint]) => {
    const known: Readonly<Record<string, object>> = {
      embedProduct: { image_source: PICTURE, products: [] },
      fibo: { prompt: 'x' },
    };
    const input = { ...known[name], novelty: [1], image_weight: 0.5 };
    expect(await bodyOf(endpoint, input)).toEqual(input);
  });

  it('puts local files where Pixazo can fetch them, in lists and objects too', async () => {
    const at = 'https://cdn.example/a';
    const coordinates = { x: 1, y: 2, width: 3, height: 4 };
    expect(
      await bodyOf(elsewhere.embedProduct, {
        image_source: bytes,
        products: [{ image_source: bytes, coordinates }],
      }),
    ).toEqual({ image_source: at, products: [{ image_source: at, coordinates }] });
    expect(await bodyOf(elsewhere.fiboEdit15, { image_urls: [bytes, PICTURE], instruction: 'x' })).toEqual({
      image_urls: [at, PICTURE],
      instruction: 'x',
    });
    expect(
      await bodyOf(elsewhere.virtualTryOn, { person_image_url: bytes, garment_image_urls: [bytes] }),
    ).toEqual({ person_image_url: at, garment_image_urls: [at] });
    expect(
      await bodyOf(elsewhere.productHolding, { person_image_url: bytes, product_image_urls: [bytes] }),
    ).toEqual({ person_image_url: at, product_image_urls: [at] });
    expect(await bodyOf(elsewhere.fibo, { prompt: 'x', image_url: bytes })).toMatchObject({ image_url: at });
    expect(await bodyOf(elsewhere.despill, { video_url: film })).toEqual({ video_url: at });
  });

  it.for([
    [elsewhere.fiboGen15, { prompt: 7 }, 'prompt: expected string'],
    [elsewhere.fiboGen15, { picture: bytes }, STRAY_FILE],
    [elsewhere.fiboGen15, { pictures: [new Uint8Array(1)] }, STRAY_FILE],
    [elsewhere.fiboGen15, { a: { b: [[bytes]] } }, STRAY_FILE],
    [elsewhere.fiboGen15, { toString: new ArrayBuffer(1) }, STRAY_FILE],
    [elsewhere.fibo, { structured_prompt: { a: bytes } }, STRAY_FILE.replace('input', 'structured_prompt')],
    [
      elsewhere.embedProduct,
      { image_source: PICTURE, products: [{ image_source: PICTURE, coordinates: SPOT, mask: bytes }] },
      STRAY_FILE.replace('input', 'products.0'),
    ],
    [elsewhere.fibo, {}, 'input: expected exactly one of prompt, structured_prompt'],
    [
      elsewhere.fibo,
      { prompt: 'x', structured_prompt: {} },
      'input: expected exactly one of prompt, structured_prompt',
    ],
    [elsewhere.embedProduct, { image_source: PICTURE, products: 1 }, 'products: expected a list'],
    [
      elsewhere.embedProduct,
      {
        image_source: PICTURE,
        products: [{ image_source: PICTURE, coordinates: { x: 0.5, y: 0, width: 1, height: 1 } }],
      },
      'products.0.coordinates.x: expected integer',
    ],
  ] as const)('refuses what is known to be wrong: %#', ([endpoint, input, fault]) => {
    expect(faultOf(endpoint, input)).toBe(fault);
  });

  const finish = (output: unknown) => {
    const accepted = { status: 202, body: JSON.stringify({ request_id: PIXAZO_JOB, status: 'QUEUED' }) };
    const status = { body: JSON.stringify({ request_id: PIXAZO_JOB, status: 'COMPLETED', output }) };
    const { clock, client, requests } = pixazoClient([accepted, status, status, status, status]);
    return { done: clock.runUntil(client.run(elsewhere.fiboGen15, { prompt: 'x' })), requests };
  };

  it.for([
    { media_url: ['https://x/a.png'], media_type: 'image/png' },
    { model_glb: 'https://x/a.glb', model_urls: { obj: 'https://x/a.obj' } },
    { preview_video: { url: 'https://x/a.mp4' } },
  ])('gives what was made, by whatever name: %j', async (output) => {
    await expect(finish(output).done).resolves.toEqual(output);
  });

  it('gives the files that are there, where media_url is odd', async () => {
    await expect(finish({ media_url: [], model_glb: 'https://x/a.glb' }).done).resolves.toEqual({
      model_glb: 'https://x/a.glb',
    });
  });

  it.for([null, {}, { media_url: [] }, { media_url: '' }, { media_type: 'image/png' }])(
    'asks three times more where nothing was made, and hands out the answer: %j',
    async (output) => {
      const { done, requests } = finish(output);
      await expect(done).rejects.toMatchObject({ code: 'schema_drift', jobId: PIXAZO_JOB });
      expect(requests).toHaveLength(1 + 4);
    },
  );
});

const DATA = 'data:image/png;base64,iVBORw0KGgo=';

it.for<readonly [string, Endpoint<'pixazo'>, object, object, string]>([
  ['as pictures', image.removeBackground, { image_url: PICTURE }, { images: [{ url: FILM }] }, FILM],
  ['as a link', image.removeBackground, { image_url: PICTURE }, { output: FILM }, FILM],
  ['as a picture', elsewhere.fibo, { prompt: 'x', sync_mode: true }, { output: DATA }, DATA],
])('takes an answer without a job for the result: %s', async ([, endpoint, input, body, link]) => {
  const { clock, client, requests } = pixazoClient([{ status: 200, body: JSON.stringify(body) }]);
  const result = await clock.runUntil(client.run(endpoint, input));
  expect(result).toMatchObject({ media_url: [link] });
  expect(requests).toHaveLength(1);
});

it('names each by its API, and by its operation where that has several', () => {
  const all: Pick<Endpoint, 'id' | 'path'>[] = [image, video, elsewhere].flatMap(Object.values);
  expect(all.map(({ id }) => id).toSorted()).toEqual([
    'bria-embed-product',
    'bria-fibo-bbq-preview',
    'bria-rmbg-2-0-682',
    'bria-video-background-removal-green-screen-despill',
    'bria-video-background-removal-v3',
    'fibo',
    'fibo-edit-1-5/edit',
    'fibo-edit-1-5/product-holding',
    'fibo-edit-1-5/virtual-try-on',
    'fibo-gen-1-5',
  ]);
  for (const { id, path } of all) expect(path.startsWith(`/${id.split('/')[0]}/v1/`)).toBe(true);
});
