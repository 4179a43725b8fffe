import { expect, it } from 'vitest';
import { NetworkError } from '../errors/network-error.ts';
import { steadyPacing } from '../pacing/steady-pacing.ts';
import type { WaitReason } from '../primitives/wait-reason.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import { createBucket, type Traffic } from './bucket.ts';
import type { HttpReply, HttpRequest, Transport } from './transport.ts';

const POST: HttpRequest = { method: 'POST', path: '/p', bucket: 'edit', endpoint: 'image/edit' };
const GET: HttpRequest = { method: 'GET', path: '/s', bucket: 'status', endpoint: 'image/edit', jobId: 'a1' };
const UNSENT = new NetworkError({ submission: 'not-sent' });
const RESET = new NetworkError({ submission: 'unknown' });
const OK = { status: 200 };

type Answer = { readonly status: number; readonly retryAfterMs?: number } | Error;

function setUp(answers: readonly Answer[] = [OK], limit = 1_000, maxRetryAfterMs = 60_000) {
  const clock = virtualClock(0);
  const sentAt: number[] = [];
  const next: Transport = async () => {
    const answer = answers[Math.min(sentAt.length, answers.length - 1)]!;
    sentAt.push(clock.now());
    if (answer instanceof Error) throw answer;
    return { text: '', retryAfterMs: undefined, receivedAt: clock.now(), ...answer } satisfies HttpReply;
  };
  const traffic: Traffic = {
    next,
    maxAttempts: 4,
    maxRetryAfterMs,
    clock,
    time: () => clock.now(),
    ask: () => {},
    random: () => 0.5,
    held: new Set(),
  };
  const { send: transport, sendNow } = createBucket(
    steadyPacing({ limit, windowMs: 60_000 }, 'edit'),
    traffic,
  );
  return { clock, sentAt, transport, sendNow };
}

it('lets the limit of a bucket go at once, and not one more in any window', async () => {
  const { clock, sentAt, transport } = setUp([OK], 3);
  await clock.runUntil(Promise.all(Array.from({ length: 7 }, () => transport(POST, {}))));
  expect(sentAt).toEqual([0, 0, 0, 60_005, 60_005, 60_005, 120_010]);
  expect(clock.pendingTimers).toBe(0);
});

it('waits out a 429 as long as it asks, and the whole bucket waits with it', async () => {
  const { clock, sentAt, transport } = setUp([{ status: 429, retryAfterMs: 20_000 }, OK]);
  const first = transport(POST, {});
  await clock.advance(1_000);
  const second = transport(POST, {});
  await clock.runUntil(Promise.all([first, second]));
  expect(sentAt).toEqual([0, 20_000, 20_000]);
  await expect(first).resolves.toMatchObject({ status: 200 });
});

it('repeats a refused POST for as long as it is refused, with growing pauses where none is asked for', async () => {
  const refusals = Array.from({ length: 9 }, () => ({ status: 429 }));
  const { clock, sentAt, transport } = setUp([...refusals, OK]);
  await expect(clock.runUntil(transport(POST, {}))).resolves.toMatchObject({ status: 200 });
  const pauses = sentAt.slice(1).map((at, index) => at - sentAt[index]!);
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

it('never meets a refusal with a hot loop, however short the wait is that it asks for', async () => {
  const { clock, sentAt, transport } = setUp([
    { status: 429, retryAfterMs: 0 },
    { status: 429, retryAfterMs: 1 },
    { status: 429, retryAfterMs: 0 },
    OK,
  ]);
  await clock.runUntil(transport(POST, {}));
  expect(sentAt).toEqual([0, 500, 1_500, 3_000]);
});

it('gives back a refusal that asks for more than may be waited, and holds the bucket meanwhile', async () => {
  const { clock, sentAt, transport } = setUp([{ status: 429, retryAfterMs: 259_200_000 }, OK]);
  await expect(transport(POST, {})).resolves.toMatchObject({ status: 429, retryAfterMs: 259_200_000 });
  expect(clock.pendingTimers).toBe(0);
  await clock.runUntil(transport(POST, {}));
  expect(sentAt).toEqual([0, 60_000]);
});

it('repeats a POST that was not sent, with pauses, and at last gives up', async () => {
  const { clock, sentAt, transport } = setUp([UNSENT]);
  await expect(clock.runUntil(transport(POST, {}))).rejects.toBe(UNSENT);
  expect(sentAt).toEqual([0, 500, 1_500, 3_500]);
  expect(clock.pendingTimers).toBe(0);
});

it.for([POST, GET])('never repeats a $method whose answer was lost', async (request) => {
  const { sentAt, transport } = setUp([RESET]);
  await expect(transport(request, {})).rejects.toBe(RESET);
  expect(sentAt).toEqual([0]);
});

it.for([400, 402, 500, 503])('gives a %d back as it is', async (status) => {
  const { sentAt, transport } = setUp([{ status, retryAfterMs: 5_000 }]);
  await expect(transport(POST, {})).resolves.toMatchObject({ status });
  expect(sentAt).toEqual([0]);
});

it('tells why it holds a request: the limit, a refusal, or no network', async () => {
  const { clock, transport } = setUp([{ status: 429, retryAfterMs: 9_000 }, UNSENT, OK]);
  const told: (readonly [WaitReason, number | undefined])[] = [];
  await clock.runUntil(transport(POST, { onHeld: (...why) => void told.push(why) }));
  expect(told).toEqual([
    ['rate-limit', 9_000],
    ['offline', 10_000],
  ]);
});

it('leaves no timer and no place in the queue when the caller aborts while it waits', async () => {
  const { clock, sentAt, transport } = setUp([{ status: 429, retryAfterMs: 9_000 }, OK]);
  const controller = new AbortController();
  const held = transport(POST, { signal: controller.signal });
  const outcome = held.catch((reason: unknown) => reason);
  await clock.advance(5_000);
  expect(clock.pendingTimers).toBe(1);
  controller.abort('enough');
  expect(clock.pendingTimers).toBe(0);
  expect(await outcome).toBe('enough');
  await clock.runUntil(transport(POST, {}));
  expect(sentAt).toEqual([0, 9_000]);
});

it('sends nothing once the caller has aborted, not even what the limit has just let pass', async () => {
  const { clock, sentAt, transport } = setUp([OK], 1);
  await transport(POST, {});
  const controller = new AbortController();
  const first = transport(POST, { signal: controller.signal });
  const second = transport(POST, {
    // Told that it must wait on, in the very moment in which the first may go.
    onHeld: () => clock.now() > 0 && controller.abort('enough'),
  });
  await expect(clock.runUntil(first)).rejects.toBe('enough');
  await clock.runUntil(second);
  expect(sentAt).toEqual([0, 120_010]);
});

it('pauses for no longer because of one bad request among good ones, however often that fails', async () => {
  const { clock, sentAt, transport, sendNow } = setUp([UNSENT, OK, UNSENT, OK, UNSENT, OK]);
  for (let times = 0; times < 3; times++) {
    await sendNow(GET, {});
    await clock.runUntil(transport(GET, {}));
  }
  expect(sentAt).toEqual([0, 500, 500, 1_000, 1_000, 1_500]);
});

it('takes requests that were under way together for one failure', async () => {
  const { clock, sentAt, transport } = setUp([UNSENT, UNSENT, UNSENT, OK]);
  await clock.runUntil(Promise.all([1, 2, 3].map(() => transport(GET, {}))));
  expect(sentAt).toEqual([0, 0, 0, 500, 500, 500]);
});

it.for([400, 0])(
  'waits out a 429 that says nothing, though no longer wait than %d ms may be asked for',
  async (maxMs) => {
    const { clock, sentAt, transport } = setUp([{ status: 429 }, { status: 429 }, OK], 1_000, maxMs);
    await expect(clock.runUntil(transport(POST, {}))).resolves.toMatchObject({ status: 200 });
    // Not in a hot loop.
    expect(sentAt).toEqual([0, 500, 1_000]);
  },
);

it('counts as tries only those where no connection was made, however often it was refused before', async () => {
  const refused = { status: 429, retryAfterMs: 500 };
  const { clock, sentAt, transport } = setUp([
    refused,
    refused,
    refused,
    refused,
    UNSENT,
    UNSENT,
    UNSENT,
    OK,
  ]);
  await expect(clock.runUntil(transport(POST, {}))).resolves.toMatchObject({ status: 200 });
  expect(sentAt).toHaveLength(8);
});
