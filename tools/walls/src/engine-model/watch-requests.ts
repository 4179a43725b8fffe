/** Judges every request at the moment at which it leaves, arrives, or is answered. */
import { isTerminal, type ProviderId } from '@briakit/core';
import type { Answered, Sent } from './network.ts';
import { isInLine, type Call, type Handle, type Process } from './processes.ts';
import type { Judge } from './judge.ts';

export interface RequestWatch {
  readonly left: (process: Process, sent: Sent) => void;
  readonly arrived: (process: Process, sent: Sent) => void;
  readonly answered: (process: Process, sent: Sent, answer: Answered | 'unsent' | undefined) => void;
  /** A hint came: the job may be asked about once more. */
  readonly hinted: (requestId: string) => void;
  /** The clock was set forward: for the next minute a limit may be passed without it being our mistake. */
  readonly excuse: () => void;
  /** Whether a 429 may be somebody else's doing: of an earlier life, or of another process. */
  readonly isExcused: (provider: ProviderId, at: number) => boolean;
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
  readonly maxConcurrency: number | undefined;
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
  const hints = new Map<string, number[]>();
  const known = new Map<string, ProviderId>();
  const doubts = new Map<string, { run: number; most: number }>();
  let excusedUntil = -Infinity;
  const pauses = new Map<string, { readonly from: number; readonly until: number }>();
  const log: { readonly at: number; readonly process: Process }[] = [];
  const since = (times: Map<string, number[]>, key: string, spanMs: number) => {
    const recent = (times.get(key) ?? []).filter((at) => at > now() - spanMs);
    times.set(key, recent);
    return recent;
  };
  const bucketOf = ({ provider }: Process, { method, path }: Sent) => {
    if (provider === 'pixazo') return 'key';
    if (method === 'POST') return path;
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
    const allowed = MOST_PER_SECOND + since(hints, requestId, 1_000).length;
    judge.hold(
      'no-hot-loop',
      recent.length <= allowed,
      () => `${requestId} is asked about ${recent.length} times in a second`,
    );
    const followers = handles.filter((handle) => handle.requestId === requestId);
    judge.hold(
      'quiet-end',
      process.isResuming ||
        followers.some(({ process: by, isRead, state }) => by === process && !(isRead && isTerminal(state))),
      () => `${requestId} is asked about after its end`,
    );
    const elsewhere = followers.find(
      ({ process: by, isRead, state }) => by !== process && by.isAlive && isRead && !isTerminal(state),
    );
    judge.hold(
      'lease',
      !elsewhere,
      () => `${requestId} is polled by ${process.name} and ${elsewhere?.process.name}`,
    );
  };

  const judgeSubmit = (process: Process, call: Call) => {
    const before = call.posts.at(-1)?.outcome;
    judge.hold(
      'one-charge',
      before === undefined || before === 'refused' || before === 'unsent',
      () => `${call.words} is sent again after its submit was ${before}`,
    );
    call.posts.push({ outcome: 'open' });
    const { handle } = call;
    judge.hold(
      'quiet-end',
      !(handle?.isRead && isTerminal(handle.state)),
      () => `${call.words} is sent after its end`,
    );
    judgeOrder(process, call);
    if (!process.client.balance.isEmpty) process.emptySince = undefined;
    // What was under way when it turned out to be empty, and was refused with a 429, goes on.
    else if (process.emptySince !== undefined && call.posts.length === 1) {
      process.probes++;
      const allowed = 1 + Math.floor((now() - process.emptySince) / 60_000);
      judge.hold(
        'wallet',
        process.probes <= allowed || now() < excusedUntil,
        () => `${process.probes} submits left an empty wallet`,
      );
    }
  };

  const judgeOrder = (process: Process, call: Call) => {
    const { handle, target, priority } = call;
    const own = handles.filter(({ process: by, call: of, isRead }) => by === process && of && isRead);
    const inLineSince = handle && handle.leftLineAt === now() ? handle.inLineSince : now();
    const overtaken = own.find(
      ({ call: other, state, inLineSince: cameAt }) =>
        isInLine(state) &&
        cameAt < now() &&
        (process.provider === 'pixazo' || other?.target === target) &&
        (other!.priority > priority || (other!.priority === priority && cameAt < inLineSince)),
    );
    judge.hold(
      'order',
      !handle?.isRead || !overtaken,
      () =>
        `${call.words} (${priority}) leaves before ${overtaken?.call?.words} (${overtaken?.call?.priority})`,
    );
    if (world.maxConcurrency === undefined) return;
    const underWay = own.filter(({ call: of, state }) => of!.posts.length > 0 && !isTerminal(state));
    judge.hold(
      'order',
      underWay.length <= world.maxConcurrency,
      () => `${underWay.length} jobs are under way`,
    );
  };

  return {
    left(process, sent) {
      // What leaves in the instant of the refusal has not heard of it yet.
      const { from, until } = pauses.get(lineOf(process, sent)) ?? { from: 0, until: 0 };
      judge.hold(
        'pause',
        now() === from || now() >= until || now() < excusedUntil,
        () => `${sent.words ?? sent.requestId} leaves ${until - now()} ms before the end of a pause`,
      );
      const call = sent.words ? calls.get(sent.words) : undefined;
      if (call) judgeSubmit(process, call);
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
        if (isAnswer(answer) && answer.status === 402 && process.emptySince === undefined) {
          process.emptySince = now();
          process.probes = 0;
        }
        const id = isAnswer(answer) && isGood(answer) ? fieldsOf(answer)['request_id'] : undefined;
        if (typeof id === 'string') known.set(id, process.provider);
      } else if (sent.requestId && isAnswer(answer)) {
        const so = doubts.get(sent.requestId) ?? { run: 0, most: 0 };
        if (isDoubtful(answer)) so.run++;
        else if (isGood(answer)) so.run = 0;
        so.most = Math.max(so.most, so.run);
        doubts.set(sent.requestId, so);
      }
    },
    hinted: (requestId) => void since(hints, requestId, 1_000).push(now()),
    excuse: () => void (excusedUntil = now() + EXCUSED_MS),
    isExcused(provider, at) {
      const before = log.filter(
        (one) => one.process.provider === provider && one.at <= at && one.at > at - EXCUSED_MS,
      );
      return at < excusedUntil || new Set(before.map(({ process }) => process)).size > 1;
    },
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
