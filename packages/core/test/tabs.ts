/** Tabs of one origin: what they hear of each other, and the locks of which one of them has each. */
import type { Page } from '../src/pacing/page-aware.ts';

interface Request {
  readonly tab: object;
  readonly grant: () => unknown;
  readonly lose: () => void;
}

const aborted = () => new DOMException('aborted', 'AbortError');

export function fakeTabs() {
  /** The first of each line has the lock. */
  const lines = new Map<string, Request[]>();
  const channels = new Map<object, ((event: MessageEvent) => void)[]>();

  const leave = (name: string, request: Request) => {
    const line = lines.get(name) ?? [];
    const wasFirst = line[0] === request;
    lines.set(
      name,
      line.filter((other) => other !== request),
    );
    if (wasFirst) void lines.get(name)![0]?.grant();
  };

  const openTab = () => {
    const tab = {};
    let isHidden = false;
    const watchers = new Set<() => void>();
    channels.set(tab, []);

    const request = (name: string, options: LockOptions, use: (lock: Lock | null) => unknown) =>
      new Promise((resolve, reject) => {
        const line = lines.get(name) ?? [];
        if (options.ifAvailable && line.length > 0) return void Promise.resolve(use(null)).then(resolve);
        const entry: Request = {
          tab,
          grant: async () => {
            await use({ name, mode: 'exclusive' });
            leave(name, entry);
            resolve(undefined);
          },
          lose: () => reject(aborted()),
        };
        options.signal?.addEventListener('abort', () => {
          if ((lines.get(name) ?? [])[0] === entry) return;
          leave(name, entry);
          reject(aborted());
        });
        if (options.steal) {
          line.shift()?.lose();
          lines.set(name, [entry, ...line]);
          return void entry.grant();
        }
        lines.set(name, [...line, entry]);
        return line.length === 0 ? void entry.grant() : undefined;
      });

    const page: Page = {
      isHidden: () => isHidden,
      isOnline: () => true,
      subscribe(listener) {
        watchers.add(listener);
        return () => void watchers.delete(listener);
      },
    };
    return {
      page,
      locks: { request } as unknown as Pick<LockManager, 'request'>,
      channel: {
        postMessage(data: unknown) {
          const copy: unknown = structuredClone(data);
          for (const [other, listeners] of channels)
            if (other !== tab)
              for (const listener of listeners)
                queueMicrotask(() => listener({ data: copy } as MessageEvent));
        },
        addEventListener: (_: string, listener: unknown) =>
          void channels.get(tab)?.push(listener as (event: MessageEvent) => void),
      } as Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>,
      hide(hidden: boolean) {
        isHidden = hidden;
        for (const watcher of watchers) watcher();
      },
      close() {
        channels.delete(tab);
        for (const [name, line] of lines)
          for (const entry of line.filter((other) => other.tab === tab)) leave(name, entry);
      },
      watchers,
    };
  };
  return { openTab, lines };
}
