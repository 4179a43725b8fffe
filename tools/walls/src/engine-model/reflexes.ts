/** What a listener does to the job that it listens to, in the middle of its change. */
import { isTerminal, type JobPhase } from '@briakit/core';
import type { Judge } from './judge.ts';
import { idOf, peek, type Handle } from './processes.ts';
import type { RequestWatch } from './watch-requests.ts';

export interface Reflex {
  readonly at: Extract<JobPhase, 'waiting' | 'submitting' | 'queued' | 'running'>;
  readonly act: 'stop' | 'abort' | 'deliver' | 'submit';
}

interface Surroundings {
  readonly judge: Judge;
  readonly requests: RequestWatch;
  /** Another one like it. */
  readonly submit: () => void;
}

/** Once, when the job comes to that phase; after all who listened before. */
export function plantReflex({ judge, requests, submit }: Surroundings, handle: Handle, reflex: Reflex): void {
  const { job, call, process } = handle;
  const unsubscribe = job.subscribe(() => {
    const state = peek(job);
    if (state.phase !== reflex.at || !process.isAlive) return;
    unsubscribe();
    const requestId = idOf(state);
    switch (reflex.act) {
      case 'stop':
      case 'abort':
        if (reflex.act === 'abort') call!.abort.abort();
        else job.stop();
        judge.hold(
          'abort',
          isTerminal(peek(job)),
          () => `${call!.words} goes on after its listener's ${reflex.act}`,
        );
        return;
      case 'deliver':
        if (requestId === undefined) return;
        requests.hinted(requestId);
        // Without a body: a reason to ask now.
        process.client.deliver({ requestId, body: '' });
        return;
      case 'submit':
        return submit();
      default:
        reflex.act satisfies never;
    }
  });
}
