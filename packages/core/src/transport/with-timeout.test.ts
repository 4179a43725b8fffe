import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { scriptedTransport, type ScriptedAnswer } from '../testing/scripted-transport.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import { fetchTransport } from './fetch-transport.ts';
import type { HttpRequest } from './transport.ts';
import { withTimeout } from './with-timeout.ts';

const GET: HttpRequest = { method: 'GET', path: '/s', bucket: 'status', endpoint: 'image/edit', jobId: 'a1' };
const POST: HttpRequest = { method: 'POST', path: '/p', bucket: 'b', endpoint: 'image/edit' };

function setUp(answer: ScriptedAnswer) {
  const clock = virtualClock();
  const { fetch } = scriptedTransport(answer);
  const bare = fetchTransport(fetch, { baseUrl: 'https://api.example', headers: {} }, clock);
  return { clock, transport: withTimeout(30_000, clock)(bare), controller: new AbortController() };
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
  const slow = withTimeout(
    30_000,
    clock,
  )(async (_, { signal }) => {
    await new Promise<void>((resolve) => void clock.setTimer(resolve, 1_000));
    signal?.throwIfAborted();
    return { status: 202, text: '', retryAfterMs: undefined, receivedAt: clock.now() };
  });
  const sent = slow(POST, { signal: controller.signal });
  controller.abort('enough');
  await expect(clock.runUntil(sent)).resolves.toMatchObject({ status: 202 });
  expect(clock.pendingTimers).toBe(0);
});
