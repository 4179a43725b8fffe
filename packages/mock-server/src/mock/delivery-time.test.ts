/** On which clocks deliveries leave, and as of when. */
import { systemClock, virtualClock } from '@briakit/core/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { briaAt, PHOTO_URL } from '../../test/ask.ts';
import { createReceiver, HOOK_URL } from '../../test/receiver.ts';
import { createMock } from '../doors/create-mock.ts';

const HOUR_MS = 3_600_000;
const asking = { image: PHOTO_URL, webhook_url: HOOK_URL };
const latency = { queuedMs: [500, 500], runningMs: [1500, 1500] } as const;
const failing = () => Array.from({ length: 3 }, () => () => new Response(null, { status: 500 }));

afterEach(() => void vi.useRealTimers());

it('passes 24 hours with 1,000 webhook jobs: each told once, in order, at its own instant', async () => {
  const clock = virtualClock();
  const receiver = createReceiver(clock);
  const mock = createMock({ clock, plan: 'pro', balanceUsd: 1000, deliver: receiver.deliver });
  const startedAt = clock.now();
  for (let job = 0; job < 1000; job++) await briaAt(mock).accepted(asking);
  await mock.control.advance(24 * HOUR_MS);
  expect(clock.now()).toBe(startedAt + 24 * HOUR_MS);
  const ends = mock.state.jobs.find().map(({ plan }) => plan.at(-1)?.at ?? 0);
  expect(receiver.received.map(({ at }) => at)).toEqual(ends.toSorted((a, b) => a - b));
  expect(new Set(receiver.received.map(({ headers }) => headers.get('bria-webhook-id'))).size).toBe(1000);
  expect(mock.state.deliveries.every(({ state }) => state === 'accepted')).toBe(true);
});

it('makes up for a clock that has run ahead: the same attempts, as of the same instants', async () => {
  const deliveriesOfADay = async (pass: 'at once' | 'step by step') => {
    const clock = virtualClock();
    const { deliver } = createReceiver(clock, failing());
    const mock = createMock({ clock, latency, deliver });
    await briaAt(mock).accepted(asking);
    await briaAt(mock).accepted(asking);
    await (pass === 'at once' ? clock : mock.control).advance(24 * HOUR_MS);
    await mock.control.settle();
    return mock.state.deliveries;
  };
  const ahead = await deliveriesOfADay('at once');
  expect(ahead.map(({ attempts }) => attempts.length)).toEqual([3, 2]);
  expect(ahead).toEqual(await deliveriesOfADay('step by step'));
});

it('gives up a silent receiver when the clock has run ahead, too', async () => {
  const clock = virtualClock();
  const { deliver } = createReceiver(clock, [() => new Promise<Response>(() => {})]);
  const mock = createMock({ clock, latency, deliver });
  await briaAt(mock).accepted(asking);
  await clock.advance(HOUR_MS);
  await mock.control.settle();
  expect(mock.state.deliveries).toMatchObject([
    { state: 'accepted', attempts: [{ result: 'timed-out' }, { result: 'accepted' }] },
  ]);
});

it('needs nobody to look: a clock that is merely advanced sets deliveries off, by one timer', async () => {
  const clock = virtualClock();
  const receiver = createReceiver(clock);
  const mock = createMock({ clock, deliver: receiver.deliver });
  for (let job = 0; job < 20; job++) await briaAt(mock).accepted(asking);
  expect(clock.pendingTimers).toBe(1);
  await clock.advance(HOUR_MS);
  await expect.poll(() => receiver.received.length).toBe(20);
  await mock.control.settle();
  expect(clock.pendingTimers).toBe(0);
});

it('arms no timer for jobs that nobody is called about', async () => {
  const clock = virtualClock();
  await briaAt(createMock({ clock })).accepted();
  expect(clock.pendingTimers).toBe(0);
});

it('follows fake timers', async () => {
  vi.useFakeTimers({ now: 1_000_000 });
  const receiver = createReceiver({ now: Date.now }, failing());
  const mock = createMock({ latency, deliver: receiver.deliver });
  await briaAt(mock).accepted(asking);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  await mock.control.settle();
  const attempts = mock.state.deliveries.flatMap((delivery) => delivery.attempts.map(({ at }) => at));
  expect(attempts).toEqual([1_002_000, 1_062_000, 1_302_000, 2_022_000]);
  expect(vi.getTimerCount()).toBe(0);
});

it('follows a date that is merely set', async () => {
  vi.useFakeTimers({ now: 1_000_000, toFake: ['Date'] });
  const receiver = createReceiver({ now: Date.now });
  const mock = createMock({ latency, deliver: receiver.deliver });
  await briaAt(mock).accepted(asking);
  vi.setSystemTime(1_000_000 + HOUR_MS);
  await mock.control.settle();
  expect(mock.state.deliveries).toMatchObject([{ attempts: [{ at: 1_002_000, result: 'accepted' }] }]);
});

it('keeps no process alive for what it owes on the system’s clock', async () => {
  const holding = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const mock = createMock({ deliver: async () => new Response() });
  const before = holding();
  await briaAt(mock).accepted(asking);
  expect(mock.state.deliveries).toHaveLength(1);
  expect(holding()).toBe(before);
  mock.control.reset();
});

it('says which clock it cannot move, and does not move one back', async () => {
  await expect(createMock({ clock: systemClock }).control.advance(1)).rejects.toThrow(TypeError);
  await expect(createMock({ clock: virtualClock() }).control.advance(-1)).rejects.toThrow(RangeError);
});
