import type { Pacing } from './pacing.ts';

/** Whether somebody looks, and whether there is a network. */
export interface Page {
  /** Nobody looks: a tab in the background, a minimised window. */
  readonly isHidden: () => boolean;
  /** There may be a network; `false` is certain, `true` is not. */
  readonly isOnline: () => boolean;
  /** Calls back after each change; returns the way to stop that. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** The browser's own page. Elsewhere, in a server or a worker, it is always seen and always online. */
export const browserPage: Page = {
  isHidden: () => globalThis.document?.hidden ?? false,
  isOnline: () => globalThis.navigator?.onLine ?? true,
  subscribe(listener) {
    const { document } = globalThis;
    document?.addEventListener('visibilitychange', listener);
    for (const type of ['online', 'offline']) globalThis.addEventListener?.(type, listener);
    return () => {
      document?.removeEventListener('visibilitychange', listener);
      for (const type of ['online', 'offline']) globalThis.removeEventListener?.(type, listener);
    };
  },
};

/** How often a page that nobody sees asks about its jobs, at the most. */
const HIDDEN_MS = 15_000;
/** What falls due this soon after a question goes along with it. */
const BREATH_MS = 1_000;

/**
 * A pacing that knows the page it runs in: without a network nothing is sent (`waitReason: 'offline'`), instead of
 * failing, and a page that nobody sees asks about its jobs every 15 s at the most. Both end with the cause.
 *
 * @example
 * createClient({ provider: bria({ baseUrl: '/api/bria' }), pacing: pageAware(adaptivePacing()) });
 */
export const pageAware =
  (pacing: Pacing, page: Page = browserPage): Pacing =>
  (limit, bucket) => {
    const lane = pacing(limit, bucket);
    const { window, queue } = lane;
    /** When a hidden page asked last: all that is due then is asked in one go. */
    let askedAt = -Infinity;
    return {
      ...lane,
      window: { ...window, earliestAt: (now) => (page.isOnline() ? window.earliestAt(now) : Infinity) },
      queue: {
        ...queue,
        nextAt(now, held) {
          const at = queue.nextAt(now, held);
          // In the same breath as the one before: it is awake anyhow.
          return page.isHidden() && now >= askedAt + BREATH_MS ? Math.max(at, askedAt + HIDDEN_MS) : at;
        },
        take(now) {
          if (now >= askedAt + BREATH_MS) askedAt = now;
          return queue.take(now);
        },
      },
      waitReason: () => (page.isOnline() ? lane.waitReason?.() : 'offline'),
      watch(changed) {
        const ends = [lane.watch?.(changed), page.subscribe(changed)];
        return () => ends.forEach((end) => end?.());
      },
    };
  };
