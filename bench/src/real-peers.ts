/** Two peers as their packages are on the registry, unmodified: on patched globals, through their own wires. */
import { createFalClient } from '@fal-ai/client';
import Replicate from 'replicate';
import { createPacedSubmits } from './paced-submits.ts';
import { RESUME_MS, type Mode } from './peer-model.ts';
import type { Reply } from './provider.ts';
import type { Strategy, Trial } from './trial.ts';
import { indexIn, nameOf } from './wire-bria.ts';

/** One client, as an app would hold it. */
interface RealPeer {
  /** Submits and waits; rejects when the client gives up. */
  readonly run: (index: number) => Promise<unknown>;
  /** Waits for a job that was accepted. */
  readonly follow: (index: number) => Promise<unknown>;
  /** Whether what was thrown says how the job ended. */
  readonly isEnd: (error: unknown) => boolean;
}

const APP = 'bench/app';
const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  ({
    ok: status < 300,
    status,
    statusText: `${status}`,
    headers: new Headers({ 'content-type': 'application/json', ...headers }),
    json: () => Promise.resolve(body),
    text: () => Promise.resolve(JSON.stringify(body)),
  }) as Response;

const refusal = ({ retryAfterS }: Reply) =>
  json(
    429,
    { detail: 'Too many requests' },
    retryAfterS === undefined ? {} : { 'retry-after': `${retryAfterS}` },
  );

/** A `fetch` to the provider; `toBody` says a job's state in the peer's own words. */
const wire =
  ({ provider }: Trial, toBody: (index: number, reply: Reply | undefined) => unknown) =>
  (url: string | URL | Request, { method = 'GET', body }: RequestInit = {}): Promise<Response> =>
    new Promise((resolve) => {
      const { pathname } = new URL(url instanceof Request ? url.url : url);
      const isSubmit = method === 'POST';
      const index = indexIn(isSubmit && typeof body === 'string' ? body : pathname);
      // Where the result is apart from the status it is let through: at ours it is one request.
      if (/\/requests\/[^/]+$/.test(pathname)) return resolve(json(200, { image: nameOf(index) }));
      provider[isSubmit ? 'submit' : 'poll'](index, (reply) =>
        resolve(reply.isRefused ? refusal(reply) : json(200, toBody(index, isSubmit ? undefined : reply))),
      );
    });

function fal(trial: Trial): RealPeer {
  const client = createFalClient({
    credentials: 'a-token-of-the-bench',
    fetch: wire(trial, (index, reply) => ({
      request_id: nameOf(index),
      status: reply?.isOver ? 'COMPLETED' : reply ? 'IN_PROGRESS' : 'IN_QUEUE',
    })),
  });
  return {
    run: (index) => client.subscribe(APP, { input: { prompt: nameOf(index) } }),
    follow: (index) => client.queue.subscribeToStatus(APP, { requestId: nameOf(index) }),
    isEnd: () => false,
  };
}

function replicate(trial: Trial): RealPeer {
  const client = new Replicate({
    auth: 'a-token-of-the-bench',
    useFileOutput: false,
    fetch: wire(trial, (index, reply) => ({
      id: nameOf(index),
      status: !reply?.isOver ? 'starting' : reply.isFailure ? 'failed' : 'succeeded',
      output: nameOf(index),
    })),
  });
  return {
    run: (index) => client.run(APP, { input: { prompt: nameOf(index) }, wait: { mode: 'poll' } }),
    follow: (index) => client.wait({ id: nameOf(index), status: 'starting' } as never, {}),
    isEnd: (error) => error instanceof Error && error.message.startsWith('Prediction failed'),
  };
}

const real = (name: string, createPeer: (trial: Trial) => RealPeer, mode: Mode): Strategy => ({
  name,
  runsOn: 'globals',
  start(trial) {
    const { time, noticed, lost } = trial;
    const { run, follow, isEnd } = createPeer(trial);
    const settle = (waiting: Promise<unknown>, index: number, onThrown: () => void) =>
      void waiting.then(
        () => noticed(index),
        (error: unknown) => (isEnd(error) ? noticed(index) : onThrown()),
      );
    if (mode === 'published') return (index) => settle(run(index), index, () => lost(index));
    const wait = (index: number): void =>
      settle(follow(index), index, () => void time.setTimer(() => wait(index), RESUME_MS));
    return createPacedSubmits(trial, wait);
  },
});

/** Each beside the name of the policy that models it. */
export const realPeers = (
  mode: Mode,
): readonly { readonly modelledBy: string; readonly strategy: Strategy }[] => [
  { modelledBy: 'fal-js, 0.5 s', strategy: real('@fal-ai/client 1.10.1', fal, mode) },
  { modelledBy: 'replicate-js, 0.5 s', strategy: real('replicate 1.4.0', replicate, mode) },
];
