import { expect, it } from 'vitest';
import { ask, bytesOf, MEDIA_ORIGIN, TINY_PNG } from '../../test/ask.ts';
import { coreBeforeMock } from '../../test/core-client.ts';
import { partOf } from './byte-range.ts';

const fileOf = (size: number) =>
  new Response(
    Uint8Array.from({ length: size }, (_, index) => index),
    {
      headers: { 'Content-Type': 'video/mp4', 'Content-Length': String(size) },
    },
  );

it.each([
  ['bytes=0-1', [0, 1], 'bytes 0-1/5'],
  ['bytes=2-', [2, 3, 4], 'bytes 2-4/5'],
  ['bytes=4-4', [4], 'bytes 4-4/5'],
  ['bytes=3-99', [3, 4], 'bytes 3-4/5'],
  ['bytes=-2', [3, 4], 'bytes 3-4/5'],
  ['bytes=-99', [0, 1, 2, 3, 4], 'bytes 0-4/5'],
])('gives of five bytes what %s asks for', async (range, bytes, contentRange) => {
  const part = await partOf(fileOf(5), range);
  expect([part.status, [...(await part.bytes())]]).toEqual([206, bytes]);
  expect(Object.fromEntries(part.headers)).toMatchObject({
    'content-range': contentRange,
    'content-length': String(bytes.length),
    'content-type': 'video/mp4',
  });
});

it.each([null, '', 'bytes=-', 'bytes=3-1', 'bytes=0-1,3-4', 'items=0-1', 'bytes=a-b'])(
  'gives the whole for %j, and says that it could be asked for in parts',
  async (range) => {
    const whole = await partOf(fileOf(5), range);
    expect([whole.status, whole.headers.get('accept-ranges')]).toEqual([200, 'bytes']);
    expect(whole.headers.has('content-range')).toBe(false);
    expect((await whole.bytes()).length).toBe(5);
  },
);

it.each([
  ['bytes=5-', 5],
  ['bytes=9-12', 5],
  ['bytes=-0', 5],
  ['bytes=0-', 0],
])('refuses %s of %d bytes, and says how many there are', async (range, size) => {
  const { status, headers } = await partOf(fileOf(size), range);
  expect([status, headers.get('content-range')]).toEqual([416, `bytes */${size}`]);
});

it('hands on what is no file', async () => {
  const refusal = Response.json({ error: 'gone' }, { status: 404 });
  expect(await partOf(refusal, 'bytes=0-1')).toBe(refusal);
});

it('serves uploads and results in parts', async () => {
  const { mock } = coreBeforeMock();
  const body = bytesOf(TINY_PNG);
  const { url } = await (await ask(mock, `${MEDIA_ORIGIN}/__mock/uploads`, { method: 'POST', body })).json();
  const part = await ask(mock, url, { headers: { range: 'bytes=1-3' } });
  expect([part.status, await part.text()]).toEqual([206, 'PNG']);
});
