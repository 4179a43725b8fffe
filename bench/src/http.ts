/**
 * The same once more in real time, sped up: real sockets, real timers, and the mock in the provider's place. Nothing
 * of it is exact; it shows that what holds on virtual time holds outside.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createClient } from '@briakit/core';
import { bria, image } from '@briakit/core/bria';
import { listen } from '@briakit/mock-server/node';
import type { Pacing } from './briakit.ts';
import { quantile } from './metrics.ts';
import { createScaledClock } from './scaled-clock.ts';

/** Faster, and the event loop itself is late by more than what is measured. */
const SPEED = 20;
const JOBS = 50;
const RUNNING_MS = [8_000, 40_000] as const;

export interface HttpFigures {
  readonly name: string;
  readonly seed: number;
  readonly lost: number;
  readonly refused: number;
  readonly statusesPerJob: number;
  /** In the sped-up time, as all others. */
  readonly lagMeanMs: number;
  readonly lagP95Ms: number;
  readonly endToEndMs: number;
  /** How late the event loop was, p99: what is below this nobody can tell apart. */
  readonly delayP99Ms: number;
}

/** 50 generations at 60 a minute, over HTTP on this machine. */
export async function runOverHttp(
  name: string,
  seed: number,
  makePacing?: () => Pacing,
): Promise<HttpFigures> {
  const clock = createScaledClock(SPEED);
  const server = await listen({
    providers: ['bria'],
    clock,
    seed,
    plan: 'starter',
    balanceUsd: 1_000,
    latency: { queuedMs: [0, 0], runningMs: RUNNING_MS },
    rateLimit: { countStatusCalls: true },
  });
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  try {
    const client = createClient({
      provider: bria({ apiToken: 'a-token-of-the-bench', baseUrl: server.origin, plan: 'starter' }),
      clock,
      ...(makePacing && { pacing: makePacing() }),
    });
    const lags: number[] = [];
    const endToEnds: number[] = [];
    const startAt = clock.now();
    const runOne = async (index: number) => {
      const job = client.submit(image.generate, { prompt: `job-${index}` });
      await job.result();
      const noticedAt = clock.now();
      const { requestId } = await job.accepted();
      const endedAt = server.mock.state.jobs.get(requestId)?.plan.at(-1)?.at ?? NaN;
      lags.push(noticedAt - endedAt);
      endToEnds.push(noticedAt - startAt);
    };
    await Promise.allSettled(Array.from({ length: JOBS }, (_, index) => runOne(index)));

    const { journal } = server.mock.state;
    lags.sort((a, b) => a - b);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      name,
      seed,
      lost: JOBS - endToEnds.length,
      refused: journal.filter(({ status }) => status === 429).length,
      statusesPerJob: journal.filter(({ operation }) => operation === 'status').length / JOBS,
      lagMeanMs: mean(lags),
      lagP95Ms: quantile(lags, 0.95),
      endToEndMs: mean(endToEnds),
      delayP99Ms: (delays.percentile(99) / 1e6) * SPEED,
    };
  } finally {
    delays.disable();
    await server.close();
  }
}
