import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { scriptedTransport, type ScriptedAnswer } from '../testing/scripted-transport.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import { fetchTransport } from './fetch-transport.ts';
import type { HttpRequest } from './transport.ts';

const GET: HttpRequest = { method: 'GET', path: '/s', bucket: 'status', endpoint: 'image/edit', jobId: 'a1' };
const POST: HttpRequest = { method: 'POST', path: '/p', bucket: 'b', endpoint: 'image/edit' };

const ORIGIN = { baseUrl: 'https://api.example', headers: {} };

function setUp(answer: ScriptedAnswer) {
  const clock = virtualClock();
  const { fetch } = scriptedTransport(answer);
  const transport = fetchTransport(fetch, ORIGIN, clock, 30_000);
  return { clock, transport, controller: new AbortController() };
}

it('gives a request its time, and then does not know what became of it', async () => {
  const { clock, transport } = setUp('hang');
  const outcome = transport(POST, {}).catch((error: unknown) => error);
  await clock.advance(29_999);
  expect(clock.pendingTimers).toBe(1);
  await clock.advance(1);
  expect(await outcome).toMatchObject({ code: 'timeout', submission: 'unknown', endpoint: 'image/edit' });
});

it('names the job that it was asking about', async () => {
  const { clock, transport } = setUp('hang');
  const sent = clock.runUntil(transport(GET, {}));
  await expect(sent).rejects.toMatchObject({ code: 'timeout', jobId: 'a1', submission: 'accepted' });
});

it.for([
  ['an answer', { body: {} }],
  ['an error', new TypeError('fetch failed')],
] as const)('leaves no timer after %s', async ([, answer]) => {
  const { clock, transport } = setUp(answer);
  await transport(POST, {}).catch(() => {});
  expect(clock.pendingTimers).toBe(0);
});

it('cuts a GET at once when its caller aborts', async () => {
  const { clock, transport, controller } = setUp('hang');
  const sent = transport(GET, { signal: controller.signal });
  controller.abort('enough');
  await expect(sent).rejects.toBe('enough');
  expect(clock.pendingTimers).toBe(0);
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
});

it('lets a POST run to its end when its caller aborts: the answer may name a paid job', async () => {
  const clock = virtualClock();
  const controller = new AbortController();
  const slow = fetchTransport(
    async (_, { signal }) => {
      await new Promise<void>((resolve) => void clock.setTimer(resolve, 1_000));
      signal?.throwIfAborted();
      return new Response('', { status: 202 });
    },
    ORIGIN,
    clock,
    30_000,
  );
  const sent = slow(POST, { signal: controller.signal });
  controller.abort('enough');
  await expect(clock.runUntil(sent)).resolves.toMatchObject({ status: 202 });
  expect(clock.pendingTimers).toBe(0);
});

it('adds the time in which the provider works, where the answer is the result', async () => {
  const { clock, transport } = setUp('hang');
  const outcome = transport({ ...POST, workMs: 60_000 }, {}).catch((error: unknown) => error);
  await clock.advance(89_999);
  expect(clock.pendingTimers).toBe(1);
  await clock.advance(1);
  expect(await outcome).toMatchObject({ code: 'timeout', submission: 'unknown' });
});
