import { createClient, type Client } from '@briakit/core';
import { bria, image } from '@briakit/core/bria';
import { virtualClock, type VirtualClock } from '@briakit/core/testing';
import { createMock, type Mock, type MockOptions } from '@briakit/mock-server';
import { setupMockNetwork, type MockNetwork } from '@briakit/mock-server/node';
import { act, cleanup, renderHook } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pass } from '../test/world.tsx';
import { BriaClientProvider } from './client-context.tsx';
import { useBriaJob } from './use-bria-job.ts';

const PICTURE = 'https://example.com/cat.jpg';

let clock: VirtualClock;
let mock: Mock;
let network: MockNetwork;
let client: Client<'bria'>;

beforeEach(() => {
  open();
});
afterEach(async () => {
  cleanup();
  await network[Symbol.asyncDispose]();
});

function open(options: MockOptions = {}) {
  clock = virtualClock();
  mock = createMock({ clock, ...options });
  network = setupMockNetwork(mock, { unhandled: 'reject' });
  network.enable();
  client = createClient({ provider: bria({ apiToken: 'react-test', dangerouslyAllowBrowser: true }), clock });
}
async function reopen(options: MockOptions) {
  await network[Symbol.asyncDispose]();
  open(options);
}

const wrapper = ({ children }: { readonly children: ReactNode }) => (
  <StrictMode>
    <BriaClientProvider client={client}>{children}</BriaClientProvider>
  </StrictMode>
);
const renderJob = () => {
  const phases: string[] = [];
  const hook = renderHook(
    () => {
      const job = useBriaJob(image.removeBackground);
      if (phases.at(-1) !== job.phase) phases.push(job.phase);
      return job;
    },
    { wrapper },
  );
  return { ...hook, phases, job: () => hook.result.current };
};
const advance = (ms: number) => pass(clock, ms);

it('is idle until something is submitted', () => {
  const { job } = renderJob();
  expect(job()).toMatchObject({
    phase: 'idle',
    isPending: false,
    progress: 0,
    data: undefined,
    error: undefined,
  });
});

it('shows a job from its submit to its result, with one POST under StrictMode', async () => {
  const { job, phases } = renderJob();
  act(() => void job().submit({ image: PICTURE }));
  expect(job()).toMatchObject({ phase: 'submitting', isPending: true });
  await advance(20_000);
  expect(job()).toMatchObject({ phase: 'succeeded', isPending: false, progress: 1, error: undefined });
  expect(job().data?.image_url).toMatch(/^https:/);
  expect(phases).toEqual(['idle', 'submitting', 'running', 'succeeded']);
  expect(mock.control.journal.count({ operation: 'submit' })).toBe(1);
});

it('moves the progress up, below 1 until it is done', async () => {
  await reopen({ latency: { runningMs: [9_000, 9_000] } });
  const { job } = renderJob();
  act(() => void job().submit({ image: PICTURE }));
  const seen: number[] = [];
  for (let second = 0; second < 8; second++) {
    await advance(1_000);
    seen.push(job().progress);
  }
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBeGreaterThan(0.5);
  expect(seen.at(-1)).toBeLessThan(1);
});

it('turns bad input into a failed job, and sends nothing', async () => {
  const { job } = renderJob();
  act(() => void job().submit({ image: 'not a picture' }));
  await advance(0);
  expect(job()).toMatchObject({ phase: 'failed', error: { code: 'input', submission: 'not-sent' } });
  expect(mock.control.journal.count({})).toBe(0);
});

it('says that it waits for the rate limit, until when, and goes on by itself', async () => {
  mock.control.faults.add({
    on: 'submit',
    effect: { kind: 'respond', status: 429, headers: { 'retry-after': '7' }, body: {} },
  });
  const { job, phases } = renderJob();
  act(() => void job().submit({ image: PICTURE }));
  await advance(100);
  expect(job()).toMatchObject({ phase: 'waiting', waitReason: 'rate-limit', isPending: true });
  expect(job().untilAt).toBeGreaterThan(clock.now());
  await advance(30_000);
  expect(phases).toEqual(['idle', 'submitting', 'waiting', 'submitting', 'running', 'succeeded']);
});

it('says that the wallet is empty, and works again once it is filled', async () => {
  mock.control.tenants.set('react-test', { balanceUsd: 0 });
  const { job } = renderJob();
  act(() => void job().submit({ image: PICTURE }));
  await advance(1_000);
  expect(job()).toMatchObject({
    phase: 'failed',
    error: { code: 'insufficient_balance', submission: 'rejected' },
  });

  mock.control.tenants.set('react-test', { balanceUsd: 5 });
  act(() => void job().submit({ image: PICTURE }));
  await advance(1_000);
  // The client knows of no money; a person who presses the button does.
  expect(job()).toMatchObject({ phase: 'failed', error: { submission: 'not-sent' } });
  act(() => void job().retry());
  await advance(20_000);
  expect(job().phase).toBe('succeeded');
});

it('keeps the identity of its actions, and of itself while nothing changes', async () => {
  const { job, rerender } = renderJob();
  const { submit, submitAsync, stop, reset, retry } = job();
  const before = job();
  rerender();
  expect(job()).toBe(before);
  act(() => void submit({ image: PICTURE }));
  await advance(20_000);
  expect(job()).toMatchObject({ submit, submitAsync, stop, reset, retry });
});

it('renders as often as something changes that can be seen', async () => {
  let renders = 0;
  const { result } = renderHook(
    () => {
      renders++;
      return useBriaJob(image.removeBackground);
    },
    { wrapper: ({ children }) => <BriaClientProvider client={client}>{children}</BriaClientProvider> },
  );
  act(() => void result.current.submit({ image: PICTURE }));
  await advance(20_000);
  const { polls } = { polls: mock.control.journal.count({ operation: 'status' }) };
  // idle, submitting, running, then one for each poll: the last of them brings the result.
  expect(renders).toBe(3 + polls);
});

it('stops, keeps the id of what may be paid for, and leaves nothing armed', async () => {
  const { job } = renderJob();
  act(() => void job().submit({ image: PICTURE }));
  await advance(500);
  act(() => job().stop());
  expect(job()).toMatchObject({ phase: 'stopped', error: { code: 'job_stopped' } });
  expect(job().ref?.requestId).toBeTruthy();
  expect(clock.pendingTimers).toBe(0);
});

it('resets to idle, and the job that was shown goes on', async () => {
  const { job } = renderJob();
  act(() => void job().submit({ image: PICTURE }));
  const handle = job().job;
  act(() => job().reset());
  expect(job().phase).toBe('idle');
  await advance(20_000);
  expect(handle?.getSnapshot().phase).toBe('succeeded');
});

it('survives an unmount in the middle of a job without a warning or a second POST', async () => {
  const { job, unmount } = renderJob();
  act(() => void job().submit({ image: PICTURE }));
  const handle = job().job;
  await advance(500);
  unmount();
  await advance(20_000);
  expect(handle?.getSnapshot().phase).toBe('succeeded');
  expect(mock.control.journal.count({ operation: 'submit' })).toBe(1);
});

it('says what is missing when there is no provider above', () => {
  expect(() => renderHook(() => useBriaJob(image.removeBackground))).toThrow(/BriaClientProvider/);
});
