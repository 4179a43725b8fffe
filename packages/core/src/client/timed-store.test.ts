import { expect, it, vi } from 'vitest';
import { virtualClock } from '../testing/virtual-clock.ts';
import { timedStore } from './timed-store.ts';

/** What is shown is the time at which it was made; it is outdated at the next full second. */
function setUp() {
  const clock = virtualClock(0);
  const store = timedStore(
    () => ({ at: clock.now() }),
    ({ at }) => [undefined, at + 1_000],
    clock,
  );
  return { clock, store };
}

it('shows the same until it is outdated, or said to have changed', async () => {
  const { clock, store } = setUp();
  const first = store.getSnapshot();
  await clock.advance(999);
  expect(store.getSnapshot()).toBe(first);
  await clock.advance(1);
  expect(store.getSnapshot()).toEqual({ at: 1_000 });
  await clock.advance(500);
  store.changed();
  expect(store.getSnapshot()).toEqual({ at: 1_500 });
});

it('tells who listens when it is outdated, on one timer, and holds none for nobody', async () => {
  const { clock, store } = setUp();
  store.changed();
  expect(clock.pendingTimers).toBe(0);
  const told = vi.fn<() => void>();
  const stops = [store.subscribe(told), store.subscribe(() => {})];
  store.changed();
  store.changed();
  expect([told.mock.calls.length, clock.pendingTimers]).toEqual([2, 1]);
  await clock.advance(2_000);
  expect([told.mock.calls.length, clock.pendingTimers]).toEqual([4, 1]);
  for (const stop of stops) stop();
  expect(clock.pendingTimers).toBe(0);
});

it('holds no timer for what does not change with time', () => {
  const clock = virtualClock(0);
  const store = timedStore(
    () => 'always',
    () => [undefined],
    clock,
  );
  store.subscribe(() => {});
  expect([store.getSnapshot(), clock.pendingTimers]).toEqual(['always', 0]);
});
