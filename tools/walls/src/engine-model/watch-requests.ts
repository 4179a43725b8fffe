/** Judges every request at the moment at which it leaves, arrives, or is answered. */
import { isTerminal, type ProviderId } from '@briakit/core';
import type { Answered, Sent } from './network.ts';
import { judgeFollowers } from './judge-followers.ts';
import { judgeOrder } from './judge-order.ts';
import { watchWallets, type WalletWatch } from './judge-wallet.ts';
import { watchPages, type PageWatch } from './judge-page.ts';
import type { Call, Handle, Process } from './processes.ts';
import type { Judge } from './judge.ts';
import type { WorldChoice } from './schedule.ts';
import { watchLooks, type LookWatch } from './watch-looks.ts';

export interface RequestWatch {
  /** It has had its turn: from here on it may be kept by a layer, and leaves. */
  readonly passed: (process: Process, words: string | undefined, requestId: string | undefined) => void;
  readonly left: (process: Process, sent: Sent) => void;
  readonly arrived: (process: Process, sent: Sent) => void;
  readonly answered: (process: Process, sent: Sent, answer: Answered | 'unsent' | undefined) => void;
  /** A hint came: the job may be asked about once more. */
  readonly hinted: (requestId: string) => void;
  /** Set forward, a device thinks that its places are free again: for a minute a limit may be passed. */
  readonly clockWasSet: (byMs: number) => void;
  readonly wallets: WalletWatch;
  readonly pages: PageWatch;
  readonly looks: LookWatch;
  /** Whether a 429 may be somebody else's doing: of an earlier life, or of another process. */
  readonly isExcused: (provider: ProviderId, at: number) => boolean;
  /** When a question about a job last left, or its name came, in true time. */
  readonly askedLastAt: (requestId: string) => number;
  /** The jobs whose ids have reached a process, by it. */
  readonly known: ReadonlyMap<string, ProviderId>;
  /** How many answers in a row put a job in doubt, at the most. */
  readonly doubtsOf: (requestId: string) => number;
}

export interface Watched {
  readonly judge: Judge;
  readonly now: () => number;
  readonly calls: ReadonlyMap<string, Call>;
  readonly handles: readonly Handle[];
  readonly limitOf: (bucket: string) => number;
  readonly statusCounts: boolean;
  readonly pacing: WorldChoice['pacing'];
  readonly maxConcurrency: number | undefined;
  readonly isPage: boolean;
  /** Tabs share their jobs, and each follows all of them. */
  readonly isShared: boolean;
  /** Two may follow such a job. */
  readonly isUnleased: (requestId: string) => boolean;
}

const WINDOW_MS = 60_000;
/** A minute, and what travels meanwhile. */
const EXCUSED_MS = 100_000;
/** Status requests about one job within a second: adaptive pacing asks every 250 ms at the most. */
const MOST_PER_SECOND = 5;
const LEAST_PAUSE_MS = 500;
const MOST_PAUSE_MS = 60_000;

export function watchRequests(world: Watched): RequestWatch {
  const { judge, now, calls, handles } = world;
  const arrivals = new Map<string, number[]>();
  const asked = new Map<string, number[]>();
  const askedLastAt = new Map<string, number>();
  const turns = new Map<string, number>();
  const hints = new Map<string, number[]>();
  const known = new Map<string, ProviderId>();
  const doubts = new Map<string, { run: number; most: number }>();
  const pages = watchPages(judge, now, world.isPage);
  const looks = watchLooks(world, pages);
  const wallets = watchWallets(judge, now);
  let excusedUntil = -Infinity;
  const pauses = new Map<string, { readonly from: number; readonly until: number }>();
  const log: { readonly at: number; readonly process: Process }[] = [];
  const since = (times: Map<string, number[]>, key: string, spanMs: number) => {
    const recent = (times.get(key) ?? []).filter((at) => at > now() - spanMs);
    times.set(key, recent);
    return recent;
  };
  const bucketOf = ({ provider }: Process, { method, path, words }: Sent) => {
    if (provider === 'pixazo') return 'key';
    if (words !== undefined) return `${method} ${path.replace(words, '')}`;
    return world.statusCounts ? 'status' : undefined;
  };

  /** All who pause together, be they counted or not. */
  const lineOf = (process: Process, sent: Sent) => `${process.name} ${bucketOf(process, sent) ?? ''}`;
  const pauseAfter = ({ headers }: Answered) => {
    const header = headers.get('retry-after') ?? '';
    // What a date comes to depends on the clock that it is read by.
    return /^\d+$/.test(header)
      ? Math.min(MOST_PAUSE_MS, Math.max(LEAST_PAUSE_MS, Number(header) * 1_000))
      : LEAST_PAUSE_MS;
  };

  const judgePoll = (process: Process, requestId: string) => {
    const recent = since(asked, requestId, 1_000);
    recent.push(now());
    askedLastAt.set(requestId, now());
    const hinted = since(hints, requestId, 1_000).length;
    // Who takes over from another tab asks at once.
    const askers = world.isShared ? new Set(handles.filter((one) => one.requestId === requestId)).size : 1;
    const allowed = askers * MOST_PER_SECOND + hinted;
    judge.hold(
      'no-hot-loop',
      recent.length <= allowed,
      () => `${requestId} is asked about ${recent.length} times in a second`,
    );
    judgeFollowers(world, process, requestId, 'status');
  };

  const judgeSubmit = (process: Process, call: Call, turnAt: number) => {
    const before = call.posts.at(-1)?.outcome;
    judge.hold(
      'one-charge',
      call.target.free === 'repeatable' ||
        before === undefined ||
        before === 'refused' ||
        before === 'unsent',
      () => `${call.words} is sent again after its submit was ${before}`,
    );
    call.posts.push({ outcome: 'open' });
    const { handle } = call;
    judge.hold(
      'quiet-end',
      !(handle?.isRead && isTerminal(handle.state)),
      () => `${call.words} is sent after its end`,
    );
    judgeOrder(world, process, call, turnAt);
    wallets.left(process, call);
  };

  const idIn = (call: Call, answer: Answered & { readonly text: string }) =>
    call.target.files ? looks.accepted(call, answer.text) : fieldsOf(answer)['request_id'];

  return {
    passed(process, words, requestId) {
      turns.set(`${process.name} ${words ?? requestId}`, now());
      if (words === undefined) pages.passed(process, 'api');
    },
    left(process, sent) {
      const turnAt = turns.get(`${process.name} ${sent.words ?? sent.requestId}`) ?? now();
      // What leaves in the instant of the refusal has not heard of it yet, nor what a layer has kept for a while.
      const { from, until } = pauses.get(lineOf(process, sent)) ?? { from: 0, until: 0 };
      judge.hold(
        'pause',
        turnAt <= from || now() >= until || now() < excusedUntil,
        () => `${sent.words ?? sent.requestId} leaves ${until - now()} ms before the end of a pause`,
      );
      pages.left(process, turnAt);
      const call = sent.words ? calls.get(sent.words) : undefined;
      if (call) judgeSubmit(process, call, turnAt);
      else if (sent.requestId) judgePoll(process, sent.requestId);
    },
    arrived(process, sent) {
      log.push({ at: now(), process });
      const bucket = bucketOf(process, sent);
      if (!bucket) return;
      const recent = since(arrivals, `${process.name} ${bucket}`, WINDOW_MS);
      recent.push(now());
      const limit = world.limitOf(bucket);
      judge.hold(
        'limit',
        recent.length <= limit || now() < excusedUntil,
        () => `${recent.length} requests of ${process.name} in a minute at ${bucket}, of ${limit}`,
      );
    },
    answered(process, sent, answer) {
      const call = sent.words ? calls.get(sent.words) : undefined;
      if (isAnswer(answer) && answer.status === 429)
        pauses.set(lineOf(process, sent), { from: now(), until: now() + pauseAfter(answer) });
      if (call) {
        call.posts.at(-1)!.outcome = outcomeOf(answer);
        if (isAnswer(answer) && answer.status === 402) wallets.refused(process);
        const id = isAnswer(answer) && isGood(answer) ? idIn(call, answer) : undefined;
        if (typeof id === 'string') {
          known.set(id, process.provider);
          askedLastAt.set(id, now());
        }
      } else if (sent.requestId && isAnswer(answer)) {
        const so = doubts.get(sent.requestId) ?? { run: 0, most: 0 };
        if (isDoubtful(answer)) so.run++;
        else if (isGood(answer)) so.run = 0;
        so.most = Math.max(so.most, so.run);
        doubts.set(sent.requestId, so);
      }
    },
    hinted(requestId) {
      since(hints, requestId, 1_000).push(now());
      looks.hinted(requestId);
    },
    clockWasSet(byMs) {
      if (byMs > 0) excusedUntil = now() + EXCUSED_MS;
      wallets.clockWasSet();
      pages.clockWasSet();
      looks.clockWasSet();
    },
    wallets,
    pages,
    looks,
    isExcused(provider, at) {
      const before = log.filter(
        (one) => one.process.provider === provider && one.at <= at && one.at > at - EXCUSED_MS,
      );
      return at < excusedUntil || new Set(before.map(({ process }) => process)).size > 1;
    },
    askedLastAt: (requestId) => askedLastAt.get(requestId) ?? -Infinity,
    known,
    doubtsOf: (requestId) => doubts.get(requestId)?.most ?? 0,
  };
}

const isAnswer = (answer: Answered | 'unsent' | undefined): answer is Answered & { readonly text: string } =>
  typeof answer === 'object' && answer.text !== undefined;

const isGood = ({ status }: Answered) => status >= 200 && status < 300;

function outcomeOf(answer: Answered | 'unsent' | undefined) {
  if (answer === 'unsent') return 'unsent';
  return isAnswer(answer) && answer.status === 429 ? 'refused' : 'answered';
}

function fieldsOf({ text }: Answered): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text ?? '')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** No news that can be believed: read here by eyes of our own, not by those of core. */
function isDoubtful(answer: Answered): boolean {
  if (answer.status === 404 || answer.status === 403) return true;
  if (!isGood(answer)) return false;
  const { status, result, output } = fieldsOf(answer);
  return (
    !status ||
    status === 'UNKNOWN' ||
    (status === 'COMPLETED' && !JSON.stringify(result ?? output ?? '').includes('http'))
  );
}
