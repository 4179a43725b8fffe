import { expect, it } from 'vitest';
import * as ads from './ads.ts';
import { bria } from './bria.ts';
import { BRIA_PLANS, type BriaPlan } from './plans.ts';

it('speaks to the documented host, or to the one that it is given', () => {
  expect(bria({ apiToken: 't' }).origin()).toEqual({
    baseUrl: 'https://engine.prod.bria-api.com',
    headers: { api_token: 't' },
  });
  expect(bria({ apiToken: 't', baseUrl: 'http://localhost:8787' }).origin().baseUrl).toBe(
    'http://localhost:8787',
  );
});

it.for([
  ['free', 10],
  ['starter', 60],
  ['pro', 1000],
] as const)('allows on the plan %s %d requests per minute and endpoint', ([plan, limit]) => {
  const { limitOf, bucketOf } = bria({ apiToken: 't', plan });
  expect(limitOf(bucketOf('image/edit'))).toEqual({ limit, windowMs: 60_000 });
  expect(BRIA_PLANS[plan satisfies BriaPlan]).toBe(limit);
});

it('takes a number of your own, and 60 without one', () => {
  expect(bria({ apiToken: 't', plan: 7 }).limitOf('image/edit').limit).toBe(7);
  expect(bria({ apiToken: 't' }).limitOf('image/edit').limit).toBe(60);
});

it.each([
  ['pro', 9],
  ['free', 9],
  [4, 4],
] as const)('knows on the plan %s the limit that one endpoint has for itself', (plan, limit) => {
  const { limitOf, bucketOf } = bria({ apiToken: 't', plan });
  expect(limitOf(bucketOf(ads.imageToLayers.id)).limit).toBe(limit);
});

it.each(['Pro', 'enterprise', 0, -1, NaN])('refuses %s as a plan, which would wait for ever', (plan) => {
  expect(() => bria({ apiToken: 't', plan: plan as BriaPlan })).toThrow(`No such plan: ${plan}.`);
});

it('counts each endpoint for itself, and all status requests together', () => {
  const { bucketOf } = bria({ apiToken: 't' });
  expect([bucketOf('a'), bucketOf('b'), bucketOf()]).toEqual(['a', 'b', 'status']);
});

it('counts status requests, unless it is told that they are free', () => {
  const counting = bria({ apiToken: 't' });
  const free = bria({ apiToken: 't', statusCounts: false });
  expect(counting.limitOf(counting.bucketOf()).limit).toBe(60);
  expect(free.limitOf(free.bucketOf()).limit).toBe(Infinity);
  // Where one is refused all the same, files, which are in the bucket without a name, are not held up.
  expect(free.bucketOf()).toBe('status');
  expect(free.limitOf(free.bucketOf('image/edit')).limit).toBe(60);
});

it('names the address of a webhook in the body', () => {
  expect(bria({ apiToken: 't' }).webhook('https://app.example/hook')).toEqual({
    body: { webhook_url: 'https://app.example/hook' },
  });
});

it.for(['app.example/hook', '', 'ftp://app.example/hook', ' https://app.example'])(
  'takes no webhook at “%s”, and says so before anything is sent',
  (url) => {
    expect(() => bria({ apiToken: 't' }).webhook(url, 'image/edit')).toThrow(
      expect.objectContaining({
        code: 'input',
        submission: 'not-sent',
        message: 'webhookUrl: It is not a URL. (image/edit)',
      }),
    );
  },
);
