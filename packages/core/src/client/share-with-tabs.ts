import type { Journal } from '../journal/journal.ts';
import { browserPage, type Page } from '../pacing/page-aware.ts';
import type { Endpoint, Operation } from '../providers/endpoint.ts';
import type { Exchange, HttpReply, Layer } from '../transport/transport.ts';
import type { Client } from './client.ts';

/** What a client has to be made with, so that it shares. */
export interface TabParts {
  /** One tab asks how a job stands, and all tabs that follow it have the answer: for `layers`, as the innermost. */
  readonly layer: Layer;
  /** The same journal, whose jobs every tab may follow, and which tells the other tabs of a new one. */
  readonly journal: (journal: Journal) => Journal;
}

/** Who shares, and how. */
export interface ShareOptions {
  /** One name per account, where several use one browser, as for the journal. Default `briakit`. */
  readonly name?: string;
  /**
   * What the jobs of other tabs are taken up with, as in `resumePending`: for results that are typed and checked, and
   * only of these. Default: all jobs, with results as on the wire.
   */
  readonly endpoints?: readonly (Endpoint<'bria'> | Endpoint<'pixazo'> | Operation)[];
  /** Whether somebody looks at this tab. Default: the browser's own page. */
  readonly page?: Page;
  /** Default: `navigator.locks`. */
  readonly locks?: Pick<LockManager, 'request'> | undefined;
  /** To the other tabs. Default: a `BroadcastChannel`, in a page only: a server must not share among its users. */
  readonly channel?: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'> | undefined;
}

/** Where the journal's jobs can be taken up. */
interface Resuming {
  readonly resumePending: (...options: readonly never[]) => Promise<readonly unknown[]>;
}

/** What tabs tell each other: how a job stands, or (by its key in the journal) that there is a new one. */
type News =
  | { readonly jobId: string; readonly reply: HttpReply; readonly key?: undefined }
  | { readonly key: string; readonly entry: string };

interface Asking {
  isLeading: boolean;
  /** An answer that another tab got, until it is used. */
  heard?: HttpReply | undefined;
  /** Whether this tab leads is known. */
  readonly decided: Promise<void>;
}

/**
 * A client that all tabs of an origin have in common, as far as jobs are concerned: each tab shows the jobs of all,
 * and one of them asks about each. That is the one that was looked at last; when it is closed, another goes on. What
 * a tab submits appears in the others as soon as it is accepted.
 *
 * Where the platform has no Web Locks or no `BroadcastChannel`, every tab is on its own. A stop is the tab's own,
 * too. Limits are counted by each tab for itself.
 *
 * @param open - makes the client of the two parts.
 *
 * @example
 * const client = shareWithTabs(({ layer, journal }) =>
 *   withJobs(withJournal(createClient({ provider, layers: [layer] }), journal(webStorageJournal()))),
 * );
 */
export function shareWithTabs<C extends Resuming & Pick<Client, 'deliver'>>(
  open: (parts: TabParts) => C,
  options: ShareOptions = {},
): C {
  const { name = 'briakit', page = browserPage, locks = globalThis.navigator?.locks } = options;
  const channel =
    options.channel ??
    (globalThis.document && globalThis.BroadcastChannel && new BroadcastChannel(`${name}:tabs`));
  if (!channel || !locks) return open({ layer: (next) => next, journal: (journal) => journal });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- it is no window
  const tell = (news: News) => channel.postMessage(news);
  const asked = new Map<string, Asking>();

  /** Asks for this tab until the job has ended here: at once where somebody looks, else when no other tab does. */
  const startAsking = (jobId: string, onEnded: NonNullable<Exchange['onEnded']>): Asking => {
    let decide!: () => void;
    const asking: Asking = { isLeading: false, decided: new Promise((resolve) => (decide = resolve)) };
    asked.set(jobId, asking);
    const ended = new AbortController();
    const { signal } = ended;
    const isOver = new Promise<void>((resolve) => {
      onEnded(() => {
        asked.delete(jobId);
        ended.abort();
        resolve();
      });
    });
    const lead = async () => {
      let isSeen = !page.isHidden();
      let isFirst = true;
      while (!signal.aborted) {
        const seen = new AbortController();
        const unsubscribe = page.subscribe(() => {
          if (!page.isHidden() && !asking.isLeading) seen.abort();
        });
        const wait = isFirst ? { ifAvailable: true } : { signal: AbortSignal.any([signal, seen.signal]) };
        const take = (lock: Lock | null) => {
          asking.isLeading = !!lock;
          decide();
          return lock ? isOver : undefined;
        };
        let isRefused = false;
        // Ends when it is stolen, too, by a tab that somebody looks at.
        await locks.request(`${name}:ask:${jobId}`, isSeen ? { steal: true } : wait, take).catch(() => {
          isRefused = !asking.isLeading && !seen.signal.aborted && !signal.aborted;
        });
        unsubscribe();
        asking.isLeading = isRefused;
        decide();
        // Not allowed here: better asked twice than not at all.
        if (isRefused) return;
        isSeen = seen.signal.aborted && !page.isHidden();
        isFirst = false;
      }
    };
    void lead();
    return asking;
  };

  const layer: Layer = (next) => async (request, exchange) => {
    const { method, jobId } = request;
    const { onEnded, signal } = exchange;
    // A layer may have kept it for a while: who has ended meanwhile never leads.
    signal?.throwIfAborted();
    if (method !== 'GET' || !jobId || !onEnded) return next(request, exchange);
    const asking = asked.get(jobId) ?? startAsking(jobId, onEnded);
    await asking.decided;
    const { heard, isLeading } = asking;
    asking.heard = undefined;
    if (heard) return heard;
    if (!isLeading) throw new Error('Another tab asks about this job, and has no news.');
    const reply = await next(request, exchange);
    tell({ jobId, reply });
    return reply;
  };

  /** While it is there, only this job may be taken up: one that was stopped here stays stopped. */
  let wanted: { readonly key: string; readonly entry: string } | undefined;
  const share = (journal: Journal): Journal => ({
    ...journal,
    async put(key, entry) {
      await journal.put(key, entry);
      tell({ key, entry });
    },
    async list() {
      const entries = await journal.list();
      // What another tab has written to web storage comes here later than its word of it.
      return !wanted || entries.includes(wanted.entry) ? entries : [...entries, wanted.entry];
    },
    // Whoever follows asks for all: there is nothing to keep the others from.
    lease: async (key) => (!wanted || wanted.key === key ? () => {} : undefined),
  });

  const client = open({ layer, journal: share });
  /** One after the other, so that `wanted` is for one of them. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = last.then(act);
    last = done.catch(() => {});
    return done;
  };
  const which = (options.endpoints ? [{ endpoints: options.endpoints }] : []) as never[];
  const takeUp = (key: string, entry: string) =>
    inTurn(async () => {
      wanted = { key, entry };
      await client.resumePending(...which).finally(() => (wanted = undefined));
    });

  channel.addEventListener('message', ({ data }: MessageEvent<News>) => {
    if (data.key !== undefined) return void takeUp(data.key, data.entry).catch(() => {});
    const asking = asked.get(data.jobId);
    if (!asking) return undefined;
    asking.heard = data.reply;
    // Ask now: the answer is here.
    return void client.deliver({ requestId: data.jobId, body: '' });
  });

  return {
    ...client,
    resumePending: (...asking: readonly never[]) => inTurn(() => client.resumePending(...asking)),
  };
}
