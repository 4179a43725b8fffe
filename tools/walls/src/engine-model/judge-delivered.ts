/** Whoever is told of the end of a job knows of it, be it that the answer to its submit comes later. */
import { isTerminal } from '@briakit/core';
import type { Judge } from './judge.ts';
import { peek, type Handle } from './processes.ts';
import type { Receiver } from './receiver.ts';

export function judgeDelivered(judge: Judge, handles: readonly Handle[], receiver: Receiver): void {
  for (const handle of handles) {
    const { process, requestId, job } = handle;
    if (!requestId || !process.isAlive || !receiver.hasToldEnd(handle)) continue;
    const state = peek(job);
    judge.hold('delivered', isTerminal(state), () => `${requestId} is ${state.phase} after its delivery`);
  }
}
