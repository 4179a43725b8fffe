/** Runs a peer's policy: one loop per job, none of which knows of the others. */
import { createPacedSubmits } from './paced-submits.ts';
import type { PeerPolicy } from './peer-policies.ts';
import type { Reply } from './provider.ts';
import type { Strategy } from './trial.ts';

/**
 * - `published`: the app asks for all its jobs at once, and a job is lost when the client throws;
 * - `generous`: the app paces its submits as well as ours does, and begins to wait again after every throw.
 */
export type Mode = 'published' | 'generous';

/** How long a generous app takes to begin again. */
export const RESUME_MS = 5_000;

export const peer = (policy: PeerPolicy, mode: Mode): Strategy => ({
  name: policy.name,
  runsOn: 'callbacks',
  start(trial) {
    const { provider, time, workload, random, noticed, lost } = trial;
    const { firstMs, gapMs, patienceMs, retryMs, submitRetryMs = retryMs, asksOn = false } = policy;

    /** Sends until it is let through or the policy gives up. */
    const request = (
      send: (onReply: (reply: Reply) => void) => void,
      retry: PeerPolicy['retryMs'],
      done: (reply: Reply) => void,
    ) => {
      let refusals = 0;
      const onReply = (reply: Reply) => {
        const waitMs = reply.isRefused ? retry(++refusals, reply.retryAfterS, random) : undefined;
        if (waitMs === undefined) done(reply);
        else time.setTimer(() => send(onReply), waitMs);
      };
      send(onReply);
    };

    const follow = (index: number) => {
      const { kind } = workload.jobs[index]!;
      const begunAt = time.now();
      const thrown = () => {
        if (mode === 'generous') time.setTimer(() => follow(index), RESUME_MS);
        else lost(index);
      };
      const ask = () =>
        request(
          (onReply) => provider.poll(index, onReply),
          retryMs,
          ({ isRefused, isOver }) => {
            if (isOver) noticed(index);
            else if (isRefused && !asksOn) thrown();
            else {
              const waitMs = gapMs(random, kind);
              if (time.now() - begunAt + waitMs > patienceMs(kind)) thrown();
              else time.setTimer(ask, waitMs);
            }
          },
        );
      time.setTimer(ask, firstMs);
    };

    if (mode === 'generous') return createPacedSubmits(trial, follow);
    return (index) =>
      request(
        (onReply) => provider.submit(index, onReply),
        submitRetryMs,
        ({ isRefused }) => (isRefused ? lost(index) : follow(index)),
      );
  },
});
