import { expect, it } from 'vitest';
import { forwardTime } from './forward-time.ts';

it('is the clock’s own, and goes on from where it was when that is set back', () => {
  const read = [1_000, 1_500, 700, 900, 899, 2_000].values();
  const time = forwardTime({ now: () => read.next().value!, setTimer: () => () => {} });
  expect([time(), time(), time(), time(), time(), time()]).toEqual([
    1_000, 1_500, 1_500, 1_700, 1_700, 2_801,
  ]);
});
