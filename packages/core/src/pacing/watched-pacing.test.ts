import { expect, it } from 'vitest';
import { steadyPacing } from './steady-pacing.ts';
import { watchedPacing, type WatchedBucket } from './watched-pacing.ts';

it('shows what was answered within the window, and nothing of what came before', () => {
  let bucket: WatchedBucket | undefined;
  const watch = watchedPacing(
    steadyPacing,
    (opened) => (bucket = opened),
    () => {},
  );
  const { window } = watch({ limit: 10, windowMs: 60_000 }, 'status');
  for (let minute = 0; minute < 1_000; minute++)
    for (let sent = 0; sent < 4; sent++) {
      window.sent(minute * 61_000);
      window.settled(minute * 61_000 + sent);
    }
  const now = 999 * 61_000 + 10;
  expect(bucket!.look(now)).toMatchObject({ limit: 10, free: 6, refillsAt: 999 * 61_000 + 60_000 });
  window.sent(now);
  expect(bucket!.look(now)).toMatchObject({ free: 5 });
});
