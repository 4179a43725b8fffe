/**
 * For tests of the journal: a provider that takes, works on and forgets to answer jobs, and lives of a page or
 * process that share a journal and die at the worst moments. What happens is counted where it happens.
 */
import { bria } from '../src/providers/bria/bria.ts';
import { isTerminal, refOf } from '../src/job/job-state.ts';
import type { Journal } from '../src/journal/journal.ts';
import type { Clock } from '../src/primitives/clock.ts';
import { seededRandom } from '../src/primitives/random.ts';
import { sleep } from '../src/primitives/sleep.ts';
import { createClient, type Client } from '../src/client/client.ts';
import type { Job } from '../src/client/job.ts';
import { withJournal } from '../src/client/with-journal.ts';
import { virtualClock } from '../src/testing/virtual-clock.ts';
import type { Fetch } from '../src/transport/fetch-transport.ts';

/** What becomes of one submit, and of its job. */
export interface Plan {
  readonly answer: 'accepted' | 'done at once' | 'refused' | 'reset' | 'busy first';
  readonly ends: 'COMPLETED' | 'ERROR';
  readonly durationMs: number;
  /** How many status requests fail first. */
  readonly misses: number;
}

/** What the journal is kept in, as one life sees it: it outlives all, and notices when one is gone. */
export type OpenStore = (clock: Clock) => { readonly journal: Journal; readonly close: () => void };

/** How long a request and its answer are on their way, each. */
const LATENCY_MS = 50;
const never = () => new Promise<never>(() => {});
const idOf = (url: string) => url.split('/').at(-1)!;

function createProvider(clock: Clock) {
  const plans: Plan[] = [];
  const jobs = new Map<string, { readonly plan: Plan; readonly readyAt: number; asked: number }>();
  const busy = new Set<number>();
  /** How many jobs were made of each submit. */
  const made: number[] = [];

  const end = (id: string, { ends }: Plan) =>
    Response.json({
      request_id: id,
      status: ends,
      ...(ends === 'ERROR'
        ? { error: { message: 'It failed.' } }
        : { result: { image_url: `https://x.test/${id}` } }),
    });
  const submit = (index: number) => {
    const plan = plans[index]!;
    if (plan.answer === 'refused') return Response.json({}, { status: 402 });
    if (plan.answer === 'busy first' && busy.size < busy.add(index).size)
      return Response.json({}, { status: 429 });
    made[index] = (made[index] ?? 0) + 1;
    const id = `job-${index}-${made[index]}`;
    jobs.set(id, { plan, readyAt: clock.now() + plan.durationMs, asked: 0 });
    if (plan.answer === 'reset') return new TypeError('fetch failed');
    return plan.answer === 'done at once'
      ? end(id, plan)
      : Response.json({ request_id: id }, { status: 202 });
  };
  const tell = (id: string) => {
    const job = jobs.get(id)!;
    if (job.asked++ < job.plan.misses) return Response.json({}, { status: 503 });
    if (clock.now() < job.readyAt) return Response.json({ request_id: id, status: 'IN_PROGRESS' });
    return end(id, job.plan);
  };
  return {
    /** The picture to submit, for it to go as planned. */
    expects: (plan: Plan) => `https://x.test/${plans.push(plan) - 1}.jpg`,
    answer: (url: string, body: string | null) =>
      body ? submit(Number(/(\d+)\.jpg/.exec(body)![1])) : tell(idOf(url)),
    made,
  };
}

export function journalWorld(openStore: OpenStore) {
  const clock = virtualClock();
  const provider = createProvider(clock);
  const lives = new Set<{ readonly follows: (id: string) => number }>();
  const seen = {
    /** Jobs whose ref has reached a life, */
    accepted: new Set<string>(),
    /** which failed, or whose result somebody was given, */
    ended: new Set<string>(),
    /** or which somebody did not want any more. */
    forgotten: new Set<string>(),
    /** Jobs that were asked about while two followed them. */
    doubled: [] as string[],
  };

  const open = () => {
    let isDead = false;
    let dies: 'after put' | 'before delete' | undefined;
    const timers = new Set<() => void>();
    const followed: Job[] = [];

    /** Ours, with all that was ever armed on it: a timer does not outlive its page. */
    const ownClock: Clock = {
      now: () => clock.now(),
      setTimer(callback, delayMs) {
        const cancel = clock.setTimer(() => {
          timers.delete(cancel);
          callback();
        }, delayMs);
        if (isDead) cancel();
        else timers.add(cancel);
        return () => {
          timers.delete(cancel);
          cancel();
        };
      },
    };
    const store = openStore(ownClock);
    /** What the dead have begun is never done. */
    const living = <A extends unknown[], T>(act: (...args: A) => Promise<T>) => {
      return async (...args: A): Promise<T> => {
        if (isDead) return never();
        const done = await act(...args);
        return isDead ? never() : done;
      };
    };
    const journal: Journal = {
      list: living(store.journal.list),
      lease: living(store.journal.lease),
      put: living((key, entry) => {
        const put = store.journal.put(key, entry);
        if (dies === 'after put') life.die();
        return put;
      }),
      delete: living((key) => {
        if (dies === 'before delete') life.die();
        return isDead ? never() : store.journal.delete(key);
      }),
    };
    const fetch: Fetch = living(async (url, { body }) => {
      const followers = [...lives].reduce((count, { follows }) => count + follows(idOf(url)), 0);
      if (followers > 1) seen.doubled.push(idOf(url));
      await sleep(ownClock, LATENCY_MS);
      const answer = provider.answer(url, body);
      await sleep(ownClock, LATENCY_MS);
      if (answer instanceof Error) throw answer;
      return answer;
    });
    const plain = createClient({
      provider: bria({ apiToken: 't0ken', plan: 'pro' }),
      fetch,
      clock: ownClock,
      random: seededRandom(lives.size),
    });
    /** Sees each job before the journal does. */
    const watch = <J extends Job>(job: J): J => {
      followed.push(job);
      const look = () => {
        const state = job.getSnapshot();
        const ref = refOf(state);
        if (!ref || isDead) return;
        seen.accepted.add(ref.requestId);
        // There is nothing to be had of a job that failed.
        if (state.phase === 'failed') seen.ended.add(ref.requestId);
      };
      job.subscribe(look);
      look();
      return job;
    };
    const watched: Client<'bria'> = {
      ...plain,
      submit: (...args) => watch(plain.submit(...args)),
      resume: (...args) => watch(plain.resume(...args)),
    };
    const life = {
      client: withJournal(watched, journal),
      /** How many handles of the job are followed here. */
      follows: (id: string) =>
        followed
          .map((job) => job.getSnapshot())
          .filter((state) => !isTerminal(state) && refOf(state)?.requestId === id).length,
      isDead: () => isDead,
      /** Waits for the end of a job, as a page would. */
      read: async (job: Job) => {
        await job.result().catch(() => {});
        const state = job.getSnapshot();
        if (state.phase === 'succeeded' && !isDead) seen.ended.add(state.ref.requestId);
      },
      forget: async (job: Job) => {
        const ref = await job.accepted().catch(() => undefined);
        if (!ref || isDead) return;
        seen.forgotten.add(ref.requestId);
        await life.client.forget(ref);
      },
      die: (moment: 'now' | typeof dies = 'now') => {
        if (moment !== 'now') {
          dies = moment;
          return;
        }
        isDead = true;
        lives.delete(life);
        for (const cancel of timers) cancel();
        store.close();
      },
    };
    lives.add(life);
    return life;
  };

  return { clock, provider, seen, open };
}
