import { virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { ask, briaAt, bytesOf, posting, TINY_PNG } from '../../test/ask.ts';
import { curlAt } from '../../test/core-client.ts';
import { CLIPS } from '../media/clips.ts';
import { createMock, type Mock } from './create-mock.ts';
import { listen } from './http-server.ts';
import { setupMockNetwork } from './node-network.ts';

const PLATFORM = 'https://platform.prod.bria-api.com';
const HOUR_MS = 60 * 60_000;
const CLIP = Uint8Array.from(atob(CLIPS['scene.mp4']), (letter) => letter.charCodeAt(0));

type Send = (url: string, init?: RequestInit) => Promise<Response>;

/** An upload as the video nodes of ComfyUI do it. */
async function upload(
  send: Send,
  kind: 'image' | 'video',
  name: string,
  type: string,
  bytes: Uint8Array<ArrayBuffer>,
) {
  const body = { file_name: name, content_type: type };
  const granted = await send(
    `${PLATFORM}/upload-${kind}/anonymous/presigned-url`,
    posting(body, { api_token: 'token-a' }),
  );
  const grant = (await granted.json()) as Record<string, string>;
  const put = (headers: HeadersInit = { 'content-type': type }, url = grant['upload_url']!) =>
    send(url, { method: 'PUT', body: bytes, headers });
  return { granted, link: grant[`${kind}_url`]!, put };
}

function setUp() {
  const clock = virtualClock();
  const mock = createMock({ clock });
  const send: Send = (url, init) => ask(mock, url, init);
  return { clock, mock, send };
}

const statusOfJob = async (mock: Mock, video: string) => {
  const job = await curlAt(mock)('POST', '/v2/video/edit/increase_resolution', { video });
  return { status: job.status, body: await job.json() };
};

it('takes a video from its grant to a job', async () => {
  const { mock, send } = setUp();
  const { granted, link, put } = await upload(send, 'video', 'My clip.MP4', 'video/mp4', CLIP);
  expect(granted.status).toBe(200);
  expect(link).toMatch(/\/__mock\/storage\/[\da-f]{48}\.mp4$/);
  expect((await send(link)).status).toBe(404);
  expect((await put()).status).toBe(200);
  const served = await send(link);
  expect([served.headers.get('content-type'), await served.bytes()]).toEqual(['video/mp4', CLIP]);
  expect((await statusOfJob(mock, link)).status).toBe(202);
});

it('takes a picture likewise', async () => {
  const { mock, send } = setUp();
  const { link, put } = await upload(send, 'image', 'a.png', 'image/png', bytesOf(TINY_PNG));
  expect((await put()).status).toBe(200);
  expect((await briaAt(mock).submit({ image: link })).status).toBe(202);
});

it('wants what was signed, while it lasts, and no token', async () => {
  const { clock, send } = setUp();
  const { link, put } = await upload(send, 'video', 'a.mp4', 'video/mp4', CLIP);
  const refusalOf = async (response: Response) => [
    response.status,
    /<Code>(\w+)/.exec(await response.text())?.[1],
  ];
  expect(await refusalOf(await put({ 'content-type': 'video/webm' }))).toEqual([
    403,
    'SignatureDoesNotMatch',
  ]);
  expect(await refusalOf(await put(undefined, link))).toEqual([403, 'AccessDenied']);
  expect(await refusalOf(await put(undefined, `${link}?X-Amz-Signature=0`))).toEqual([
    403,
    'SignatureDoesNotMatch',
  ]);
  expect((await put({ 'content-type': 'video/mp4', api_token: 'token-a' })).status).toBe(400);
  await clock.advance(HOUR_MS - 1);
  expect((await put()).status).toBe(200);
  await clock.advance(1);
  expect(await refusalOf(await put())).toEqual([403, 'AccessDenied']);
  await clock.advance(23 * HOUR_MS);
  expect(await refusalOf(await send(link))).toEqual([403, 'AccessDenied']);
});

it('asks for a name and a type', async () => {
  const { send } = setUp();
  const path = `${PLATFORM}/upload-video/anonymous/presigned-url`;
  for (const body of [
    {},
    { file_name: 'a.mp4' },
    { file_name: 'a.txt', content_type: 'text/plain' },
    'no JSON',
  ])
    expect((await send(path, posting(body))).status).toBe(400);
  expect((await send(path, posting({ file_name: 'a.gif', content_type: 'image/gif' }))).status).toBe(200);
});

it('has each host serve its own', async () => {
  const { mock, send } = setUp();
  expect(mock.origins).toContain(PLATFORM);
  expect((await send(`${PLATFORM}/v2/status/1`, { headers: { api_token: 'token-a' } })).status).toBe(404);
  expect((await send(`${PLATFORM}/upload-video/anonymous/presigned-url`)).status).toBe(405);
  const wrongHost = 'https://engine.prod.bria-api.com/upload-video/anonymous/presigned-url';
  expect((await send(wrongHost, posting({ file_name: 'a.mp4', content_type: 'video/mp4' }))).status).toBe(
    404,
  );
});

it('stands in for the platform in Node', async () => {
  const { mock } = setUp();
  await using network = setupMockNetwork(mock);
  network.enable();
  const { link, put } = await upload(fetch, 'video', 'a.mp4', 'video/mp4', CLIP);
  expect((await put()).status).toBe(200);
  expect(await (await fetch(link)).bytes()).toEqual(CLIP);
});

it('serves it by its path over HTTP', async () => {
  const server = await listen({ clock: virtualClock() });
  try {
    const { link, put } = await upload(
      (url, init) => fetch(url.replace(PLATFORM, server.origin), init),
      'video',
      'a.mp4',
      'video/mp4',
      CLIP,
    );
    expect(new URL(link).origin).toBe(server.origin);
    expect((await put()).status).toBe(200);
    expect(await (await fetch(link)).bytes()).toEqual(CLIP);
  } finally {
    await server.close();
  }
});
