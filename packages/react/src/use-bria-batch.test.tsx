import { withBatches } from '@briakit/core';
import { image } from '@briakit/core/bria';
import { memoryJournal, withJournal } from '@briakit/core/journal';
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { countListeners, openClient, openWorld, plainWith, strictWith, TOKEN } from '../test/world.tsx';
import { useBriaBatch, type UseBriaBatchOptions } from './use-bria-batch.ts';

afterEach(cleanup);

const inputs = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ image: `https://example.com/${index}.jpg` }));

function open(
  mockOptions: Parameters<typeof openWorld>[0] = {},
  options: Pick<UseBriaBatchOptions<unknown>, 'concurrency' | 'key' | 'stopOnUnmount'> = {},
) {
  const world = openWorld(mockOptions);
  const counted = countListeners(openClient(world.clientOptions));
  let renders = 0;
  const hook = renderHook(
    () => {
      renders++;
      return useBriaBatch(image.removeBackground, options);
    },
    { wrapper: strictWith(withBatches(counted)) },
  );
  const batch = () => hook.result.current;
  const started = (count: number) => act(() => batch().start(inputs(count)));
  return { ...world, ...hook, counted, batch, started, renders: () => renders };
}

it('shows nothing, then each input, its job and its result', async () => {
  const { batch, started, advance, charges } = open({}, { concurrency: 2 });
  expect(batch()).toMatchObject({ rows: [], progress: 0, isRunning: false, counts: { total: 0 } });
  started(5);
  await advance(10);
  expect(batch().rows.map(({ status }) => status)).toEqual([
    'running',
    'running',
    'waiting',
    'waiting',
    'waiting',
  ]);
  expect(batch().rows[0]!.job!.getSnapshot().phase).toBe('running');
  await advance(60_000);
  expect(batch()).toMatchObject({ progress: 1, isRunning: false, counts: { ok: 5, total: 5, error: 0 } });
  expect(batch().rows.every(({ data }) => data?.image_url.startsWith('https:'))).toBe(true);
  expect(charges()).toBe(5);
});

it('moves the progress up, in hundredths, and changes only the rows that change', async () => {
  const { batch, started, advance } = open(
    { latency: { queuedMs: [100, 100], runningMs: [9_000, 9_000] } },
    { concurrency: 1 },
  );
  started(2);
  const last = batch().rows[1];
  const seen: number[] = [];
  for (let second = 0; second < 8; second++) {
    await advance(1_000);
    seen.push(batch().progress);
  }
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBeGreaterThan(0.2);
  expect(seen.at(-1)).toBeLessThan(0.5);
  expect(seen.every((value) => Number.isInteger(Math.round(value * 1e6) / 1e4))).toBe(true);
  expect(batch().rows[1]).toBe(last);
});

it('a second start while it runs buys nothing', async () => {
  const { batch, started, advance, submits } = open();
  started(2);
  started(2);
  await advance(60_000);
  started(0);
  expect(submits()).toBe(2);
  expect(batch().rows).toEqual([]);
});

it('stops on an empty wallet, and goes on when it was topped up: nothing is bought twice', async () => {
  const { batch, started, advance, mock, charges } = open({}, { concurrency: 1 });
  mock.control.tenants.set(TOKEN, { balanceUsd: 0.018 * 2 });
  started(5);
  await advance(60_000);
  expect(batch()).toMatchObject({
    isRunning: false,
    stoppedBy: { code: 'insufficient_balance' },
    counts: { ok: 2, error: 1, skipped: 2, waiting: 0 },
  });
  mock.control.tenants.set(TOKEN, { balanceUsd: 5 });
  act(() => batch().retryFailed());
  expect(batch().counts).toMatchObject({ ok: 2, waiting: 3 });
  await advance(60_000);
  expect(batch()).toMatchObject({ stoppedBy: undefined, counts: { ok: 5 }, progress: 1 });
  expect(charges()).toBe(5);
});

it('retries what failed where that cannot buy twice, and says of the rest why not', async () => {
  const { batch, started, advance, mock, submits } = open({}, { concurrency: 1 });
  mock.control.outcomes.next('failed');
  started(3);
  await advance(1);
  mock.control.faults.add({ on: 'submit', effect: { kind: 'respond', status: 400, body: {} } });
  await advance(60_000);
  expect(batch().rows.map(({ status }) => status)).toEqual(['error', 'error', 'ok']);
  expect(batch().rows.map(({ noRetry }) => noRetry)).toEqual([
    expect.stringContaining('exists'),
    undefined,
    undefined,
  ]);
  const before = submits();
  act(() => batch().retryFailed());
  await advance(60_000);
  expect(batch().rows.map(({ status }) => status)).toEqual(['error', 'ok', 'ok']);
  expect(submits()).toBe(before + 1);
  act(() => batch().retryFailed());
  expect(batch().isRunning).toBe(false);
});

it('stops, and follows what is under way again without buying it again', async () => {
  const { batch, started, advance, submits, charges } = open({}, { concurrency: 2 });
  started(4);
  await advance(500);
  act(() => batch().stop());
  await advance(10);
  expect(batch()).toMatchObject({ isRunning: false, counts: { error: 2, skipped: 2 } });
  expect(batch().rows[0]).toMatchObject({ error: { code: 'job_stopped' }, noRetry: undefined });
  expect(submits()).toBe(2);
  act(() => batch().retryFailed());
  await advance(60_000);
  expect(batch().counts).toMatchObject({ ok: 4 });
  expect([submits(), charges()]).toEqual([4, 4]);
});

it('takes no job for that of another input with the same key', async () => {
  const { batch, started, advance, charges } = open({}, { concurrency: 1, key: () => 'cat.jpg' });
  started(2);
  await advance(500);
  act(() => batch().stop());
  await advance(10);
  expect(batch().counts).toMatchObject({ error: 1, skipped: 1 });
  act(() => batch().retryFailed());
  await advance(60_000);
  expect(new Set(batch().rows.map(({ data }) => data?.image_url)).size).toBe(2);
  expect(charges()).toBe(2);
});

it('resets in the middle, and late facts of the old batch change nothing', async () => {
  const { batch, started, advance } = open();
  started(3);
  await advance(500);
  act(() => batch().reset());
  expect(batch().rows).toEqual([]);
  await advance(60_000);
  expect(batch()).toMatchObject({ rows: [], isRunning: false });
});

it('goes on after an unmount, unless it is asked to stop', async () => {
  for (const [stopOnUnmount, bought] of [
    [false, 4],
    [true, 2],
  ] as const) {
    const { started, clock, advance, unmount, submits, counted } = open(
      {},
      { concurrency: 2, stopOnUnmount },
    );
    started(4);
    await advance(100);
    unmount();
    await clock.advance(60_000);
    expect(submits()).toBe(bought);
    expect(clock.pendingTimers).toBe(0);
    expect(counted.listeners()).toBeLessThanOrEqual(bought);
  }
});

it('keeps the keys of its inputs as the labels of the journal', async () => {
  const world = openWorld();
  const client = withJournal(openClient(world.clientOptions), memoryJournal());
  const { result } = renderHook(
    () => useBriaBatch(image.removeBackground, { key: (_, index) => `picture ${index}` }),
    { wrapper: strictWith(withBatches(client)) },
  );
  act(() => result.current.start(inputs(2)));
  await world.advance(500);
  expect((await client.pending()).map(({ label }) => label)).toEqual(['picture 0', 'picture 1']);
  await world.advance(60_000);
});

it('says what is wrong with a concurrency, and with a client', () => {
  const { batch } = open({}, { concurrency: 0 });
  expect(() => batch().start(inputs(1))).toThrow(RangeError);
  const plain = openClient(openWorld().clientOptions);
  expect(() => renderHook(() => useBriaBatch(image.removeBackground), { wrapper: plainWith(plain) })).toThrow(
    /withBatches/,
  );
});
