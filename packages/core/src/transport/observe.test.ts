import { expect, it, vi } from 'vitest';
import { virtualClock } from '../testing/virtual-clock.ts';
import { observe, type RequestObservation } from './observe.ts';
import type { HttpRequest, Transport } from './transport.ts';

const POST: HttpRequest = {
  method: 'POST',
  path: '/v2/image/edit',
  body: '{"image":"PRIVATE"}',
  bucket: 'b',
  endpoint: 'image/edit',
};
const reply = { status: 402, text: 'PRIVATE', retryAfterMs: undefined, receivedAt: 0 };

it('tells of each request what is needed for a log, and nothing private', async () => {
  const clock = virtualClock(0);
  const seen: RequestObservation[] = [];
  const slow: Transport = async () => {
    await new Promise<void>((resolve) => void clock.setTimer(resolve, 120));
    return reply;
  };
  const observed = observe((request) => seen.push(request), clock)(slow);
  await expect(clock.runUntil(observed(POST, {}))).resolves.toBe(reply);
  expect(seen).toEqual([
    {
      method: 'POST',
      path: '/v2/image/edit',
      endpoint: 'image/edit',
      jobId: undefined,
      status: 402,
      durationMs: 120,
    },
  ]);
  expect(JSON.stringify(seen)).not.toContain('PRIVATE');
});

it('tells of a request without an answer, too', async () => {
  const observer = vi.fn<(seen: RequestObservation) => void>();
  const broken = new Error('reset');
  await expect(observe(observer)(() => Promise.reject(broken))({ ...POST, jobId: 'a1' }, {})).rejects.toBe(
    broken,
  );
  expect(observer).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ status: undefined, jobId: 'a1' }),
  );
});

it('loses no answer to an observer that throws, and lets the mistake be seen', async () => {
  const later: (() => void)[] = [];
  vi.stubGlobal('queueMicrotask', (callback: () => void) => later.push(callback));
  const observed = observe(() => {
    throw new Error('a mistake');
  })(async () => reply);
  await expect(observed(POST, {})).resolves.toBe(reply);
  expect(later[0]).toThrow('a mistake');
});
