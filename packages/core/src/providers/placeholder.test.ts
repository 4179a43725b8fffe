import { describe, expect, it, vi } from 'vitest';
import { briaClient, PICTURE } from '../../test/client.ts';
import { body, opaque, png, redirect, scripted, text } from '../../test/media.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import type { ScriptedAnswer } from '../testing/scripted-transport.ts';
import type { MediaResponse } from '../transport/media-fetch.ts';
import { generate } from './bria/ads.ts';
import { bria } from './bria/bria.ts';
import { lifestyleShotByText } from './bria/product.ts';
import type { Endpoint } from './endpoint.ts';
import { probePlaceholders } from './placeholder.ts';

const A = 'https://storage.example.com/a.jpeg';
const B = 'https://storage.example.com/b.jpeg';
const HOUR_MS = 60 * 60_000;

const WIRE = [
  [A, '123111', 'a.jpeg'],
  [B, '123222', 'b.jpeg'],
];
const IMAGE_A = { image_url: A, seed: 123_111, name: 'a.jpeg' };
const IMAGE_B = { image_url: B, seed: 123_222, name: 'b.jpeg' };
const WITHHELD = ['blocked:true', 'error_code:422', 'description:It did not pass content moderation.'];

const LINKS: ScriptedAnswer = { body: { result: WIRE } };
const THERE: ScriptedAnswer = { body: 'picture' };
const EMPTY: ScriptedAnswer = { body: '' };
const NOT_YET: ScriptedAnswer = { status: 404, body: '<Error/>' };
const FORBIDDEN: ScriptedAnswer = { status: 403, body: '<Error/>' };

type Storage = Record<string, readonly [body: string, status: number] | Error>;
const NOT_FOUND = ['<Error/>', 404] as const;
const PICTURE_BYTES = ['picture', 200] as const;

/** Answers a submit with the two links, and each link as `files` has it at that time. */
const storage = (files: Storage) => async (url: string) => {
  const file = files[url] ?? ([JSON.stringify({ result: WIRE }), 200] as const);
  if (file instanceof Error) throw file;
  const [content, status] = file;
  const headers = { 'content-type': content.startsWith('<html') ? 'text/html' : '' };
  return new Response(content, { status, headers });
};

const INPUT = { image_url: PICTURE, scene_description: 'on a table' };
const REF = {
  provider: 'bria',
  endpoint: lifestyleShotByText.id,
  requestId: JSON.stringify(WIRE),
  acceptedAt: 0,
};

describe('a job whose answer is links', () => {
  it('has succeeded once all of its files are served', async () => {
    const { clock, client, requests } = briaClient([LINKS, NOT_YET, FORBIDDEN, THERE, NOT_YET, THERE, THERE]);
    const job = client.submit(lifestyleShotByText, INPUT);
    await expect(clock.runUntil(job.accepted())).resolves.toEqual(REF);
    expect(job.getSnapshot()).toMatchObject({ phase: 'running', status: '' });
    await expect(clock.runUntil(job.result())).resolves.toEqual({
      images: [IMAGE_A, IMAGE_B],
      blocked: [],
      expiresAt: HOUR_MS,
    });
    const asked = requests.map(({ url }) => url);
    const submit = 'https://engine.prod.bria-api.com/v1/product/lifestyle_shot_by_text';
    expect(asked).toEqual([submit, A, A, A, B, A, B]);
    expect([clock.now(), clock.pendingTimers]).toEqual([1_000 + 1_500 + 2_250 + 3_375, 0]);
  });

  it('is looked after without the token', async () => {
    const { clock, client, requests } = briaClient([LINKS, THERE]);
    await clock.runUntil(client.run(lifestyleShotByText, INPUT));
    expect(requests.slice(1).map(({ method, headers, body: sent }) => [method, headers, sent])).toEqual([
      [undefined, undefined, undefined],
      [undefined, undefined, undefined],
    ]);
  });

  it('gives the rest, where moderation withheld some: by an empty file or in words', async () => {
    const { clock, client } = briaClient([{ body: { result: [...WIRE, WITHHELD] } }, EMPTY, THERE]);
    await expect(clock.runUntil(client.run(lifestyleShotByText, INPUT))).resolves.toMatchObject({
      images: [IMAGE_B],
      blocked: [WITHHELD.join(', '), A],
    });
  });

  it('is refused where all files are empty', async () => {
    const { clock, client } = briaClient([LINKS, EMPTY]);
    await expect(clock.runUntil(client.run(lifestyleShotByText, INPUT))).rejects.toMatchObject({
      code: 'moderation',
      submission: 'accepted',
      jobId: REF.requestId,
      endpoint: lifestyleShotByText.id,
    });
  });

  it('is refused in the words of an answer that has no other', async () => {
    const { clock, client, methods } = briaClient([{ body: { result: [WITHHELD] } }]);
    const failed = client.run(lifestyleShotByText, { ...INPUT, sync: true });
    await expect(clock.runUntil(failed)).rejects.toMatchObject({
      code: 'moderation',
      providerMessage: WITHHELD.join(', '),
    });
    expect(methods()).toBe('POST');
  });

  it('is given up when nothing was there for an hour', async () => {
    const { clock, client } = briaClient([LINKS, NOT_YET]);
    await expect(clock.runUntil(client.run(lifestyleShotByText, INPUT))).rejects.toMatchObject({
      code: 'job_not_found',
      jobId: REF.requestId,
    });
    expect(clock.now()).toBeGreaterThan(HOUR_MS);
    expect(clock.now()).toBeLessThan(HOUR_MS + 5 * 60_000);
    expect(clock.pendingTimers).toBe(0);
  });

  it('gives what is there while it is kept, and names what has not come in ten minutes', async () => {
    const { clock, client } = briaClient([], { fetch: storage({ [A]: NOT_FOUND, [B]: PICTURE_BYTES }) });
    await expect(clock.runUntil(client.run(lifestyleShotByText, INPUT))).resolves.toMatchObject({
      images: [IMAGE_B],
      blocked: [A],
    });
    expect(clock.now()).toBeGreaterThan(10 * 60_000);
    expect(clock.now()).toBeLessThan(15 * 60_000);
  });

  it('does not go without a picture because the network is down', async () => {
    const links: Storage = { [A]: new TypeError('fetch failed'), [B]: PICTURE_BYTES };
    const { clock, client } = briaClient([], { fetch: storage(links) });
    const result = client.run(lifestyleShotByText, INPUT);
    await clock.advance(20 * 60_000);
    links[A] = PICTURE_BYTES;
    await expect(clock.runUntil(result)).resolves.toMatchObject({ images: [IMAGE_A, IMAGE_B], blocked: [] });
  });

  it('gives the rest, where a link may not be followed', async () => {
    const wire = [['http://10.0.0.1/a.jpeg'], ...WIRE];
    const { clock, client, requests } = briaClient([{ body: { result: wire } }, THERE]);
    await expect(clock.runUntil(client.run(lifestyleShotByText, INPUT))).resolves.toMatchObject({
      images: [IMAGE_A, IMAGE_B],
      blocked: ['http://10.0.0.1/a.jpeg'],
    });
    expect(requests.slice(1).map(({ url }) => url)).toEqual([A, B]);
  });

  it('goes on while the storage fails, or is not reached', async () => {
    const reset = new TypeError('fetch failed');
    const { clock, client } = briaClient([LINKS, reset, { status: 503 }, { status: 429 }, THERE]);
    await expect(clock.runUntil(client.run(lifestyleShotByText, INPUT))).resolves.toHaveProperty('images');
  });

  it('is not given up for a network that is down when it is taken up again', async () => {
    const reset = new TypeError('fetch failed');
    const { clock, client } = briaClient([reset, reset, reset, reset, THERE]);
    await clock.advance(2 * HOUR_MS);
    const job = client.resume(REF, lifestyleShotByText);
    await expect(clock.runUntil(job.result())).resolves.toMatchObject({ images: [IMAGE_A, IMAGE_B] });
  });

  it('says so, before long, when its link may not be followed', async () => {
    const { clock, client, methods } = briaClient([{ body: { result: [['http://10.0.0.1/a.jpeg']] } }]);
    await expect(clock.runUntil(client.run(lifestyleShotByText, INPUT))).rejects.toMatchObject({
      code: 'download',
      fault: 'forbidden',
      submission: 'accepted',
    });
    expect(methods()).toBe('POST');
    expect(clock.now()).toBeLessThan(30_000);
  });

  it('is unreadable, and not refused, where its answer has neither a link nor words of moderation', async () => {
    const { clock, client } = briaClient([{ body: { result: [] } }]);
    await expect(clock.runUntil(client.run(lifestyleShotByText, INPUT))).rejects.toMatchObject({
      code: 'schema_drift',
      body: '{"result":[]}',
    });
  });

  it('has its files where the provider is, if that is a mock near by', async () => {
    const baseUrl = 'http://127.0.0.1:4010';
    const provider = bria({ apiToken: 'token', baseUrl });
    const answer = { body: { result: [[`${baseUrl}/a.jpeg`]] } };
    const { clock, client } = briaClient([answer, THERE], { provider });
    await expect(clock.runUntil(client.run(lifestyleShotByText, INPUT))).resolves.toMatchObject({
      images: [{ image_url: `${baseUrl}/a.jpeg` }],
    });
  });
});

it.each([
  ['html', ['<html></html>', 200]],
  ['a failing server', ['', 503]],
  ['a refusal', ['', 429]],
] as const)('does not go without a picture for %s, which says nothing of it', async (_, file) => {
  const links: Storage = { [A]: file, [B]: PICTURE_BYTES };
  const { clock, client } = briaClient([], { fetch: storage(links) });
  const result = client.run(lifestyleShotByText, INPUT);
  await clock.advance(20 * 60_000);
  links[A] = PICTURE_BYTES;
  await expect(clock.runUntil(result)).resolves.toMatchObject({ images: [IMAGE_A, IMAGE_B] });
});

it('goes on, whatever is delivered in its name', async () => {
  const { clock, client } = briaClient([LINKS, NOT_YET, THERE]);
  const job = client.submit(lifestyleShotByText, INPUT);
  const { requestId } = await clock.runUntil(job.accepted());
  expect(client.deliver({ requestId, body: '{"status":"ERROR"}' })).toBe(true);
  await expect(clock.runUntil(job.result())).resolves.toMatchObject({ images: [IMAGE_A, IMAGE_B] });
});

describe('its ref', () => {
  it('is all that is needed to go on, with its endpoint', async () => {
    const { clock, client, methods, requests } = briaClient([LINKS, NOT_YET, THERE, THERE]);
    const job = client.submit(lifestyleShotByText, INPUT);
    const ref = JSON.stringify(await clock.runUntil(job.accepted()));
    await clock.advance(1_100);
    job.stop();
    const resumed = client.resume(JSON.parse(ref) as typeof REF, lifestyleShotByText);
    await expect(clock.runUntil(resumed.result())).resolves.toMatchObject({ images: [IMAGE_A, IMAGE_B] });
    expect(methods().match(/POST/g)).toHaveLength(1);
    expect(requests.map(({ url }) => url).slice(1)).toEqual([A, A, B]);
  });

  it.for([
    ['no JSON', 'a1'],
    ['no list', '{}'],
    ['a list of something else', '[1]'],
  ])('names no job where it is %s', async ([, requestId]) => {
    const { clock, client, requests } = briaClient([]);
    const job = client.resume({ ...REF, requestId: requestId! }, lifestyleShotByText);
    await expect(clock.runUntil(job.result())).rejects.toMatchObject({ code: 'job_not_found' });
    expect(requests).toHaveLength(0);
  });
});

describe('a look at a file', () => {
  /** What the job is after one look at its one file, and the signal that the file was asked for with. */
  const look = async (answer: MediaResponse, link = A, baseUrl = '/api/bria') => {
    const { signal } = new AbortController();
    const ref = { ...REF, requestId: JSON.stringify([[link]]) };
    const fetch = scripted(answer);
    const context = { ref, fetch, baseUrl, clock: virtualClock(0), signal };
    const { fact } = await probePlaceholders(lifestyleShotByText as Endpoint, context);
    return { fact: fact.type, asked: fetch.mock.calls.map(([, init]) => init) };
  };

  it('reads no more of it than its first piece, and ends the rest', async () => {
    const { stream, rest } = body([new Uint8Array(1), new Uint8Array(1)], 'stall');
    const { fact, asked } = await look(new Response(stream));
    expect([fact, rest.length]).toEqual(['job-completed', 1]);
    expect(asked).toMatchObject([{ redirect: 'manual', signal: { aborted: true } }]);
  });

  it.for([
    'http://storage.example.com/a.jpeg',
    'https://10.0.0.1/a.jpeg',
    'https://[::1]/a.jpeg',
    'https://2130706433/a.jpeg',
    'https://localhost/a.jpeg',
    'https://metadata.internal./a.jpeg',
    'https://',
  ])('is not taken at %s', async (link) => {
    await expect(look(png(), link)).resolves.toEqual({ fact: 'poll-missed', asked: [] });
  });

  it.for([
    ['http://localhost:3000/shop', 'job-completed'],
    ['https://shop.example.com/', 'poll-missed'],
  ])(
    'is taken at a mock near by, behind a path of the page, where the page is as near: %s',
    async ([href, fact]) => {
      vi.stubGlobal('location', { href });
      await expect(look(png(), 'http://127.0.0.1:4010/a.jpeg')).resolves.toMatchObject({ fact });
    },
  );

  it.for([
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010/a.jpeg'],
    ['http://127.0.0.1:4010/bria', 'http://127.0.0.1:4010/files/a.jpeg'],
    ['HTTP://LocalHost:80', 'http://localhost/a.jpeg'],
    ['https://proxy.internal/bria', 'https://proxy.internal/a.jpeg'],
  ] as const)('is taken where the provider is: %s, %s', async ([baseUrl, link]) => {
    await expect(look(png(), link, baseUrl)).resolves.toMatchObject({ fact: 'job-completed' });
  });

  it.for([
    ['http://127.0.0.1:4010', 'http://127.0.0.1:40101/a.jpeg'],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010@10.0.0.1/a.jpeg'],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
    ['http://127.0.0.1:4010', 'https://127.0.0.1:4010/a.jpeg'],
    ['https://proxy', 'https://proxy.internal/a.jpeg'],
    ['/api/bria', 'http://localhost/api/bria/a.jpeg'],
  ] as const)('is not taken next to it: %s, %s', async ([baseUrl, link]) => {
    await expect(look(png(), link, baseUrl)).resolves.toEqual({ fact: 'poll-missed', asked: [] });
  });

  const page = '<!doctype html><p>Please sign in.</p>';
  it.for<readonly [string, MediaResponse, string]>([
    ['a picture', png(), 'job-completed'],
    ['a page of somebody else', text(page, 'text/html'), 'status-returned'],
    ['a redirect', redirect('https://elsewhere.example.com/a.jpeg'), 'status-returned'],
    ['what a browser shows of one', opaque(), 'status-returned'],
    ['no bytes, in a piece of their own', new Response(body([new Uint8Array(0)]).stream), 'job-failed'],
    ['no body', new Response(null), 'job-failed'],
  ])('finds %s', async ([, answer, fact]) => {
    await expect(look(answer)).resolves.toMatchObject({ fact });
  });

  it('ends after 15 seconds, and the file is asked for again', async () => {
    const { clock, client } = briaClient([LINKS, 'hang', THERE]);
    await clock.runUntil(client.run(lifestyleShotByText, INPUT));
    expect([clock.now(), clock.pendingTimers]).toEqual([1_000 + 15_000 + 1_500, 0]);
  });

  it('ends at once with the job, and leaves nothing', async () => {
    const { clock, client, requests } = briaClient([LINKS, 'hang']);
    const job = client.submit(lifestyleShotByText, INPUT);
    await clock.advance(1_100);
    expect([requests.length, clock.pendingTimers]).toEqual([2, 1]);
    job.stop();
    await clock.advance(0);
    expect(clock.pendingTimers).toBe(0);
    await clock.advance(HOUR_MS);
    expect(requests).toHaveLength(2);
    expect(job.getSnapshot()).toMatchObject({ phase: 'stopped', ref: REF });
  });
});

it('asks for no other file of a job that was stopped, however late it is', async () => {
  const { clock, client, requests } = briaClient(['hang']);
  await clock.advance(2 * HOUR_MS);
  const job = client.resume(REF, lifestyleShotByText);
  await clock.advance(5_000);
  expect(requests).toHaveLength(1);
  job.stop();
  await clock.advance(HOUR_MS);
  expect(requests).toHaveLength(1);
});

it('is how ads are made, too', async () => {
  const ad = { id: 's1', name: 'story', url: A, resolution: { width: 1080, height: 1920 }, editor_iframe: B };
  const { clock, client, requests } = briaClient([{ body: { result: [ad] } }, NOT_YET, THERE]);
  const done = client.run(generate, {
    template_id: '1061',
    smart_image: { input_image_url: new URL(PICTURE) },
  });
  await expect(clock.runUntil(done)).resolves.toEqual({ images: [{ ...ad, image_url: A }], blocked: [] });
  expect(requests[0]?.body).toBe(`{"template_id":"1061","smart_image":{"input_image_url":"${PICTURE}"}}`);
});
