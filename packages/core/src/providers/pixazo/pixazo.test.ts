import { expect, it } from 'vitest';
import { PICTURE, pixazoClient } from '../../../test/client.ts';
import { removeBackground } from './image.ts';
import { pixazo, type PixazoOptions } from './pixazo.ts';

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

it.each([0, -1, NaN])('refuses %d requests a minute, which would wait for ever', (requestsPerMinute) => {
  expect(() => pixazo({ subscriptionKey: 'k', requestsPerMinute })).toThrow(TypeError);
});

it('has the host put local files where Pixazo can fetch them', () => {
  const host: NonNullable<PixazoOptions['host']> = async () => new URL('https://cdn.example/a.png');
  expect(pixazo({ subscriptionKey: 'k', host }).host).toBe(host);
});

it('names the address of a webhook in a header', () => {
  expect(pixazo({ subscriptionKey: 'k' }).webhook('https://app.example/hook')).toEqual({
    headers: { 'x-webhook-url': 'https://app.example/hook' },
  });
});

it.for([
  ['https://app.example/ho→ok', 'https://app.example/ho%E2%86%92ok'],
  ['https://app.example/a\nb\r\tc', 'https://app.example/abc'],
  ['HTTPS://bücher.example', 'https://xn--bcher-kva.example/'],
] as const)('names %j as a header can hold it', ([url, sent]) => {
  expect(pixazo({ subscriptionKey: 'k' }).webhook(url)).toEqual({ headers: { 'x-webhook-url': sent } });
});

it.for([
  'https://',
  'https://[app]/hook',
  'http://app.example/hook',
  'app.example/hook',
  '',
  'ftp://app.example/hook',
  ' https://app.example',
])('takes no webhook at “%s”, which Pixazo would refuse', (url) => {
  expect(() => pixazo({ subscriptionKey: 'k' }).webhook(url, 'x')).toThrow(
    expect.objectContaining({
      code: 'input',
      submission: 'not-sent',
      message: 'webhookUrl: Pixazo takes a URL with https only. (x)',
    }),
  );
});

it('sends nothing where the webhook would be refused, and does not repeat its address', async () => {
  const { clock, client, requests } = pixazoClient([]);
  const webhookUrl = 'http://app.example/hook/s3cret';
  const job = client.submit(removeBackground, { image_url: PICTURE }, { webhookUrl });
  const error: unknown = await clock.runUntil(job.result()).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'input', submission: 'not-sent' });
  expect(String(error)).not.toContain('s3cret');
  expect(requests).toEqual([]);
});
