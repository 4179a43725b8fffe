import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { body, get, LINK, opaque, PNG, png, redirect, scripted, text } from '../../test/media.ts';
import { fetchMedia, type DownloadOptions } from './fetch-media.ts';
import type { MediaFetch, MediaResponse } from './media-fetch.ts';

it('reads the next piece when the one before has been written', async () => {
  const { stream, rest } = body([PNG, PNG, PNG]);
  let release = () => {};
  const write = vi.fn<() => Promise<void>>(() => new Promise((resolve) => void (release = resolve)));
  const fetched = fetchMedia(LINK, { fetch: async () => new Response(stream) }, write);
  for (const left of [2, 1, 0]) {
    await expect.poll(() => write).toHaveBeenCalledTimes(3 - left);
    expect(rest).toHaveLength(left);
    release();
  }
  await expect(fetched).resolves.toMatchObject({ sizeBytes: 3 * PNG.length });
});

describe('the size', () => {
  const MAX = { maxBytes: 2 * PNG.length };

  it('may be the limit, and not a byte more', async () => {
    expect((await get([new Response(body([PNG, PNG]).stream)], MAX)).outcome).toMatchObject({
      sizeBytes: 2 * PNG.length,
    });
    const { outcome } = await get([new Response(body([PNG, PNG, new Uint8Array(1)]).stream)], MAX);
    expect(outcome).toMatchObject({
      code: 'download',
      message: `The file is larger than ${MAX.maxBytes} bytes.`,
    });
  });

  it('is refused before anything is read, where it is announced', async () => {
    const { stream, cancelled, rest } = body([PNG, PNG]);
    const headers = { 'content-length': `${MAX.maxBytes + 1}` };
    const { outcome, written } = await get([new Response(stream, { headers })], MAX);
    expect(outcome).toMatchObject({ code: 'download' });
    expect([rest.length, written.length]).toEqual([2, 0]);
    expect(cancelled).toHaveBeenCalledOnce();
  });

  it('is counted where it was announced wrongly, and cut as soon as it passes', async () => {
    const { stream, cancelled, rest } = body([PNG, PNG, PNG, PNG]);
    const headers = { 'content-length': '10' };
    const { outcome, written } = await get([new Response(stream, { headers })], MAX);
    expect(outcome).toMatchObject({ code: 'download' });
    expect([rest.length, written.length]).toEqual([1, MAX.maxBytes]);
    expect(cancelled).toHaveBeenCalledOnce();
  });

  it('has a limit of 100 MiB by default', async () => {
    const headers = (sizeBytes: number) => ({ headers: { 'content-length': `${sizeBytes}` } });
    const { outcome } = await get([new Response(PNG, headers(100 * 1024 * 1024 + 1))]);
    expect(outcome).toMatchObject({
      fault: 'too-large',
      message: 'The file is larger than 104857600 bytes.',
    });
    expect((await get([new Response(PNG, headers(100 * 1024 * 1024))])).outcome).toMatchObject({
      code: 'download', // it was let through, and broke off
    });
  });

  it('is refused whatever it is, where the limit is not a number', async () => {
    expect((await get([png()], { maxBytes: Number.NaN })).outcome).toMatchObject({ code: 'download' });
  });

  it.for([
    ['a body of none', new Response('')],
    ['no body', new Response(null)],
    ['204', new Response(null, { status: 204 })],
  ] as const)('of zero is refused: %s', async ([, response]) => {
    const { outcome } = await get([response]);
    expect(outcome).toMatchObject({
      code: 'download',
      fault: 'empty',
      httpStatus: response.status,
    });
  });

  it('that is less than announced may be tried again', async () => {
    const headers = { 'content-length': `${PNG.length + 1}` };
    expect((await get([new Response(PNG, { headers })])).outcome).toMatchObject({
      code: 'download',
      retryable: true,
    });
    // Compressed, it is announced as it travels.
    const encoded = new Response(PNG, { headers: { ...headers, 'content-encoding': 'br' } });
    expect((await get([encoded])).outcome).toMatchObject({ sizeBytes: PNG.length });
  });

  it('of a body that breaks may be tried again', async () => {
    const cause = new TypeError('terminated');
    const { outcome } = await get([new Response(body([PNG], cause).stream)]);
    expect(outcome).toMatchObject({ code: 'download', submission: 'accepted', retryable: true, cause });
  });
});

describe('the type', () => {
  it.for([
    ['what the bytes show', PNG, 'image/png', 'image/png'],
    ['what the bytes show, whatever is declared', PNG, 'image/jpeg', 'image/png'],
    ['what the bytes show, not the placeholder', PNG, 'application/octet-stream', 'image/png'],
    ['what the bytes show, not a page', PNG, 'text/html', 'image/png'],
    ['what is declared, where the bytes are of no known kind', 'P6 1 1', 'Image/X-PPM; q=1', 'image/x-ppm'],
    ['the placeholder, where nothing is known', 'P6 1 1', '', 'application/octet-stream'],
    ['JSON, where that is what it should be', '{"layers":[]}', 'application/json', 'application/json'],
    ['JSON, where nothing else is declared', '{"layers":[]}', 'application/octet-stream', 'application/json'],
  ] as const)('is %s', async ([, content, declared, type]) => {
    const response = new Response(content, { headers: { 'content-type': declared } });
    expect((await get([response])).outcome).toMatchObject({ type });
  });

  it('is seen in a file that comes byte by byte', async () => {
    const pieces = Array.from(PNG, (byte) => Uint8Array.of(byte));
    const headers = { 'content-type': 'text/html' };
    const { outcome, written } = await get([new Response(body(pieces).stream, { headers })]);
    expect(outcome).toEqual({ type: 'image/png', sizeBytes: PNG.length });
    expect(written).toEqual([...PNG]);
  });

  it.for([
    ['<!doctype html><h1>Sign in</h1>', 'text/html', 'The link leads to text/html, not to a media file.'],
    ['<html>', 'image/png', 'The link leads to text/html (said to be image/png), not to a media file.'],
    ['Sign in', 'text/html; charset=utf-8', 'The link leads to text/html, not to a media file.'],
    [
      '{"error":"x"}',
      'image/png',
      'The link leads to application/json (said to be image/png), not to a media file.',
    ],
    [
      '{"error":"x"}',
      'video/mp4',
      'The link leads to application/json (said to be video/mp4), not to a media file.',
    ],
  ] as const)('of somebody else’s words is refused: %j as %s', async ([content, declared, message]) => {
    expect((await get([text(content, declared)])).outcome).toMatchObject({ fault: 'not-media', message });
  });

  it('of a page is found out before the rest of it has come', async () => {
    const page = Uint8Array.from(Buffer.from('<!doctype html>'.padEnd(600)));
    const { stream, cancelled } = body([page], 'stall');
    const { outcome } = await get([new Response(stream)]);
    expect(outcome).toMatchObject({ code: 'download' });
    expect(cancelled).toHaveBeenCalledOnce();
  });
});

describe('progress', () => {
  const pieces = [PNG.slice(0, 10), PNG.slice(10, 60), PNG.slice(60)];
  const told = async (headers: Record<string, string>) => {
    const onProgress = vi.fn<NonNullable<DownloadOptions['onProgress']>>();
    await get([new Response(body(pieces).stream, { headers })], { onProgress });
    return onProgress.mock.calls.map(([{ receivedBytes, totalBytes }]) => [receivedBytes, totalBytes]);
  };

  it('is told after each piece, up to the total', async () => {
    const total = PNG.length;
    expect(await told({ 'content-length': `${total}` })).toEqual([
      [10, total],
      [60, total],
      [total, total],
    ]);
  });

  it('has no total where none is known', async () => {
    const unknown = [
      [10, undefined],
      [60, undefined],
      [PNG.length, undefined],
    ];
    expect(await told({})).toEqual(unknown);
    expect(await told({ 'content-length': '5', 'content-encoding': 'gzip' })).toEqual(unknown);
  });

  it('does not fail by a mistake of the listener’s, which is seen', async () => {
    const later: (() => void)[] = [];
    // A reader made by hand: the platform's own streams need the function that is watched here.
    const reads = [{ done: false, value: PNG }, { done: true }];
    const reader = { read: async () => reads.shift()!, cancel: async () => {} };
    const response = { ...opaque(), status: 200, type: 'cors', body: { getReader: () => reader } };
    vi.stubGlobal('queueMicrotask', (callback: () => void) => later.push(callback));
    const onProgress = () => {
      throw new Error('a mistake');
    };
    expect((await get([response], { onProgress })).outcome).toMatchObject({ type: 'image/png' });
    expect(later).toHaveLength(1);
    expect(later[0]).toThrow('a mistake');
  });
});

describe('an abort', () => {
  const reason = new Error('enough');

  it('before the start fetches nothing', async () => {
    const { outcome, asked } = await get([png()], { signal: AbortSignal.abort(reason) });
    expect(outcome).toBe(reason);
    expect(asked).toEqual([]);
  });

  it('while the answer is awaited cuts the request', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const fetch = scripted('hang');
    const fetched = fetchMedia(LINK, { fetch, signal }, () => {});
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    controller.abort(reason);
    await expect(fetched).rejects.toBe(reason);
    expect(fetch.mock.calls[0]![1].signal.reason).toBe(reason);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('settles at once, even by a fetch that does not listen, whose late answer is let go of', async () => {
    const controller = new AbortController();
    let answer: (response: MediaResponse) => void = () => {};
    const fetch: MediaFetch = () => new Promise((resolve) => void (answer = resolve));
    const write = vi.fn<() => void>();
    const fetched = fetchMedia(LINK, { fetch, signal: controller.signal }, write);
    controller.abort(reason);
    await expect(fetched).rejects.toBe(reason);
    const { stream, cancelled } = body([PNG]);
    answer(new Response(stream));
    await expect.poll(() => cancelled).toHaveBeenCalled();
    expect(write).not.toHaveBeenCalled();
  });

  it('while a piece is awaited cancels the body with the reason, and leaves no listener', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const { stream, cancelled } = body([PNG], 'stall');
    const write = vi.fn<() => void>();
    const fetched = fetchMedia(LINK, { fetch: async () => new Response(stream), signal }, write);
    await expect.poll(() => write).toHaveBeenCalledOnce();
    controller.abort(reason);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    await expect(fetched).rejects.toBe(reason);
    expect(cancelled.mock.calls).toEqual([[reason]]);
    expect(write).toHaveBeenCalledOnce();
  });

  it('while a piece is being written writes no other, and tells of none', async () => {
    const controller = new AbortController();
    let release = () => {};
    const write = vi.fn<() => Promise<void>>(() => new Promise((resolve) => void (release = resolve)));
    const onProgress = vi.fn<() => void>();
    const { stream, cancelled } = body([PNG, PNG]);
    const fetch = async () => new Response(stream);
    const fetched = fetchMedia(LINK, { fetch, onProgress, signal: controller.signal }, write);
    await expect.poll(() => write).toHaveBeenCalledOnce();
    controller.abort(reason);
    await expect(fetched).rejects.toBe(reason);
    release();
    await new Promise(setImmediate);
    expect([write, onProgress, cancelled].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 1]);
  });

  it('lets nothing be written that comes too late', async () => {
    const controller = new AbortController();
    let arrive: (piece: { done: boolean; value: typeof PNG }) => void = () => {};
    const read = vi.fn<() => Promise<{ done: boolean; value: typeof PNG }>>(
      () => new Promise((resolve) => void (arrive = resolve)),
    );
    const reader = { read, cancel: async () => {} };
    const response = { ...opaque(), status: 200, type: 'cors', body: { getReader: () => reader } };
    const write = vi.fn<() => void>();
    const fetched = fetchMedia(LINK, { fetch: async () => response, signal: controller.signal }, write);
    await expect.poll(() => read).toHaveBeenCalledOnce();
    controller.abort(reason);
    await expect(fetched).rejects.toBe(reason);
    arrive({ done: false, value: PNG });
    await new Promise(setImmediate);
    expect(write).not.toHaveBeenCalled();
  });

  it.for([
    ['success', [png]],
    ['refusal', [() => new Response('', { status: 404 })]],
    ['break', [() => new TypeError('fetch failed')]],
    ['redirect', [() => redirect('https://10.0.0.1/')]],
    ['page', [() => text('<html>')]],
  ] as const)('after a %s finds no listener', async ([, answers]) => {
    const { signal } = new AbortController();
    await get(
      answers.map((answer) => answer()),
      { signal },
    );
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

it('passes on what the writing throws, and lets go of the rest', async () => {
  const full = new Error('ENOSPC');
  const { stream, cancelled } = body([PNG, PNG]);
  const write = async () => {
    throw full;
  };
  await expect(fetchMedia(LINK, { fetch: async () => new Response(stream) }, write)).rejects.toBe(full);
  expect(cancelled).toHaveBeenCalledOnce();
});
