/** How long jobs wait for their next poll, as the providers' policies have it. Webhooks spare most polls. */
import type { JobState, ProviderId } from '@briakit/core';
import type { Handle } from './processes.ts';
import type { WorldChoice } from './schedule.ts';

const POLLS = {
  bria: { minMs: 250, firstMs: 1_000, growth: 1.5, maxMs: 5_000 },
  pixazo: { minMs: 5_000, firstMs: 5_000, growth: 1.2, maxMs: 10_000 },
  told: { minMs: 30_000, firstMs: 30_000, growth: 2, maxMs: 300_000 },
} as const satisfies Record<ProviderId | 'told', unknown>;

/** Adaptive pacing asks after so many of the longest waits, at the latest. */
const MOST_WAITS = 16;

/** The shortest wait and the longest in this state, where nobody else is in the way. In milliseconds. */
export function waitOf(
  pacing: WorldChoice['pacing'],
  { call, process }: Handle,
  state: JobState,
): { readonly leastMs: number; readonly mostMs: number } {
  if (!('polls' in state)) return { leastMs: 0, mostMs: 0 };
  const { minMs, firstMs, growth, maxMs } = POLLS[call?.webhook ? 'told' : process.provider];
  const { polls, misses } = state;
  // One that is taken up again is asked about at once.
  if (pacing === 'adaptive') return { leastMs: polls && minMs, mostMs: MOST_WAITS * maxMs };
  const lateness = 2 ** Math.min(4, Math.floor(polls / 32));
  const waitMs = polls && lateness * Math.min(maxMs, firstMs * growth ** (polls - 1) * 2 ** misses);
  return { leastMs: waitMs, mostMs: waitMs };
}
