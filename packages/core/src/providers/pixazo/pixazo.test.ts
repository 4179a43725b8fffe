import { expect, it, vi } from 'vitest';
import { TINY_PNG } from '../../../test/fixture.ts';
import { pixazo, type PixazoOptions } from './pixazo.ts';

const { signal } = new AbortController();
const picture = new Blob([Buffer.from(TINY_PNG, 'base64')]);
const HOSTED = 'https://cdn.example/a.png';

type Host = NonNullable<PixazoOptions['host']>;

it('speaks to the documented host, and never from a cache', () => {
  expect(pixazo({ subscriptionKey: 'k' }).origin()).toEqual({
    baseUrl: 'https://gateway.pixazo.ai',
    headers: { 'Ocp-Apim-Subscription-Key': 'k', 'cache-control': 'no-cache' },
  });
});

it('counts submits and polls together, 45 per minute or as it is told', () => {
  const { bucketOf, limitOf } = pixazo({ subscriptionKey: 'k' });
  expect(bucketOf('bria-rmbg-2-0-682')).toBe(bucketOf());
  expect(limitOf(bucketOf())).toEqual({ limit: 45, windowMs: 60_000 });
  expect(pixazo({ subscriptionKey: 'k', requestsPerMinute: 9 }).limitOf('key').limit).toBe(9);
});

it('sends a link as it is, and bothers no host with it', async () => {
  const host = vi.fn<Host>();
  const { prepareMedia } = pixazo({ subscriptionKey: 'k', host });
  expect(await prepareMedia(new URL('https://example.com/a.png'), signal)).toBe('https://example.com/a.png');
  expect(host).not.toHaveBeenCalled();
});

it('has a local picture put where Pixazo can fetch it', async () => {
  const host = vi.fn<Host>(async () => new URL(HOSTED));
  const { prepareMedia } = pixazo({ subscriptionKey: 'k', host });
  expect(await prepareMedia(picture, signal)).toBe(HOSTED);
  expect(host).toHaveBeenLastCalledWith(picture, signal);

  expect(await prepareMedia(TINY_PNG, signal)).toBe(HOSTED);
  const [made] = host.mock.lastCall!;
  expect(Buffer.from(await made.arrayBuffer()).toString('base64')).toBe(TINY_PNG);
});

it('looks at a picture before it asks the host to keep it', async () => {
  const host = vi.fn<Host>();
  const { prepareMedia } = pixazo({ subscriptionKey: 'k', host });
  await expect(prepareMedia(new Blob(['text']), signal)).rejects.toMatchObject({ code: 'input' });
  expect(host).not.toHaveBeenCalled();
});

it('says what to do about a local picture where there is no host', async () => {
  await expect(pixazo({ subscriptionKey: 'k' }).prepareMedia(picture, signal)).rejects.toMatchObject({
    code: 'input',
    submission: 'not-sent',
    message: 'Pixazo takes public URLs only. Pass one, or give pixazo() a `host` that makes one.',
  });
});

it('says that it was the host that failed, and why', async () => {
  const cause = new Error('the disk is full');
  const { prepareMedia } = pixazo({ subscriptionKey: 'k', host: () => Promise.reject(cause) });
  await expect(prepareMedia(picture, signal)).rejects.toMatchObject({
    code: 'input',
    submission: 'not-sent',
    cause,
  });
});

it('makes no error of a host that an abort has interrupted', async () => {
  const controller = new AbortController();
  const host: Host = (_, aborts) =>
    new Promise((_resolve, reject) => {
      aborts.addEventListener('abort', () => reject(new Error('interrupted')), { once: true });
    });
  const outcome = pixazo({ subscriptionKey: 'k', host })
    .prepareMedia(picture, controller.signal)
    .catch((reason: unknown) => reason);
  await new Promise(setImmediate);
  controller.abort('enough');
  expect(await outcome).toBe('enough');
});
