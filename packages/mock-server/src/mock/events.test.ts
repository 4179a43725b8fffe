import { virtualClock } from '@briakit/core/testing';
import { expect, it, vi } from 'vitest';
import { ask, briaAt, PHOTO_URL } from '../../test/ask.ts';
import { createMock } from '../doors/create-mock.ts';
import { HEARTBEAT_MS } from './event-stream.ts';
import type { MockEvent } from './events.ts';

const START = Date.UTC(2026, 0, 1);

function setUp() {
  const clock = virtualClock();
  const mock = createMock({
    clock,
    latency: { queuedMs: [1_000, 1_000], runningMs: [2_000, 2_000] },
    deliver: async () => new Response(null, { status: 204 }),
  });
  const seen: MockEvent[] = [];
  const watch = (after?: number) => mock.control.events.subscribe((event) => seen.push(event), { after });
  const kinds = () => seen.map(({ type }) => type);
  return { clock, mock, seen, watch, kinds, bria: briaAt(mock, 'a-token-of-some-length') };
}
const openStream = async (mock: ReturnType<typeof createMock>, init: RequestInit = {}) => {
  const response = await ask(mock, 'http://127.0.0.1:4010/__admin/events', init);
  if (!response.body) throw new Error('There is no stream.');
  return { response, reader: response.body.pipeThrough(new TextDecoderStream()).getReader() };
};

it('tells of a whole job as it happens: request, money, each status, delivery', async () => {
  const { mock, seen, watch, bria } = setUp();
  watch();
  await bria.accepted({ image: PHOTO_URL, webhook_url: 'https://app.test/hook' });
  await mock.control.advance(3_000);
  const told = seen.map(({ type, at, ...rest }) => {
    const word =
      'state' in rest ? rest.state : 'kind' in rest ? rest.kind : 'status' in rest ? rest.status : '';
    return `${at - START} ${type} ${word}`.trim();
  });
  expect(told).toEqual([
    '0 money-moved adjust',
    '0 money-moved hold',
    '0 job-changed queued',
    '0 delivery-changed owed',
    '0 request-answered 202',
    '1000 job-changed running',
    '3000 job-changed completed',
    '3000 money-moved charge',
    '3000 delivery-changed owed',
    '3000 delivery-changed accepted',
    '3000 clock-moved',
  ]);
  expect(seen.map(({ id }) => id)).toEqual(seen.map((_, index) => index + 1));
});

it('tells of faults, of a reset, and of nothing more when nobody listens', async () => {
  const { clock, mock, seen, watch, bria } = setUp();
  const stop = watch();
  mock.control.faults.add({ on: 'submit', effect: { kind: 'respond', status: 503 } });
  await bria.submit();
  mock.control.reset();
  expect(seen).toMatchObject([
    { type: 'fault-struck', effect: 'respond', path: '/v2/image/edit/remove_background' },
    { type: 'request-answered', status: 503, faulty: true },
    { type: 'world-replaced', reason: 'reset' },
  ]);
  await bria.accepted();
  stop();
  const count = seen.length;
  expect(clock.pendingTimers).toBe(0);
  await bria.submit();
  await clock.advance(60_000);
  expect(seen.length).toBe(count);
});

it('never tells a token, and tells tokens apart', async () => {
  const { mock, seen, watch } = setUp();
  watch();
  await briaAt(mock, 'a-secret-token-1').accepted({ image: PHOTO_URL, webhook_url: 'https://app.test/hook' });
  await briaAt(mock, 'a-secret-token-2').accepted();
  await mock.control.advance(10_000);
  expect(JSON.stringify(seen)).not.toContain('secret');
  const hints = new Set(seen.flatMap((event) => ('tenant' in event ? event.tenant : [])));
  expect(hints.size).toBe(2);
});

it('knows of jobs from before anybody watched', async () => {
  const { mock, seen, watch, bria } = setUp();
  await bria.accepted();
  await mock.control.advance(500);
  watch();
  await mock.control.advance(10_000);
  expect(seen.filter(({ type }) => type === 'job-changed')).toMatchObject([
    { status: 'running', at: START + 1_000 },
    { status: 'completed', at: START + 3_000 },
  ]);
});

it('serves who was away with what was missed, or says that it is too much', async () => {
  const { mock, seen, watch, bria } = setUp();
  const stop = watch();
  await bria.accepted();
  stop();
  const { id: lastId = 0 } = seen.at(-1) ?? {};
  await bria.submit({});
  seen.length = 0;
  watch(lastId)();
  expect(seen).toMatchObject([{ id: lastId + 1, type: 'request-answered', status: 422 }]);

  for (let request = 0; request < 1_000; request++) await bria.submit({});
  seen.length = 0;
  watch(lastId)();
  watch(1_000_000)();
  const missed = { type: 'world-replaced', reason: 'missed' };
  expect(seen).toMatchObject([missed, missed]);
  expect(mock.control.journal.count()).toBe(1_002);
});

it('goes on serving requests when a listener throws, and reports what it threw', async () => {
  const { mock, bria, seen, watch } = setUp();
  const reported: unknown[] = [];
  const queued = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((report) => {
    try {
      report();
    } catch (error) {
      reported.push(error);
    }
  });
  const mistake = new Error('the listener’s own');
  mock.control.events.subscribe(() => {
    throw mistake;
  });
  watch();
  expect((await bria.submit({})).status).toBe(422);
  queued.mockRestore();
  expect(reported).toEqual([mistake]);
  expect(seen.length).toBe(1);
});

it('streams events to another process, and goes on where it was', async () => {
  const { mock, bria } = setUp();
  const first = await openStream(mock);
  expect(first.response.headers.get('content-type')).toBe('text/event-stream');
  expect((await first.reader.read()).value).toBe('retry: 1000\n\n');
  await bria.submit({});
  const { value = '' } = await first.reader.read();
  expect(value).toMatch(/^id: 1\nevent: request-answered\ndata: \{"id":1,.*"status":422,.*\}\n\n$/);
  await first.reader.cancel();

  await bria.submit({});
  const second = await openStream(mock, { headers: { 'last-event-id': '1' } });
  await second.reader.read();
  expect((await second.reader.read()).value).toMatch(/^id: 2\n/);
});

it('ends a stream with its request, and leaves no timer', async () => {
  const { clock, mock, bria } = setUp();
  const client = new AbortController();
  const { reader } = await openStream(mock, { signal: client.signal });
  await reader.read();
  await bria.accepted();
  expect(clock.pendingTimers).toBe(1);
  client.abort();
  while (!(await reader.read()).done);
  expect(clock.pendingTimers).toBe(0);
});

it('says now and then that it is still there', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const { mock } = setUp();
    const { reader } = await openStream(mock);
    await reader.read();
    for (let beat = 0; beat < 2; beat++) {
      vi.advanceTimersByTime(HEARTBEAT_MS);
      expect((await reader.read()).value).toBe(': still here\n\n');
    }
    await reader.cancel();
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

it('lets go of a client that does not read', async () => {
  const { clock, mock, bria } = setUp();
  await openStream(mock);
  for (let request = 0; request < 1_100; request++) await bria.submit({});
  await bria.accepted();
  expect(clock.pendingTimers).toBe(0);
});
