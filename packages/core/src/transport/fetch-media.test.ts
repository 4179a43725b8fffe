import { describe, expect, it, vi } from 'vitest';
import { at, body, get, LINK, opaque, PNG, png, redirect, text } from '../../test/media.ts';
import { BriakitError } from '../errors/briakit-error.ts';
import { fetchMedia } from './fetch-media.ts';
import type { MediaFetch } from './media-fetch.ts';

const PRIVATE = /points to a private address/;
const HOW_TO_ALLOW = 'If you trust it, name its origin in `allowOrigins`.';

it('hands out what the link leads to, with its type and size', async () => {
  const { outcome, written, asked } = await get([png()]);
  expect(outcome).toEqual({ type: 'image/png', sizeBytes: PNG.length });
  expect(written).toEqual([...PNG]);
  expect(asked).toEqual([`manual ${LINK}`]);
});

it('sends nothing of ours: no header, no cookie, no referrer', async () => {
  const { fetch } = await get([redirect('https://other.example.com/'), png()]);
  for (const [, init] of fetch.mock.calls)
    expect(init).toEqual({
      redirect: 'manual',
      signal: expect.any(AbortSignal),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
});

it('does not say the words that a platform without cookies throws at', async () => {
  vi.stubGlobal('Request', { prototype: {} });
  const { fetch } = await get([png()]);
  expect(Object.keys(fetch.mock.calls[0]![1])).toEqual(['redirect', 'signal']);
});

it('uses the platform’s fetch, looked up at each request', async () => {
  const fetch = vi.fn<MediaFetch>(async () => png());
  vi.stubGlobal('fetch', fetch);
  await fetchMedia(LINK, {}, () => {});
  expect(fetch).toHaveBeenCalledOnce();
});

describe('a link', () => {
  it.for([
    ['http://example.com/', `The link is not https (http:). ${HOW_TO_ALLOW}`],
    ['https://127.0.0.1/', `The link points to a private address (127.0.0.1). ${HOW_TO_ALLOW}`],
    ['https://user:s3cret@example.com/', 'The link holds a user name or a password.'],
    ['data:image/png;base64,AAAA', 'The link is not https (data:).'],
    ['/out.png', 'The link is not a URL.'],
    ['', 'The link is not a URL.'],
  ] as const)('that may not be followed is never fetched: %j', async ([link, message]) => {
    const { outcome, asked } = await get([png()], {}, link);
    expect(outcome).toMatchObject({ fault: 'forbidden', message, submission: 'accepted', retryable: false });
    expect(asked).toEqual([]);
  });

  it('that is private is fetched where its origin is allowed', async () => {
    const { outcome } = await get(
      [png()],
      { allowOrigins: ['http://127.0.0.1:4010'] },
      'http://127.0.0.1:4010/1.png',
    );
    expect(outcome).toMatchObject({ type: 'image/png' });
  });

  it.for([403, 404, 410])('that answers %i has probably expired', async (status) => {
    const { outcome, written } = await get([new Response(PNG, { status })]);
    expect(outcome).toMatchObject({
      fault: 'gone',
      httpStatus: status,
      submission: 'accepted',
      retryable: false,
    });
    expect(String(outcome)).toContain('it has probably expired');
    expect(written).toEqual([]);
  });

  it.for([400, 401, 418, 300, 304])('that answers %i is refused', async (status) => {
    const { outcome } = await get([new Response(null, { status })]);
    expect(outcome).toMatchObject({ code: 'download', httpStatus: status, retryable: false });
  });

  it.for([408, 429, 500, 502, 503, 504])('that answers %i may be tried again', async (status) => {
    const { outcome, asked } = await get([new Response('busy', { status })]);
    expect(outcome).toMatchObject({
      code: 'download',
      httpStatus: status,
      submission: 'accepted',
      retryable: true,
    });
    expect(asked).toHaveLength(1);
  });

  it('that does not answer may be tried again', async () => {
    const cause = new TypeError('fetch failed');
    const { outcome } = await get([cause]);
    expect(outcome).toMatchObject({ code: 'download', submission: 'accepted', retryable: true, cause });
  });

  it('is never told whole: it is all that is needed to fetch the file', async () => {
    const outcomes = await Promise.all([
      get([new Response('', { status: 404 })]),
      get([text('<html>')]),
      get([new Response('')]),
      get([png()], { maxBytes: 3 }),
      get([redirect('https://10.0.0.1/?signature=s3cret')]),
    ]);
    for (const { outcome } of outcomes) {
      expect(BriakitError.is(outcome)).toBe(true);
      expect(`${String(outcome)} ${JSON.stringify(outcome)}`).not.toContain('s3cret');
    }
  });
});

describe('a redirect', () => {
  it.for([301, 302, 303, 307, 308])('by %i is followed', async (status) => {
    const { outcome, asked } = await get([redirect('https://cdn.example.com/out.png', status), png()]);
    expect(outcome).toMatchObject({ type: 'image/png' });
    expect(asked).toEqual([`manual ${LINK}`, 'manual https://cdn.example.com/out.png']);
  });

  it('may be relative to the link before', async () => {
    const { asked } = await get([redirect('//cdn.example.com/a/b?c'), redirect('../d'), png()]);
    expect(asked.slice(1)).toEqual([
      'manual https://cdn.example.com/a/b?c',
      'manual https://cdn.example.com/d',
    ]);
  });

  it('lets go of its own body, before the next request', async () => {
    const { stream, cancelled } = body([PNG]);
    const first = new Response(stream, { status: 302, headers: { location: 'https://cdn.example.com/' } });
    const answers = [() => first, () => png()];
    const seen: number[] = [];
    const fetch: MediaFetch = async () => {
      seen.push(cancelled.mock.calls.length);
      return answers.shift()!();
    };
    await fetchMedia(LINK, { fetch }, () => {});
    expect(seen).toEqual([0, 1]);
  });

  it('is followed five times, and no sixth', async () => {
    const hop = redirect('https://cdn.example.com/');
    expect((await get([hop, hop, hop, hop, hop, png()])).outcome).toMatchObject({ type: 'image/png' });
    const { outcome, asked } = await get([hop]);
    expect(outcome).toMatchObject({ code: 'download', message: 'The link redirects more than 5 times.' });
    expect(asked).toHaveLength(6);
  });

  it.for([
    ['https://127.0.0.1/', PRIVATE],
    ['https://[::ffff:a9fe:a9fe]/latest/meta-data', PRIVATE],
    ['//0x7f.1/', PRIVATE],
    ['https://metadata.google.internal/', PRIVATE],
    ['https://user@example.com/', /holds a user name/],
    ['http://media.example.com/out.png', /goes down from https to http/],
    ['ftp://example.com/', /is not https \(ftp:\)/],
    ['file:///etc/passwd', /is not https \(file:\)/],
    ['data:image/png;base64,AAAA', /is not https \(data:\)/],
    ['https://', /is not a URL/],
  ] as const)('to %s is not followed', async ([location, why]) => {
    for (const before of [[], [redirect('https://cdn.example.com/')]]) {
      const { outcome, asked } = await get([...before, redirect(location), png()]);
      expect(outcome).toMatchObject({ code: 'download', message: expect.stringMatching(why) as unknown });
      expect(String(outcome)).toContain('The redirect');
      expect(asked).toHaveLength(before.length + 1);
    }
  });

  it('to nowhere is not followed', async () => {
    const { outcome, asked } = await get([new Response(null, { status: 302 }), png()]);
    expect(outcome).toMatchObject({ code: 'download', message: 'The redirect is not a URL.' });
    expect(asked).toHaveLength(1);
  });

  it('from https down to http is not followed, not even to an allowed origin', async () => {
    const allowOrigins = ['http://127.0.0.1:4010'];
    const { outcome, asked } = await get([redirect('http://127.0.0.1:4010/'), png()], { allowOrigins });
    expect(outcome).toMatchObject({ message: 'The redirect goes down from https to http.' });
    expect(asked).toHaveLength(1);
  });

  it('of an allowed origin is judged like any other', async () => {
    const options = { allowOrigins: ['http://127.0.0.1:4010'] };
    const local = 'http://127.0.0.1:4010/a';
    expect((await get([redirect('/b'), png()], options, local)).outcome).toMatchObject({ type: 'image/png' });
    expect((await get([redirect(LINK), png()], options, local)).outcome).toMatchObject({ type: 'image/png' });
    expect((await get([redirect('http://127.0.0.1:6379/'), png()], options, local)).outcome).toMatchObject({
      message: 'The redirect is not https (http:).',
    });
  });
});

describe('in a browser, which shows nothing of a redirect', () => {
  it('lets it follow, and hands out what it finds in public', async () => {
    const { outcome, written, asked } = await get([opaque(), at('https://cdn.example.com/out.png')]);
    expect(outcome).toMatchObject({ type: 'image/png' });
    expect(written).toEqual([...PNG]);
    expect(asked).toEqual([`manual ${LINK}`, `follow ${LINK}`]);
  });

  it.for([
    ['https://10.0.0.1/out.png', PRIVATE],
    ['http://cdn.example.com/out.png', /goes down from https to http/],
  ] as const)('throws away what was found at %s', async ([url, why]) => {
    const { stream, cancelled } = body([PNG]);
    const { outcome, written } = await get([opaque(), at(url, new Response(stream))]);
    expect(outcome).toMatchObject({ code: 'download', message: expect.stringMatching(why) as unknown });
    expect(written).toEqual([]);
    expect(cancelled).toHaveBeenCalledOnce();
  });

  it('takes an answer without a URL of its own, as of a service worker, for that of the link', async () => {
    expect((await get([opaque(), png()])).outcome).toMatchObject({ type: 'image/png' });
  });
});
