import { getEventListeners } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { briaClient, TOKEN } from '../../test/client.ts';
import { serve } from '../../test/loopback.ts';
import { bria } from '../providers/bria/bria.ts';
import type { ScriptedAnswer } from '../testing/scripted-transport.ts';
import type { StorageFetch, UploadProgress } from '../transport/storage-upload.ts';
import { withUploads } from './with-uploads.ts';

/** How an MP4 begins. */
const MP4 = new Blob([Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42', 'latin1'), 'frames']);
const FILE_URL = 'https://files.example.com/fox.mp4?signature=s3cret-file';
const DAY_MS = 86_400_000;

const presigned = (
  uploadUrl = 'https://storage.example.com/bucket?signature=s3cret-link',
): ScriptedAnswer => ({
  body: {
    request_id: 'u1',
    result: {
      upload_url: uploadUrl,
      upload_fields: { key: 'uploads/s3cret-key', policy: 's3cret-policy' },
      file_url: FILE_URL,
    },
  },
});

/** A client whose storage answers by script. */
function uploading(
  answers: readonly ScriptedAnswer[] = [presigned()],
  storage: StorageFetch = async () => new Response(null, { status: 204 }),
  provider = bria({ apiToken: TOKEN }),
) {
  const fetch = vi.fn<StorageFetch>(storage);
  const { client, ...rest } = briaClient(answers, { provider });
  return { client: withUploads(client, { fetch }), storage: fetch, ...rest };
}

const never: StorageFetch = (_, { signal }) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

const thrownBy = (upload: Promise<unknown>) =>
  upload.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );

it('asks for leave with the token, sends the file without it, and gives the link for a day', async () => {
  const seen: { readonly headers: IncomingMessage['headers']; readonly body: Buffer<ArrayBuffer> }[] = [];
  const { origin } = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({ headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(204).end();
    });
  });
  const { client: plain, clock, requests } = briaClient([presigned(`${origin}/bucket`)]);
  const progress: UploadProgress[] = [];
  await clock.advance(5_000);

  const uploaded = await withUploads(plain).upload(MP4, { onProgress: (step) => progress.push(step) });

  expect(uploaded).toEqual({ url: FILE_URL, expiresAt: 5_000 + DAY_MS });
  expect(requests).toMatchObject([
    {
      method: 'POST',
      url: 'https://engine.prod.bria-api.com/v2/video/upload',
      headers: { api_token: TOKEN },
      body: JSON.stringify({ media_type: 'video/mp4' }),
    },
  ]);
  const [{ headers, body }, ...others] = seen as [(typeof seen)[0]];
  expect(others).toEqual([]);
  expect(JSON.stringify(headers)).not.toContain(TOKEN);
  const form = await new Response(body, {
    headers: { 'content-type': headers['content-type']! },
  }).formData();
  expect([...form.keys()]).toEqual(['key', 'policy', 'Content-Type', 'file']);
  expect(form.get('Content-Type')).toBe('video/mp4');
  expect((form.get('file') as File).size).toBe(MP4.size);
  const last = progress.at(-1)!;
  expect(last.sentBytes).toBe(last.totalBytes);
});

it('leaves the client what it was', async () => {
  const { client: plain } = briaClient([]);
  expect(withUploads(plain)).toEqual({ ...plain, upload: expect.any(Function) as unknown });
});

it.for([
  [new Blob([MP4], { type: 'video/quicktime' }), undefined, 'video/quicktime'],
  [new File([MP4], 'fox.bin', { type: 'application/octet-stream' }), undefined, 'video/mp4'],
  [MP4, 'video/x-m4v', 'video/x-m4v'],
] as const)('tells provider and storage one media type', async ([file, mediaType, expected]) => {
  const { client, requests, storage } = uploading();
  await client.upload(file, mediaType && { mediaType });
  const form = storage.mock.calls[0]![1].body;
  expect(requests[0]!.body).toBe(JSON.stringify({ media_type: expected }));
  expect((await form.text()).match(/name="Content-Type"\r\n\r\n(.*)\r\n/)?.[1]).toBe(expected);
});

it.for([
  ['text', new Blob(['not a video']), {}],
  ['nothing', new Blob([]), {}],
  ['a picture', new Blob(['\x89PNG\r\n\x1a\n'], { type: 'image/png' }), { mediaType: 'video/mp4' }],
  ['a GIF, which storage takes for no video', new Blob(['GIF89a......']), {}],
  ['a video by another name', MP4, { mediaType: 'application/mp4' }],
] as const)('refuses %s before anything is sent', async ([, file, options]) => {
  const { client, requests, storage } = uploading();
  await expect(client.upload(file, options)).rejects.toMatchObject({ code: 'input', submission: 'not-sent' });
  expect(requests).toEqual([]);
  expect(storage).not.toHaveBeenCalled();
});

describe('an abort', () => {
  const reason = new Error('enough');

  it('before the start sends nothing', async () => {
    const { client, requests, storage } = uploading();
    await expect(client.upload(MP4, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(requests).toEqual([]);
    expect(storage).not.toHaveBeenCalled();
  });

  it('while the file is looked at sends nothing', async () => {
    const { client, requests } = uploading();
    const abort = new AbortController();
    const upload = client.upload(MP4, { signal: abort.signal });
    abort.abort(reason);
    await expect(upload).rejects.toBe(reason);
    expect(requests).toEqual([]);
  });

  it('while the rate limit holds it sends nothing', async () => {
    const { client, clock, requests, storage } = uploading(
      [presigned()],
      undefined,
      bria({ apiToken: TOKEN, plan: 1 }),
    );
    await client.upload(MP4);
    const abort = new AbortController();
    const upload = thrownBy(client.upload(MP4, { signal: abort.signal }));
    await expect.poll(() => clock.pendingTimers).toBe(1);
    abort.abort(reason);
    expect(await upload).toBe(reason);
    expect([requests.length, storage.mock.calls.length, clock.pendingTimers]).toEqual([1, 1, 0]);
  });

  it('while the provider is asked sends no file', async () => {
    const { client, clock, requests, storage } = uploading(['hang']);
    const abort = new AbortController();
    const upload = thrownBy(client.upload(MP4, { signal: abort.signal }));
    await expect.poll(() => requests.length).toBe(1);
    abort.abort(reason);
    expect(await upload).toBe(reason);
    await clock.advance(60_000);
    expect(storage).not.toHaveBeenCalled();
    expect(clock.pendingTimers).toBe(0);
  });

  it('while the file is on its way cuts it', async () => {
    const { client, storage } = uploading([presigned()], never);
    const abort = new AbortController();
    const upload = thrownBy(client.upload(MP4, { signal: abort.signal }));
    await expect.poll(() => storage).toHaveBeenCalledOnce();
    const { signal } = storage.mock.calls[0]![1];
    expect(signal.aborted).toBe(false);
    abort.abort(reason);
    expect(await upload).toBe(reason);
    expect(signal.aborted).toBe(true);
    expect(getEventListeners(abort.signal, 'abort')).toEqual([]);
  });
});

describe('a failure', () => {
  const refused: StorageFetch = async () =>
    new Response('<Error><Code>AccessDenied</Code><Message>Policy expired.</Message></Error>', {
      status: 403,
    });
  const unreached: StorageFetch = async () => {
    throw new TypeError('fetch failed');
  };

  it.for<readonly [string, readonly ScriptedAnswer[], StorageFetch | undefined, object]>([
    ['of the provider', [{ status: 403, body: 'not on your plan' }], undefined, { code: 'permission' }],
    [
      'of storage',
      [presigned()],
      refused,
      { code: 'input', providerMessage: 'AccessDenied: Policy expired.' },
    ],
    ['of the network', [presigned()], unreached, { code: 'network', retryable: true }],
    [
      'to understand the answer',
      [{ body: { request_id: 'u1', result: { upload_url: 's3cret' } } }],
      undefined,
      { code: 'schema_drift' },
    ],
  ])('%s is told without the link and the fields', async ([, answers, storage, expected]) => {
    const { client, clock } = uploading(answers, storage);
    const error = await clock.runUntil(thrownBy(client.upload(MP4)));
    expect(error).toMatchObject({ ...expected, message: expect.not.stringContaining('s3cret') as string });
    // The body of an answer that we do not understand is handed out whole.
    expect(inspect({ ...(error as object), body: '' }, { depth: Infinity })).not.toContain('s3cret');
    expect(clock.pendingTimers).toBe(0);
  });
});
