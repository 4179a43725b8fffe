import { virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { briaAt, pixazoAt } from '../../test/ask.ts';
import { createMock } from '../doors/create-mock.ts';
import type { MockOptions } from './options.ts';

function setUp(options: MockOptions = {}) {
  const clock = virtualClock(Date.UTC(2026, 0, 1, 0, 0, 0, 250));
  const mock = createMock({ clock, balanceUsd: 1000, ...options });
  return { clock, mock, bria: briaAt(mock), pixazo: pixazoAt(mock) };
}

const statuses = async (count: number, request: () => Promise<Response>) => {
  const seen = [];
  for (let index = 0; index < count; index++) seen.push((await request()).status);
  return seen;
};
const all = (count: number, status: number) => Array.from({ length: count }, () => status);

it.each([
  ['free', 10],
  ['starter', 60],
  ['pro', 1000],
] as const)('takes on the plan %s %i submits a minute at Bria, and not one more', async (plan, limit) => {
  const { bria } = setUp({ plan });
  expect(await statuses(limit, () => bria.submit())).toEqual(all(limit, 202));
  const refused = await bria.submit();
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({ error: { code: 429, message: 'Too Many Requests' } });
});

it('names a wait that is exactly long enough', async () => {
  const { clock, bria } = setUp({ plan: 'free' });
  await bria.submit();
  await clock.advance(20_000);
  await statuses(9, () => bria.submit());
  await clock.advance(5_500);
  const retryAfterS = Number((await bria.submit()).headers.get('retry-after'));
  expect(retryAfterS).toBe(35); // 34.5 s, in whole seconds
  await clock.advance(retryAfterS * 1000 - 501);
  expect((await bria.submit()).status).toBe(429);
  await clock.advance(501);
  expect((await bria.submit()).status).toBe(202);
});

it('can name it as a date, or not at all', async () => {
  const dated = setUp({ plan: 'free', rateLimit: { retryAfter: 'http-date' } });
  await statuses(10, () => dated.bria.submit());
  const date = (await dated.bria.submit()).headers.get('retry-after') ?? '';
  expect(date).toBe('Thu, 01 Jan 2026 00:01:01 GMT');
  await dated.clock.advance(Date.parse(date) - dated.clock.now());
  expect((await dated.bria.submit()).status).toBe(202);

  const silent = setUp({ plan: 'free', rateLimit: { retryAfter: 'absent' } });
  await statuses(10, () => silent.bria.submit());
  expect((await silent.bria.submit()).headers.has('retry-after')).toBe(false);
});

it('counts status requests at Bria only where asked to, and apart from submits', async () => {
  const lenient = setUp({ plan: 'free' });
  expect(await statuses(30, () => lenient.bria.status('x'))).toEqual(all(30, 404));

  const strict = setUp({ plan: 'free', rateLimit: { countStatusCalls: true } });
  expect(await statuses(11, () => strict.bria.status('x'))).toEqual([...all(10, 404), 429]);
  expect((await strict.bria.submit()).status).toBe(202);
});

it('counts submits and status requests of one key together at Pixazo, whatever the plan', async () => {
  const { clock, pixazo } = setUp({ plan: 'pro' });
  expect(await statuses(30, () => pixazo.submit())).toEqual(all(30, 202));
  expect(await statuses(30, () => pixazo.status('x'))).toEqual(all(30, 404));
  const refused = await pixazo.status('x');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
  expect((await pixazo.submit()).status).toBe(429);
  await clock.advance(60_000);
  expect((await pixazo.submit()).status).toBe(202);
});

it('does not let one tenant use up the places of another', async () => {
  const { mock, bria } = setUp({ plan: 'free' });
  await statuses(11, () => bria.submit());
  expect((await briaAt(mock, 'token-b').submit()).status).toBe(202);
});

it('counts only what is fit to be a job', async () => {
  const { bria } = setUp({ plan: 'free' });
  expect(await statuses(20, () => bria.submit({}))).toEqual(all(20, 422));
  expect(await statuses(10, () => bria.submit())).toEqual(all(10, 202));
});

it('follows a plan that is changed', async () => {
  const { mock, bria } = setUp({ plan: 'free' });
  await statuses(10, () => bria.submit());
  mock.control.tenants.set('token-a', { plan: 'starter' });
  expect(await statuses(51, () => bria.submit())).toEqual([...all(50, 202), 429]);
});

it('lets everybody in where there is no limit', async () => {
  const { bria, pixazo } = setUp({ plan: 'free', rateLimit: { window: 'off' } });
  expect(await statuses(11, () => bria.submit())).toEqual(all(11, 202));
  expect(await statuses(61, () => pixazo.status('x'))).toEqual(all(61, 404));
});

it('can count by the minutes of the clock, and names the wait for the next', async () => {
  const { clock, bria } = setUp({ plan: 'free', rateLimit: { window: 'fixed' } });
  await clock.advance(50_000);
  expect(await statuses(11, () => bria.submit())).toEqual([...all(10, 202), 429]);
  const retryAfterS = Number((await bria.submit()).headers.get('retry-after'));
  expect(retryAfterS).toBe(10); // 9.75 s, in whole seconds
  await clock.advance(retryAfterS * 1000);
  expect((await bria.submit()).status).toBe(202);
});
