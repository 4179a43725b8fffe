/**
 * How long 24 hours with 1,000 webhook jobs take: at most 1 s. Run by hand, since time is no matter for a test:
 *
 *     node --conditions=@briakit/source test/webhook-day.bench.ts
 */
import { virtualClock } from '@briakit/core/testing';
import { createMock } from '../src/index.ts';
import { briaAt, PHOTO_URL } from './ask.ts';

const JOBS = 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

for (const [what, status] of [
  ['accepted at once', 204],
  ['refused five times', 500],
] as const) {
  const clock = virtualClock();
  const deliver = async () => new Response(null, { status });
  const mock = createMock({ clock, plan: 'pro', balanceUsd: 1000, deliver });
  for (let job = 0; job < JOBS; job++)
    await briaAt(mock).accepted({ image: PHOTO_URL, webhook_url: 'https://app.test/hook' });
  const begun = performance.now();
  await mock.control.advance(DAY_MS);
  const tookMs = Math.round(performance.now() - begun);
  const attempts = mock.state.deliveries.reduce((sum, delivery) => sum + delivery.attempts.length, 0);
  console.log(`24 h, ${JOBS} webhook jobs, ${what}: ${attempts} attempts in ${tookMs} ms`);
}
