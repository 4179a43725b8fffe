import type { Clock } from '../primitives/clock.ts';
import { listenTo, notify, type Listened } from '../primitives/listeners.ts';
import type { Store } from './with-jobs.ts';

/**
 * A store of what changes by itself with time, too. It holds one timer, and only while somebody listens and there
 * is a time to wait for.
 *
 * @param look - makes the snapshot as of now.
 * @param changesAt - when this snapshot is outdated.
 */
export function timedStore<T>(
  look: () => T,
  changesAt: (snapshot: T) => readonly (number | undefined)[],
  clock: Clock,
): Store<T> & { readonly changed: () => void } {
  const listened: Listened = { listeners: [] };
  let snapshot: T | undefined;
  let madeAt = 0;
  let freshUntil = Infinity;
  let cancelTimer: (() => void) | undefined;

  const getSnapshot = (): T => {
    const now = clock.now();
    // Not from before the clock was set back, either.
    if (snapshot !== undefined && madeAt <= now && now < freshUntil) return snapshot;
    snapshot = look();
    madeAt = now;
    freshUntil = Math.min(Infinity, ...changesAt(snapshot).map((at) => at ?? Infinity));
    return snapshot;
  };
  const rearm = () => {
    cancelTimer?.();
    cancelTimer = undefined;
    if (!listened.listeners.length) return;
    getSnapshot();
    if (freshUntil < Infinity) cancelTimer = clock.setTimer(changed, freshUntil - clock.now());
  };
  const changed = () => {
    snapshot = undefined;
    notify(listened);
    rearm();
  };

  return {
    getSnapshot,
    changed,
    subscribe(listener) {
      const remove = listenTo(listened, listener);
      rearm();
      return () => {
        remove();
        rearm();
      };
    },
  };
}
