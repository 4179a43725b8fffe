/**
 * What a job costs in one process, with no door between: the heap that each of 10,000 finished jobs keeps, and
 * how long a new mock and the whole life of one job take. It tells its parent.
 */
import { createMock, type Mock } from '@briakit/mock-server';
import { virtualClock } from '@briakit/core/testing';

const JOBS = 10_000;
const LIVES = 300;
const ORIGIN = 'https://engine.prod.bria-api.com';
const INPUT = JSON.stringify({ image: 'https://example.com/vase.jpg' });

async function submit(mock: Mock, api_token: string): Promise<string> {
  const headers = { api_token, 'content-type': 'application/json' };
  const url = `${ORIGIN}/v2/image/edit/remove_background`;
  const answer = await mock.handle(new Request(url, { method: 'POST', headers, body: INPUT }));
  const { request_id } = (await answer!.json()) as { readonly request_id: string };
  return request_id;
}

async function statusOf(mock: Mock, api_token: string, requestId: string): Promise<string> {
  const request = new Request(`${ORIGIN}/v2/status/${requestId}`, { headers: { api_token } });
  const { status } = (await (await mock.handle(request))!.json()) as { readonly status: string };
  return status;
}

/** From nothing to a job whose result is known. */
async function liveOnce(): Promise<void> {
  const clock = virtualClock();
  const mock = createMock({ clock });
  const requestId = await submit(mock, 'token-a');
  await clock.advance(5_000);
  const status = await statusOf(mock, 'token-a', requestId);
  if (status !== 'COMPLETED') throw new Error(`The job is ${status}.`);
}

async function measureLifeMs(): Promise<number> {
  for (let life = 0; life < LIVES; life++) await liveOnce();
  const tookMs: number[] = [];
  for (let life = 0; life < LIVES; life++) {
    const begunAt = performance.now();
    await liveOnce();
    tookMs.push(performance.now() - begunAt);
  }
  return tookMs.toSorted((a, b) => a - b)[LIVES / 2]!;
}

async function measureBytesPerJob(): Promise<number> {
  const clock = virtualClock();
  const mock = createMock({ clock, plan: 'pro', balanceUsd: 1_000 });
  const run = async (count: number) => {
    for (let job = 0; job < count; job++) {
      const token = `token-${job % 50}`;
      const requestId = await submit(mock, token);
      if (job % 500 === 0) await clock.advance(60_000);
      await statusOf(mock, token, requestId);
    }
    await clock.advance(60_000);
    await mock.control.settle();
  };
  await run(500);
  const before = heapBytes();
  await run(JOBS);
  return (heapBytes() - before) / JOBS;
}

function heapBytes(): number {
  if (!globalThis.gc) throw new Error('Run it with --expose-gc.');
  for (let time = 0; time < 3; time++) globalThis.gc();
  return process.memoryUsage().heapUsed;
}

const lifeMs = await measureLifeMs();
const bytesPerJob = await measureBytesPerJob();
if (process.send) process.send({ lifeMs, bytesPerJob });
else console.log({ lifeMs, bytesPerJob });
