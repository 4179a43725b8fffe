import { createClient, type Client, type Job } from '@briakit/core';
import { image } from '@briakit/core/bria';
import { memoryJournal, withJournal } from '@briakit/core/journal';
import type { VirtualClock } from '@briakit/core/testing';
import {
  QueryClient,
  QueryClientProvider,
  dehydrate,
  focusManager,
  notifyManager,
  onlineManager,
  useMutation,
  useQuery,
  type DefaultOptions,
} from '@tanstack/react-query';
import { act, cleanup, render, renderHook } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { PICTURE, openWorld } from '../test/world.tsx';
import { BriaClientProvider } from './client-context.tsx';
import * as entryPoint from './query.ts';
import { jobMutationOptions, jobQueryOptions, pendingJobsOptions } from './query.ts';
import { useBriaJob } from './use-bria-job.ts';

afterEach(cleanup);
// By default on the platform's next timer, which no clock of ours moves.
notifyManager.setScheduler(queueMicrotask);

function open() {
  const world = openWorld();
  return { ...world, openClient: () => createClient(world.clientOptions) };
}

function queries(defaultOptions: DefaultOptions = {}) {
  const queryClient = new QueryClient({ defaultOptions });
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <StrictMode>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </StrictMode>
  );
  return { queryClient, wrapper };
}
const advance = (clock: VirtualClock, ms: number) => act(() => clock.advance(ms));

async function accepted(client: Client<'bria'>, clock: VirtualClock) {
  return clock.runUntil(client.submit(image.removeBackground, { image: PICTURE }).accepted());
}

it('exports what it promises, and nothing more', () => {
  expect(Object.keys(entryPoint).toSorted()).toEqual([
    'jobMutationOptions',
    'jobQueryOptions',
    'pendingJobsOptions',
  ]);
});

it('buys once with a mutation, shows the job meanwhile, and gives the result', async () => {
  const { mock, clock, openClient } = open();
  const { wrapper } = queries();
  const client = openClient();
  let job: Job | undefined;
  const options = jobMutationOptions(client, image.removeBackground, { onJob: (given) => (job = given) });
  const { result } = renderHook(() => useMutation(options), { wrapper });
  act(() => result.current.mutate({ image: PICTURE }));
  await advance(clock, 500);
  expect(result.current.status).toBe('pending');
  expect(job?.getSnapshot().phase).toBe('running');
  await advance(clock, 20_000);
  expect(result.current.data?.image_url).toMatch(/^https:/);
  expect(mock.control.journal.count({ operation: 'submit' })).toBe(1);
});

it('does not repeat a submit whose answer was lost, whatever the defaults are', async () => {
  const { mock, clock, openClient } = open();
  mock.control.faults.add({ on: 'submit', after: true, effect: { kind: 'network-error' } });
  const { wrapper } = queries({ mutations: { retry: 3, retryDelay: 0 } });
  const client = openClient();
  const { result } = renderHook(() => useMutation(jobMutationOptions(client, image.removeBackground)), {
    wrapper,
  });
  act(() => result.current.mutate({ image: PICTURE }));
  await advance(clock, 60_000);
  await expect.poll(() => result.current.error).toMatchObject({ submission: 'unknown' });
  expect(mock.control.journal.count({ operation: 'submit' })).toBe(1);
});

it('is never paused, so nothing that was submitted can be persisted and submitted again', async ({
  onTestFinished,
}) => {
  const { mock, clock, openClient } = open();
  onlineManager.setOnline(false);
  onTestFinished(() => onlineManager.setOnline(true));
  const { queryClient, wrapper } = queries();
  const client = openClient();
  const { result } = renderHook(() => useMutation(jobMutationOptions(client, image.removeBackground)), {
    wrapper,
  });
  act(() => result.current.mutate({ image: PICTURE }));
  await advance(clock, 500);
  expect(result.current.isPaused).toBe(false);
  expect(dehydrate(queryClient).mutations).toEqual([]);
  await queryClient.resumePausedMutations();
  await advance(clock, 20_000);
  expect(result.current.isSuccess).toBe(true);
  expect(mock.control.journal.count({ operation: 'submit' })).toBe(1);
});

it('follows a job that exists with one poller for all queries and hooks', async () => {
  const { mock, clock, openClient } = open();
  const ref = await accepted(openClient(), clock);
  const polls = () => mock.control.journal.count({ operation: 'status' });
  // The page is reloaded: what the first client asks for from now on is somebody else's.
  mock.control.journal.clear();
  const client = openClient();
  const { wrapper: Wrapper } = queries();
  const Query = () => <p>{useQuery(jobQueryOptions(client, ref, image.removeBackground)).data?.image_url}</p>;
  const Hook = () => <p>{useBriaJob(image.removeBackground, { ref }).data?.image_url}</p>;
  const { container } = render(
    <Wrapper>
      <BriaClientProvider client={client}>
        {Array.from({ length: 50 }, (_, index) => (
          <div key={index}>
            <Query />
            <Hook />
          </div>
        ))}
      </BriaClientProvider>
    </Wrapper>,
  );
  await advance(clock, 0);
  expect(polls()).toBe(1);
  await advance(clock, 20_000);
  const shown = [...container.querySelectorAll('p')].map(({ textContent }) => textContent);
  expect(new Set(shown)).toEqual(new Set([expect.stringMatching(/^https:/)]));
  expect(shown).toHaveLength(100);
  expect(mock.control.journal.count({ operation: 'submit' })).toBe(0);
});

it('ends the wait at an unmount and not the job, which the next mount finds done', async () => {
  const { mock, clock, openClient } = open();
  const client = withJournal(openClient(), memoryJournal());
  const ref = await accepted(client, clock);
  const { queryClient, wrapper } = queries();
  const options = jobQueryOptions(client, ref, image.removeBackground);
  const first = renderHook(() => useQuery(options), { wrapper });
  await advance(clock, 500);
  first.unmount();
  expect(queryClient.isFetching()).toBe(0);
  await advance(clock, 20_000);
  // Nobody has taken the result: a reload would find the job.
  await expect(client.pending()).resolves.toHaveLength(1);
  const polls = mock.control.journal.count({ operation: 'status' });

  const second = renderHook(() => useQuery(options), { wrapper });
  await advance(clock, 0);
  expect(second.result.current.data?.image_url).toMatch(/^https:/);
  expect(mock.control.journal.count({ operation: 'status' })).toBe(polls);
  await expect(client.pending()).resolves.toEqual([]);
});

it('does not ask again for a result that the page has, invalidated or not', async () => {
  const { mock, clock, openClient } = open();
  const client = openClient();
  const ref = await accepted(client, clock);
  const { queryClient, wrapper } = queries();
  const { result } = renderHook(() => useQuery(jobQueryOptions(client, ref, image.removeBackground)), {
    wrapper,
  });
  await advance(clock, 20_000);
  const { data } = result.current;
  const asked = mock.control.journal.count({});
  await act(() => queryClient.invalidateQueries());
  await act(() => result.current.refetch());
  expect(result.current.data).toBe(data);
  expect(mock.control.journal.count({})).toBe(asked);
});

it('leaves a failure alone when somebody looks at the window, and follows the job anew when asked to', async () => {
  const { mock, clock, openClient } = open();
  const client = openClient();
  const ref = await accepted(client, clock);
  const { wrapper } = queries();
  const { result } = renderHook(() => useQuery(jobQueryOptions(client, ref, image.removeBackground)), {
    wrapper,
  });
  await advance(clock, 100);
  client.resume(ref).stop();
  await expect.poll(() => result.current.error).toMatchObject({ code: 'job_stopped' });
  const asked = mock.control.journal.count({});
  for (const isFocused of [false, true, undefined]) await act(async () => focusManager.setFocused(isFocused));
  await advance(clock, 20_000);
  expect([result.current.status, mock.control.journal.count({})]).toEqual(['error', asked]);

  act(() => void result.current.refetch());
  await advance(clock, 20_000);
  await expect.poll(() => result.current.data?.image_url).toMatch(/^https:/);
  expect(mock.control.journal.count({ operation: 'submit' })).toBe(1);
});

it('lists what the journal knows of until the result was handed out', async () => {
  const { clock, openClient } = open();
  const client = withJournal(openClient(), memoryJournal());
  const { queryClient, wrapper } = queries();
  const cutOut = jobMutationOptions(client, image.removeBackground, { label: 'cat' });
  const { result } = renderHook(
    () => ({ pending: useQuery(pendingJobsOptions(client)), cutOut: useMutation(cutOut) }),
    { wrapper },
  );
  await advance(clock, 0);
  expect(result.current.pending.data).toEqual([]);

  act(() => result.current.cutOut.mutate({ image: PICTURE }));
  await advance(clock, 500);
  const { queryKey } = pendingJobsOptions(client);
  await act(() => queryClient.invalidateQueries({ queryKey }));
  expect(result.current.pending.data).toMatchObject([
    { label: 'cat', ref: { endpoint: expect.any(String) } },
  ]);

  await advance(clock, 20_000);
  await act(() => queryClient.invalidateQueries({ queryKey }));
  expect(result.current.cutOut.isSuccess).toBe(true);
  expect(result.current.pending.data).toEqual([]);
});
