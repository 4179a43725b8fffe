import { randomFillSync } from 'node:crypto';
import { getEventListeners, once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fetch as undiciFetch } from 'undici';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { TINY_PNG } from '../../test/fixture.ts';
import { BriakitError } from '../errors/briakit-error.ts';
import { fileAt } from './file-at.ts';
import { uploadToStorage, type StorageFetch, type UploadProgress } from './storage-upload.ts';

const FIELDS = {
  key: 'uploads/a1.mp4',
  'x-amz-credential': 's3cret-credential',
  policy: 's3cret-policy==',
  'x-amz-signature': 's3cret-signature',
};
const POLICY_EXPIRED =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code>' +
  '<Message>Invalid according to Policy: [&quot;eq&quot;] Policy expired.</Message><HostId>h</HostId></Error>';

/** How an MP4 begins. */
const FTYP = Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42', 'latin1');
/** 60 MB of one: chance after its first bytes, so that a byte out of place is seen. */
const VIDEO = randomFillSync(new Uint8Array(6e7));
VIDEO.set(FTYP);

const videoOf = (sizeBytes: number) => VIDEO.subarray(0, sizeBytes);
const SMALL = new Blob([videoOf(1_000)]);

/** One in a file, and what makes that another file. */
async function videoFile(sizeBytes: number) {
  const folder = mkdtempSync(join(tmpdir(), 'briakit-upload-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'fox.mp4');
  writeFileSync(path, videoOf(sizeBytes));
  return { file: await fileAt(path), change: () => appendFileSync(path, '!') };
}

/** Storage on this machine. */
async function storage(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { uploadUrl: `http://127.0.0.1:${port}/bucket?X-Signature=s3cret-link`, fields: FIELDS };
}

/** Storage that answers as it is told to when it has everything, and keeps what it was sent. */
async function answering(status: number, body = '', headers = {}) {
  const uploads: { readonly headers: IncomingMessage['headers']; readonly body: Buffer }[] = [];
  const ticket = await storage((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      uploads.push({ headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(status, headers).end(body);
    });
  });
  return { ticket, uploads };
}

const readForm = (headers: IncomingMessage['headers'], body: Buffer) =>
  new Response(Uint8Array.from(body), { headers: { 'content-type': headers['content-type']! } }).formData();

const thrownBy = (upload: Promise<unknown>) =>
  upload.then(
    () => expect.unreachable(),
    (error: Error) => error,
  );

/** Node's Blob as undici's types know it has what no browser's has. */
const undici: StorageFetch = (url, init) => undiciFetch(url, init as Parameters<typeof undiciFetch>[1]);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe.for([
  ['the platform’s fetch', undefined],
  ['the fetch of undici', undici],
] as const)('by %s, an upload', ([, fetch]) => {
  const options = fetch && { fetch };

  it.for([
    ['0.1 MB in memory', 1e5, false],
    ['5 MB in memory', 5e6, false],
    ['60 MB in memory', 6e7, false],
    ['0.1 MB in a file', 1e5, true],
    ['5 MB in a file', 5e6, true],
    ['60 MB in a file', 6e7, true],
  ] as const)(
    'of %s is a form of known length, the fields first, the file last',
    async ([, size, isFile]) => {
      const { ticket, uploads } = await answering(204);
      const bytes = videoOf(size);
      const { file } = isFile ? await videoFile(size) : { file: new File([bytes], 'fox.mp4') };
      await uploadToStorage(ticket, file, options);

      const [{ headers, body } = expect.unreachable()] = uploads;
      expect(headers['content-length']).toBe(`${body.length}`);
      expect(headers).not.toHaveProperty('transfer-encoding');
      const at = body.indexOf(FTYP);
      expect(body.subarray(at, at + size).equals(bytes)).toBe(true);
      // Without the file, because a parser takes its time over it.
      const around = Buffer.concat([body.subarray(0, at), body.subarray(at + size)]);
      const form = [...(await readForm(headers, around))];
      expect(form.slice(0, -1)).toEqual([...Object.entries(FIELDS), ['Content-Type', 'video/mp4']]);
      expect(form.at(-1)).toMatchObject(['file', { name: 'fox.mp4', type: 'video/mp4', size: 0 }]);
    },
  );

  it('tells its progress, from nothing to all', async () => {
    const { ticket, uploads } = await answering(204);
    const seen: UploadProgress[] = [];
    const file = new Blob([videoOf(5e6)]);
    await uploadToStorage(ticket, file, { ...options, onProgress: (progress) => seen.push(progress) });
    const totalBytes = uploads[0]!.body.length;
    expect(seen.every((progress) => progress.totalBytes === totalBytes)).toBe(true);
    const sent = seen.map(({ sentBytes }) => sentBytes);
    expect([sent[0], sent.at(-1)]).toEqual([0, totalBytes]);
    expect(sent).toEqual([...new Set(sent)].toSorted((a, b) => a - b));
    expect(sent.length).toBeGreaterThan(70);
  });

  it('of a file does not hold it in memory', async () => {
    const pieces: WeakRef<Uint8Array>[] = [];
    const held = Promise.withResolvers<number>();
    const ticket = await storage((request, response) => {
      request.resume().on('end', () => {
        collectGarbage();
        held.resolve(pieces.filter((piece) => piece.deref()).length);
        response.writeHead(204).end();
      });
    });
    const watch = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, controller) {
        pieces.push(new WeakRef(piece));
        controller.enqueue(piece);
      },
    });
    const watching: StorageFetch = (url, init) => {
      const stream = init.body.stream();
      init.body.stream = () => stream.pipeThrough(watch);
      return (fetch ?? globalThis.fetch)(url, init);
    };
    const { file } = await videoFile(6e7);
    await uploadToStorage(ticket, file, { fetch: watching });
    expect(pieces.length).toBeGreaterThan(900);
    expect(await held.promise).toBeLessThan(90);
  });

  it('that is aborted half-way ends at once, and closes the connection', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const reason = new Error('enough');
    const closed = Promise.withResolvers<boolean>();
    const ticket = await storage((request) => {
      request.once('data', () => controller.abort(reason));
      request.on('error', () => {});
      request.once('close', () => closed.resolve(request.complete));
    });
    const onProgress = vi.fn<() => void>();
    const upload = uploadToStorage(ticket, new Blob([videoOf(3e7)]), { ...options, signal, onProgress });
    expect(await thrownBy(upload)).toBe(reason);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    const told = onProgress.mock.calls.length;
    expect(await closed.promise).toBe(false);
    expect(onProgress).toHaveBeenCalledTimes(told);
  });

  it('that storage cuts short says what storage said', async () => {
    const ticket = await storage((request, response) => {
      request.once('data', () => response.writeHead(403, { connection: 'close' }).end(POLICY_EXPIRED));
    });
    expect(await thrownBy(uploadToStorage(ticket, new Blob([videoOf(3e7)]), options))).toMatchObject({
      code: 'input',
      httpStatus: 403,
    });
  });

  it('that is redirected does not follow', async () => {
    const asked: (string | undefined)[] = [];
    const ticket = await storage((request, response) => {
      asked.push(request.url);
      request.resume();
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    const error = await thrownBy(uploadToStorage(ticket, SMALL, options));
    expect(error).toMatchObject({ code: 'network', submission: 'not-sent' });
    expect(inspect(error)).toContain('unexpected redirect');
    expect(asked).toEqual(['/bucket?X-Signature=s3cret-link']);
  });

  it('of a file that is changed meanwhile says so', async () => {
    const { file, change } = await videoFile(3e7);
    const ticket = await storage((request) => {
      request.once('data', change);
      request.resume().on('error', () => {});
    });
    expect(await thrownBy(uploadToStorage(ticket, file, options))).toMatchObject({
      code: 'input',
      message: 'The video cannot be read: has its file been moved or changed?',
    });
  });

  it('whose connection breaks may be repeated', async () => {
    const ticket = await storage((request) => request.once('data', () => request.socket.destroy()));
    const error = await thrownBy(uploadToStorage(ticket, SMALL, options));
    expect(error).toMatchObject({ code: 'network', submission: 'not-sent', retryable: true });
  });
});

it.for([
  [200, '', 'input', undefined],
  [201, '<PostResponse/>', 'input', undefined],
  [400, '<Error><Code>EntityTooLarge</Code></Error>', 'input', 'EntityTooLarge'],
  [403, POLICY_EXPIRED, 'input', 'AccessDenied: Invalid according to Policy: ["eq"] Policy expired.'],
  [404, '<html>Not here</html>', 'input', undefined],
  [408, '', 'network', undefined],
  [429, '', 'network', undefined],
  [503, '<Error><Code>SlowDown</Code><Message>Later.</Message></Error>', 'network', 'SlowDown: Later.'],
] as const)('reads a %i as a failure', async ([httpStatus, xml, code, providerMessage]) => {
  const { ticket } = await answering(httpStatus, xml);
  const error = (await thrownBy(uploadToStorage(ticket, SMALL))) as BriakitError;
  expect(error).toMatchObject({ code, httpStatus, submission: 'not-sent', retryable: code === 'network' });
  expect([error.providerMessage, error.jobId]).toEqual([providerMessage, undefined]);
});

it('says what storage answered', async () => {
  const { ticket } = await answering(403, POLICY_EXPIRED);
  expect((await thrownBy(uploadToStorage(ticket, SMALL))).message).toBe(
    'The video was not uploaded: storage did not take it. ' +
      '("AccessDenied: Invalid according to Policy: ["eq"] Policy expired.", 403)',
  );
});

it('keeps the link and the fields out of its errors', async () => {
  const { ticket: refusing } = await answering(403, POLICY_EXPIRED);
  const cutting = await storage((request) => request.socket.destroy());
  const noLink = { uploadUrl: 's3cret-link', fields: FIELDS };
  for (const failing of [refusing, cutting, noLink]) {
    const error = await thrownBy(uploadToStorage(failing, SMALL));
    expect(BriakitError.is(error)).toBe(true);
    expect(inspect(error, { depth: 9 })).not.toMatch(/s3cret/);
  }
});

it('carries no credential, no cookie and no referrer', async () => {
  const fetch = vi.fn<StorageFetch>(async () => new Response(null, { status: 204 }));
  await uploadToStorage({ uploadUrl: 'https://storage.example/b#x', fields: FIELDS }, SMALL, { fetch });
  expect(fetch.mock.calls).toEqual([
    [
      'https://storage.example/b',
      {
        method: 'POST',
        body: expect.any(Blob) as Blob,
        signal: expect.any(AbortSignal) as AbortSignal,
        redirect: 'error',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
      },
    ],
  ]);
});

it('says nothing of cookies, and follows nothing, where the platform throws at the words', async () => {
  vi.stubGlobal('Request', vi.fn());
  const fetch = vi.fn<StorageFetch>(async () => new Response(null, { status: 307 }));
  const upload = uploadToStorage({ uploadUrl: 'https://storage.example/', fields: {} }, SMALL, { fetch });
  expect(await thrownBy(upload)).toMatchObject({ code: 'network', httpStatus: 307 });
  const { body: _, signal: __, ...words } = fetch.mock.calls[0]![1];
  expect(words).toEqual({ method: 'POST', redirect: 'manual' });
});

it.for([
  ['Content-Type', 'video/quicktime'],
  ['content-type', 'video/quicktime'],
])('leaves a %s that is among the fields as it is', async ([name, type]) => {
  const { ticket, uploads } = await answering(204);
  await uploadToStorage({ ...ticket, fields: { [name!]: type!, policy: 'p' } }, SMALL);
  const form = await readForm(uploads[0]!.headers, uploads[0]!.body);
  expect([...form.keys()]).toEqual([name, 'policy', 'file']);
  expect(form.get(name!)).toBe(type);
});

it('takes another type and another name when it is told to', async () => {
  const { ticket, uploads } = await answering(204);
  await uploadToStorage(ticket, SMALL, { mediaType: 'video/x-m4v', filename: 'b.m4v' });
  const form = await readForm(uploads[0]!.headers, uploads[0]!.body);
  const file = form.get('file') as File;
  expect([form.get('Content-Type'), file.type, file.name]).toEqual(['video/x-m4v', 'video/x-m4v', 'b.m4v']);
});

it('names a file that has no name', async () => {
  const { ticket, uploads } = await answering(204);
  await uploadToStorage(ticket, SMALL);
  const form = await readForm(uploads[0]!.headers, uploads[0]!.body);
  expect((form.get('file') as File).name).toBe('video');
});

describe('sends nothing', () => {
  const fetch = vi.fn<StorageFetch>(async () => new Response(null, { status: 204 }));

  it.for([
    ['http://storage.example/', 'is not https (http:)'],
    ['http://10.0.0.1/', 'is not https (http:)'],
    ['http://notlocalhost/', 'is not https (http:)'],
    ['http://localhost.example/', 'is not https (http:)'],
    ['http://127.0.0.1.example/', 'is not https (http:)'],
    ['https://169.254.169.254/', 'points to a private address (169.254.169.254)'],
    ['https://me:pass@storage.example/', 'holds a user name or a password'],
    ['file:///etc/passwd', 'is not https (file:)'],
    ['/bucket', 'is not a URL'],
  ])('to %s', async ([uploadUrl, fault]) => {
    const error = await thrownBy(uploadToStorage({ uploadUrl: uploadUrl!, fields: {} }, SMALL, { fetch }));
    expect(error).toMatchObject({
      code: 'input',
      message: `The video was not uploaded: the link ${fault}.`,
    });
    expect(fetch).not.toHaveBeenCalled();
  });

  it.for([
    ['a picture', new Blob([Buffer.from(TINY_PNG, 'base64')], { type: 'image/png' })],
    ['a text', new Blob(['Once upon a time'], { type: 'text/plain' })],
    ['an empty file', new Blob([], { type: 'video/mp4' })],
    ['too large a file', Object.defineProperty(new Blob(), 'size', { value: 1024 ** 3 + 1 })],
  ] as const)('of %s', async ([, file]) => {
    const options = { fetch, mediaType: 'video/mp4' };
    const upload = uploadToStorage({ uploadUrl: 'https://storage.example/', fields: {} }, file, options);
    expect(await thrownBy(upload)).toMatchObject({ code: 'input', submission: 'not-sent' });
    expect(fetch).not.toHaveBeenCalled();
  });

  it('once the signal has aborted', async () => {
    const ticket = { uploadUrl: 'https://storage.example/', fields: {} };
    const onProgress = vi.fn<() => void>();
    const options = { fetch, onProgress, signal: AbortSignal.abort('too late') };
    await expect(uploadToStorage(ticket, SMALL, options)).rejects.toBe('too late');
    expect(fetch).not.toHaveBeenCalled();
    expect(onProgress).not.toHaveBeenCalled();
  });
});

it.for(['http://localhost:1/', 'http://media.localhost:1/', 'http://127.9.9.9:1/', 'http://[::1]:1/'])(
  'takes plain http to this machine: %s',
  async (uploadUrl) => {
    const fetch = vi.fn<StorageFetch>(async () => new Response(null, { status: 204 }));
    await uploadToStorage({ uploadUrl, fields: {} }, SMALL, { fetch });
    expect(fetch).toHaveBeenCalledOnce();
  },
);

it('tells start and end where the platform reads the form in its own way', async () => {
  const onProgress = vi.fn<(progress: UploadProgress) => void>();
  const fetch = vi.fn<StorageFetch>(async () => new Response(null, { status: 204 }));
  await uploadToStorage({ uploadUrl: 'https://storage.example/', fields: {} }, SMALL, { fetch, onProgress });
  const totalBytes = fetch.mock.calls[0]![1].body.size;
  expect(onProgress.mock.calls).toEqual([
    [{ sentBytes: 0, totalBytes }],
    [{ sentBytes: totalBytes, totalBytes }],
  ]);
});

it('is not harmed by a listener that throws', async () => {
  const later: (() => void)[] = [];
  vi.stubGlobal('queueMicrotask', (callback: () => void) => later.push(callback));
  const onProgress = () => {
    throw new Error('a mistake');
  };
  const fetch: StorageFetch = async () => new Response(null, { status: 204 });
  await uploadToStorage({ uploadUrl: 'https://storage.example/', fields: {} }, SMALL, { fetch, onProgress });
  expect(later[0]).toThrow('a mistake');
});

it('leaves no listener on the signal of an upload that has ended', async () => {
  const { signal } = new AbortController();
  const { ticket } = await answering(204);
  await uploadToStorage(ticket, SMALL, { signal });
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});
