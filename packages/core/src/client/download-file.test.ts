import { getEventListeners } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fetch as bareFetch } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serve } from '../../test/loopback.ts';
import { body, PNG, png, scripted } from '../../test/media.ts';
import { downloadFile } from './download-file.ts';

const LINK = 'https://media.example.com/out.png';

/** A folder for one test. */
function folder() {
  const path = mkdtempSync(join(tmpdir(), 'briakit-download-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return { path, target: join(path, 'out.png'), files: () => readdirSync(path) };
}

/** How many files this process has open, where the system tells. */
const openFiles = () => (existsSync('/dev/fd') ? readdirSync('/dev/fd').length : 0);

/** A server with these routes, and its origin as the one that is allowed. */
async function serveRoutes(routes: Readonly<Record<string, RequestListener>>) {
  const seen: { readonly url: string | undefined; readonly headers: IncomingHttpHeaders }[] = [];
  const server = await serve((request, response) => {
    seen.push({ url: request.url, headers: request.headers });
    routes[request.url ?? '']?.(request, response);
  });
  return { ...server, seen, allowOrigins: [server.origin] };
}

const redirectTo =
  (location: string): RequestListener =>
  (_, response) =>
    response.writeHead(302, { location, 'set-cookie': 'session=s3cret' }).end('moved');

const picture: RequestListener = (_, response) =>
  response.writeHead(200, { 'content-type': 'image/png' }).end(PNG);

describe('over the wire', () => {
  it('follows redirects, says nothing of ours, and puts the file in its place', async () => {
    const { target, files } = folder();
    const { origin, seen, allowOrigins } = await serveRoutes({
      '/a': redirectTo('/b?c=1'),
      '/b?c=1': redirectTo('d'),
      '/d': picture,
    });
    expect(await downloadFile({ image_url: `${origin}/a` }, target, { allowOrigins })).toEqual({
      type: 'image/png',
      sizeBytes: PNG.length,
    });
    expect(new Uint8Array(readFileSync(target))).toEqual(PNG);
    expect(files()).toEqual(['out.png']);
    expect(seen.map(({ url }) => url)).toEqual(['/a', '/b?c=1', '/d']);
    // What the platform says by itself, and not a word more.
    await bareFetch(`${origin}/d`);
    const bare = seen.at(-1)!.headers;
    for (const { headers } of seen) expect(headers).toEqual(bare);
    expect(Object.keys(bare)).not.toContain('cookie');
  });

  it('does not follow a redirect to another port of this machine', async () => {
    const { target, files } = folder();
    const inner = await serveRoutes({ '/': picture });
    const { origin, allowOrigins } = await serveRoutes({ '/a': redirectTo(`${inner.origin}/`) });
    await expect(downloadFile(`${origin}/a`, target, { allowOrigins })).rejects.toMatchObject({
      code: 'download',
    });
    expect([inner.seen, files()]).toEqual([[], []]);
  });

  it('writes many pieces in their order, and holds the server back meanwhile', async () => {
    const { target } = folder();
    const sizeBytes = 8 * 1024 * 1024;
    const content = Buffer.alloc(
      sizeBytes,
      Uint8Array.from({ length: 251 }, (_, index) => index),
    );
    content.set(PNG);
    const { origin, allowOrigins } = await serveRoutes({ '/': (_, response) => response.end(content) });
    const told: number[] = [];
    const downloaded = await downloadFile(`${origin}/`, target, {
      allowOrigins,
      onProgress: ({ receivedBytes }) => told.push(receivedBytes),
    });
    expect(downloaded).toEqual({ type: 'image/png', sizeBytes });
    expect(content.equals(readFileSync(target))).toBe(true);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(sizeBytes);
  });

  it('leaves nothing of a file that breaks off', async () => {
    const { target, files } = folder();
    const { origin, allowOrigins } = await serveRoutes({
      '/': (request, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write(PNG, () => request.socket.destroy());
      },
    });
    await expect(downloadFile(`${origin}/`, target, { allowOrigins })).rejects.toMatchObject({
      code: 'download',
      retryable: true,
    });
    expect(files()).toEqual([]);
  });

  it('leaves nothing and closes the connection when it is called off', async () => {
    const { target, files } = folder();
    const closed: boolean[] = [];
    const { origin, allowOrigins } = await serveRoutes({
      '/': (request, response) => {
        request.socket.on('close', () => closed.push(true));
        response.writeHead(200, { 'content-length': '1000' }).write(PNG);
      },
    });
    const controller = new AbortController();
    const { signal } = controller;
    let isUnderWay = false;
    const onProgress = () => void (isUnderWay = true);
    const outcome = downloadFile(`${origin}/`, target, { allowOrigins, signal, onProgress }).catch(
      (error: unknown) => error,
    );
    await expect.poll(() => isUnderWay).toBe(true);
    expect(files()).toHaveLength(1);
    const reason = new Error('enough');
    controller.abort(reason);
    expect(await outcome).toBe(reason);
    expect(files()).toEqual([]);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    await expect.poll(() => closed.length).toBe(1);
  });
});

describe('the file', () => {
  it('may be named by a URL, and replaces what was there', async () => {
    const { target, files } = folder();
    writeFileSync(target, 'an older one');
    await downloadFile(LINK, pathToFileURL(target), { fetch: scripted(png()) });
    expect(new Uint8Array(readFileSync(target))).toEqual(PNG);
    expect(files()).toEqual(['out.png']);
  });

  it('is as it was before, until the new one is complete', async () => {
    const { target, files } = folder();
    writeFileSync(target, 'an older one');
    const { stream } = body([PNG], new TypeError('terminated'));
    let seen = '';
    const onProgress = () => void (seen = readFileSync(target, 'utf8'));
    const broken = downloadFile(LINK, target, { fetch: scripted(new Response(stream)), onProgress });
    await expect(broken).rejects.toMatchObject({ code: 'download' });
    expect([seen, readFileSync(target, 'utf8'), files()]).toEqual([
      'an older one',
      'an older one',
      ['out.png'],
    ]);
  });

  it.for([
    ['not served', () => new Response('', { status: 404 }), {}],
    ['empty', () => new Response(''), {}],
    ['a page', () => new Response('<!doctype html>'), {}],
    ['too large', () => new Response(body([PNG, PNG]).stream), { maxBytes: PNG.length }],
  ] as const)(
    'does not come to be, nor anything else, where the download is %s',
    async ([, answer, options]) => {
      const { target, files } = folder();
      const before = openFiles();
      const refused = downloadFile(LINK, target, { fetch: scripted(answer()), ...options });
      await expect(refused).rejects.toMatchObject({ code: 'download' });
      expect([files(), openFiles()]).toEqual([[], before]);
    },
  );

  it('is not begun without a link, or after an abort', async () => {
    const { path, target, files } = folder();
    const fetch = scripted(png());
    await expect(downloadFile({ media_url: [] }, target, { fetch })).rejects.toMatchObject({ code: 'input' });
    await expect(
      downloadFile(LINK, join(path, 'no', 'such'), { fetch, signal: AbortSignal.abort('enough') }),
    ).rejects.toBe('enough');
    expect([files(), fetch.mock.calls]).toEqual([[], []]);
  });

  it('fails as the file system does: before anything is fetched where there is no such folder', async () => {
    const { path, files } = folder();
    const fetch = scripted(png());
    await expect(downloadFile(LINK, join(path, 'no', 'out.png'), { fetch })).rejects.toMatchObject({
      code: 'ENOENT',
    });
    expect(fetch).not.toHaveBeenCalled();
    // A folder stands where the file should go.
    mkdirSync(join(path, 'full'));
    writeFileSync(join(path, 'full', 'of'), '');
    await expect(downloadFile(LINK, join(path, 'full'), { fetch })).rejects.toHaveProperty(
      'syscall',
      'rename',
    );
    expect(files()).toEqual(['full']);
  });
});
