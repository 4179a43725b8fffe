/**
 * Core against the mock, as published, through every door that Node has: what we promise of jobs, seen from the
 * provider's side.
 */
import { createClient, type BriakitError, type ClientOptions } from '@briakit/core';
import { bria, image, type BriaPlan } from '@briakit/core/bria';
import { undiciFetch } from '@briakit/core/node';
import { removeBackground } from '@briakit/core/operations';
import { pixazo } from '@briakit/core/pixazo';
import { virtualClock } from '@briakit/core/testing';
import { createMock, type MockOptions } from '@briakit/mock-server';
import { listen, setupMockNetwork } from '@briakit/mock-server/node';
import { afterEach, describe, expect, it } from 'vitest';

const PICTURE = 'https://example.com/vase.jpg';
const TOKEN = 'end-to-end';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A mock behind one of its doors, on a clock that the clients share. */
async function open(door: 'network' | 'http', options: MockOptions = {}) {
  const clock = virtualClock();
  const mock = createMock({ clock, ...options });
  if (door === 'http') {
    const server = await listen(mock);
    closers.push(server.close);
    return { clock, mock, at: { baseUrl: server.origin }, uploadsAt: server.origin };
  }
  const network = setupMockNetwork(mock, { unhandled: 'reject' });
  network.enable();
  closers.push(() => network[Symbol.asyncDispose]());
  return { clock, mock, at: {}, uploadsAt: 'https://media.briakit.test' };
}

/** A PNG by its first bytes, and the kind of its pixels: 6 is RGBA. */
const isPngWithAlpha = (bytes: Uint8Array) => bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[25] === 6;

describe.each(['network', 'http'] as const)('through the door “%s”', (door) => {
  const fetches: [string, ClientOptions<'bria'>['fetch']][] = [
    ['the global fetch', undefined],
    ['undici', undiciFetch()],
  ];

  it.each(fetches)('a job of Bria comes to a PNG with transparency, with %s', async (_, fetch) => {
    const { clock, mock, at } = await open(door);
    const provider = bria({ apiToken: TOKEN, ...at });
    const client = createClient({ provider, clock, ...(fetch && { fetch }) });
    const result = await clock.runUntil(client.run(removeBackground, { image: PICTURE }));
    const response = await globalThis.fetch(result.image_url);
    expect(isPngWithAlpha(new Uint8Array(await response.arrayBuffer()))).toBe(true);
    expect(mock.control.journal.count({ operation: 'submit' })).toBe(1);
  });

  it.each(fetches)('a job of Pixazo comes to a PNG with transparency, with %s', async (_, fetch) => {
    const { clock, at, uploadsAt } = await open(door);
    const host = async (picture: Blob) => {
      const response = await globalThis.fetch(`${uploadsAt}/__mock/uploads`, {
        method: 'POST',
        body: picture,
      });
      return new URL(((await response.json()) as { url: string }).url);
    };
    const provider = pixazo({ subscriptionKey: TOKEN, host, ...at });
    const client = createClient({ provider, clock, ...(fetch && { fetch }) });
    // The mock's own picture, as a file that somebody has: one pixel is enough for a wall.
    const file = new Blob([Buffer.from(ONE_PIXEL, 'base64')]);
    const result = await clock.runUntil(client.run(removeBackground, { image: file }));
    const response = await globalThis.fetch(result.image_url);
    expect(isPngWithAlpha(new Uint8Array(await response.arrayBuffer()))).toBe(true);
  });
});

const ONE_PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

describe('all jobs of a client share one budget', () => {
  it.each<[BriaPlan, number]>([
    ['free', 25],
    ['starter', 130],
  ])('on the plan %s, %d jobs at once all succeed, and not one request is refused', async (plan, jobs) => {
    const { clock, mock } = await open('network', {
      plan,
      rateLimit: { countStatusCalls: true },
      balanceUsd: 50,
    });
    const client = createClient({ provider: bria({ apiToken: TOKEN, plan }), clock });
    const results = Array.from({ length: jobs }, () =>
      client.run(image.removeBackground, { image: PICTURE }),
    );
    await clock.runUntil(Promise.all(results));
    const statuses = mock.control.journal.requests().map(({ status }) => status);
    expect(statuses.filter((status) => status === 429)).toEqual([]);
    expect(mock.state.ledger.find(({ kind }) => kind === 'charge')).toHaveLength(jobs);
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('a job is not bought twice', () => {
  const charged = async (rule: Parameters<ReturnType<typeof createMock>['control']['faults']['add']>[0]) => {
    const { clock, mock } = await open('network');
    mock.control.faults.add(rule);
    const client = createClient({ provider: bria({ apiToken: TOKEN }), clock });
    const job = client.submit(image.removeBackground, { image: PICTURE });
    const outcome = await clock.runUntil(job.result().catch((error: BriakitError) => error));
    return { outcome, holds: mock.state.ledger.find(({ kind }) => kind === 'hold').length };
  };

  it('when the connection breaks after the job was made: the error says that it may exist', async () => {
    const { outcome, holds } = await charged({
      on: 'submit',
      after: true,
      effect: { kind: 'network-error' },
    });
    expect(outcome).toMatchObject({ code: 'network', submission: 'unknown', retryable: false });
    expect(holds).toBe(1);
  });

  it('when the provider fails after the job was made', async () => {
    const { outcome, holds } = await charged({
      on: 'submit',
      after: true,
      effect: { kind: 'respond', status: 502, body: '<html>' },
    });
    expect(outcome).toMatchObject({ code: 'server', submission: 'unknown' });
    expect(holds).toBe(1);
  });

  it('when it is refused with 429 and sent again', async () => {
    const { outcome, holds } = await charged({
      on: 'submit',
      effect: { kind: 'respond', status: 429, headers: { 'retry-after': '3' }, body: {} },
    });
    expect(outcome).toHaveProperty('image_url');
    expect(holds).toBe(1);
  });

  it('when status requests fail for a while', async () => {
    const { outcome, holds } = await charged({
      on: 'status',
      times: 5,
      effect: { kind: 'respond', status: 503, body: 'down' },
    });
    expect(outcome).toHaveProperty('image_url');
    expect(holds).toBe(1);
  });
});
