/** What must hold when everything is over. */
import { isTerminal, type ErrorCode } from '@briakit/core';
import type { Outcome } from '@briakit/mock-server';
import { getEventListeners } from 'node:events';
import { tellingsOf } from './batches.ts';
import { judgeBatches, type Made } from './judge-batches.ts';
import { judgeOrders } from './judge-orders.ts';
import { errorOf, idOf, type Call, type Handle } from './processes.ts';
import { wordsIn } from './targets.ts';
import { judgePromises } from './watch-handle.ts';
import type { World } from './world.ts';

/** More answers in a row than this put a job in doubt, and it may be given up. */
const TOLERATED_DOUBTS = 2;

const UNCHARGED: ReadonlySet<Outcome> = new Set(['error', 'failed', 'unknown']);

export async function judgeEnd(world: World): Promise<void> {
  const { judge, mock, calls, handles, requests, looks } = world;
  const made = new Map<string, Made[]>();
  for (const job of mock.state.jobs.find()) {
    const words = wordsIn(JSON.stringify(job.files)) ?? 'nobody';
    // Who waits for a job within its submit is told there that it has failed, is not charged, and may try again.
    if (calls.get(words)?.target.isSync && UNCHARGED.has(job.outcome)) continue;
    made.set(words, [...(made.get(words) ?? []), job]);
  }
  for (const words of await judgeOrders(judge, mock, calls))
    made.set(words, [{ requestId: looks.nameOf(words) ?? 'a name that was lost', outcome: 'links' }]);
  const charged = mock.state.ledger.find(({ kind }) => kind === 'charge').map(({ requestId }) => requestId);
  judge.hold('one-charge', !made.has('nobody'), () => 'A job was made that nobody submitted');

  for (const [words, call] of calls) {
    const jobs = made.get(words) ?? [];
    const charges = charged.filter((id) => jobs.some(({ requestId }) => requestId === id));
    judge.hold(
      'one-charge',
      jobs.length <= 1 && charges.length <= 1,
      () => `${words} has made ${jobs.length} jobs`,
    );
    judgeOutcome(world, call, jobs[0]);
  }
  for (const [requestId] of requests.known) judgeHandedOut(world, requestId);
  for (const handle of handles) if (handle.process.isAlive && handle.isRead) judgePromises(judge, handle);
  judgeBatches(judge, world.batches, made);
  judge.verdict();
}

/** What is said of a submission without a job, of a process that has lived to see it. */
function judgeOutcome({ judge }: World, { words, handle, posts }: Call, job: Made | undefined): void {
  if (!handle?.process.isAlive) return;
  const { state } = handle;
  const error = errorOf(state);
  if (!error || idOf(state)) return;
  const told = () =>
    `${words} (${posts.length} sent, ${job ? 'made' : 'not made'}): ${error.code}, ${error.submission}`;
  judge.hold('honest-outcome', !job || error.submission === 'unknown', told);
  if (state.phase === 'failed')
    judge.hold('honest-outcome', error.submission !== 'unknown' || posts.length > 0, told);
}

/** Whoever was told of a job is told of its end. */
function judgeHandedOut(world: World, requestId: string): void {
  const { judge, mock, handles, requests, looks, journal, batches } = world;
  const job = mock.state.jobs.get(requestId);
  const about = handles.filter(({ state }) => idOf(state) === requestId);
  const given = new Set(
    batches.flatMap(({ taken }) => [...taken.values()].filter((input) => tellingsOf(input).length > 0)),
  );
  /** A batch that has ended with its process has given nobody what it had. */
  const isGiven = (handle: Handle) => !handle.isBatched || [...given].some((one) => one.handle === handle);
  const ends = about
    .filter((handle) => isTerminal(handle.state) && isGiven(handle))
    .map(({ state }) => errorOf(state)?.code ?? 'succeeded');
  const isDoubted = requests.doubtsOf(requestId) > TOLERATED_DOUBTS;
  const told = () => `${requestId} (${job?.outcome}) was told of as: ${ends.join(', ') || 'nothing'}`;
  const may = (...codes: (ErrorCode | 'succeeded')[]) => ends.some((end) => codes.includes(end));
  // A failure that nobody reads is over with its process; a result is kept until somebody has it.
  const isUnread = handles.some(
    (one) => one.requestId === requestId && !(one.isRead && isGiven(one)) && !one.process.isAlive,
  );
  // What could not be written down is gone with its process, or with who stops it.
  const isLost = journal.unwritten.has(`${requests.known.get(requestId)}:${requestId}`);
  const isHeld = handles.some((one) => one.requestId === requestId && one.process.isAlive);
  if (isLost && (!isHeld || may('job_stopped', 'authentication', 'schema_drift', 'edge_blocked'))) return;
  const hasFailed = may('job_failed') || isUnread;
  const isGivenUp = isDoubted && (hasFailed || may('job_not_found'));
  const outcome = looks.linksOf(requestId) ? 'links' : job?.outcome;
  switch (outcome) {
    case 'links':
      // Which of these, was judged when it was told.
      judge.hold('no-loss', may('succeeded', 'moderation', 'job_not_found') || isUnread, told);
      break;
    case 'completed':
      judge.hold('no-loss', may('succeeded') || isGivenUp, told);
      break;
    case 'empty':
      judge.hold('no-loss', may('succeeded', 'schema_drift') || isGivenUp, told);
      break;
    case 'error':
    case 'failed':
    case 'unknown':
      judge.hold('no-loss', hasFailed || isGivenUp, told);
      break;
    case 'stuck':
      judge.hold('no-loss', may('job_stopped') || isGivenUp, told);
      break;
    case undefined:
      judge.hold('no-loss', false, told);
      break;
    default:
      outcome satisfies never;
  }
  const isKept = [...journal.entries.keys()].some((key) => key.endsWith(`:${requestId}`));
  const mayBeKept = job?.outcome === 'stuck' || job?.outcome === 'empty';
  judge.hold('no-leak', !isKept || mayBeKept, () => `${told()}, and is in the journal still`);
}

/** Nothing is armed, listening or held any more. */
export function judgeLeftovers({ judge, alive, handles, journal, locksInUse }: World): void {
  judge.hold('no-leak', locksInUse() === 0, () => `${locksInUse()} locks among tabs are in use`);
  for (const { name, clock, signals, page } of alive()) {
    judge.hold('no-leak', page.listeners.size === 0, () => `${name} listens to its page`);
    judge.hold('no-leak', clock.pendingTimers === 0, () => `${name} has ${clock.pendingTimers} timers`);
    const listening = [...signals].filter(
      (signal) => !signal.aborted && getEventListeners(signal, 'abort').length > 0,
    );
    judge.hold('no-leak', listening.length === 0, () => `${name} listens to ${listening.length} signals`);
  }
  const own = handles.filter(({ process }) => process.isAlive);
  const signalsOf = ({ call, promises }: Handle) => [
    ...(call ? [call.abort.signal] : []),
    ...promises.flatMap(({ signal }) => signal ?? []),
  ];
  for (const signal of own.flatMap(signalsOf))
    judge.hold(
      'no-leak',
      getEventListeners(signal, 'abort').length === 0,
      () => 'A signal of ours is listened to',
    );
  judge.hold('no-leak', journal.leases.size === 0, () => `Leases are held: ${[...journal.leases].join(' ')}`);
  judge.verdict();
}
