import { withJobs, type Job } from '@briakit/core';
import { image } from '@briakit/core/bria';
import { memoryJournal, withJournal } from '@briakit/core/journal';
import { act, cleanup, render, renderHook } from '@testing-library/react';
import { memo, useLayoutEffect, type ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { countListeners, openClient, openWorld, PICTURE, plainWith, strictWith } from '../test/world.tsx';
import { BriaClientProvider } from './client-context.tsx';
import { useBriaJobView } from './use-bria-job-view.ts';
import { jobKey, useBriaJobs } from './use-bria-jobs.ts';

afterEach(cleanup);

const INPUT = { image: PICTURE };

function open(options: Parameters<typeof openWorld>[0] = {}) {
  const world = openWorld(options);
  const counted = countListeners(openClient(world.clientOptions));
  return { ...world, counted, client: withJobs(counted) };
}

it('lists the jobs of the client, and the same list until another job belongs to it', async () => {
  const { client, advance } = open();
  const { result } = renderHook(() => useBriaJobs(), { wrapper: strictWith(client) });
  expect(result.current).toEqual({ jobs: [], isResuming: false, resumeError: undefined });
  let one: Job | undefined;
  act(() => void (one = client.submit(image.removeBackground, INPUT)));
  const { jobs } = result.current;
  expect(jobs).toEqual([one]);
  await advance(20_000);
  expect(result.current.jobs).toBe(jobs);
});

it('filters by endpoint and by whether they are under way', async () => {
  const { client, advance } = open();
  const cut = client.submit(image.removeBackground, INPUT);
  const generated = client.submit(image.generate, { prompt: 'A fox' });
  const show = (options: Parameters<typeof useBriaJobs>[0]) =>
    renderHook(() => useBriaJobs({ ...options }), { wrapper: strictWith(client) }).result;
  const ofOne = show({ endpoints: [image.generate] });
  const pending = show({ isPending: true });
  const ended = show({ isPending: false });
  expect([ofOne, pending, ended].map(({ current }) => current.jobs)).toEqual([
    [generated],
    [cut, generated],
    [],
  ]);
  act(() => cut.stop());
  expect([ofOne, pending, ended].map(({ current }) => current.jobs)).toEqual([
    [generated],
    [generated],
    [cut],
  ]);
  await advance(60_000);
  expect(pending.current.jobs).toEqual([]);
});

it.each([undefined, true])('leaves no listener after an unmount, with isPending: %s', (isPending) => {
  const { client, counted } = open();
  let listeners = 0;
  const jobs: typeof client.jobs = {
    ...client.jobs,
    subscribe(listener) {
      const unsubscribe = client.jobs.subscribe(listener);
      listeners++;
      return () => {
        listeners--;
        unsubscribe();
      };
    },
  };
  const watched = { ...client, jobs };
  client.submit(image.removeBackground, INPUT);
  const { unmount } = renderHook(() => useBriaJobs({ isPending }), {
    wrapper: strictWith(watched),
  });
  act(() => void client.submit(image.removeBackground, INPUT));
  // The list itself listens to each job until it has ended.
  const ofTheList = 2;
  expect([listeners, counted.listeners() - ofTheList]).toEqual([1, isPending ? 2 : 0]);
  unmount();
  expect([listeners, counted.listeners() - ofTheList]).toEqual([0, 0]);
});

it('renders only the changed rows of a list of 1,000 jobs', async () => {
  const { client, counted } = open();
  const jobs = Array.from({ length: 1_000 }, () =>
    client.submit(image.removeBackground, { image: 'no picture' }),
  );
  const waiting = client.submit(image.removeBackground, INPUT);
  const rendered = new Map<Job, number>();
  let renders = 0;
  const Row = memo(function Row({ job }: { readonly job: Job }) {
    const phase = useBriaJobView(job, { select: (view) => view.phase });
    rendered.set(job, (rendered.get(job) ?? 0) + 1);
    return <li>{phase}</li>;
  });
  function List() {
    renders++;
    return useBriaJobs().jobs.map((job) => <Row key={jobKey(job)} job={job} />);
  }
  // The list's own: one for each job until it has ended.
  const before = counted.listeners();
  const { unmount } = render(<List />, { wrapper: plainWith(client) });
  expect([renders, rendered.size]).toEqual([1, 1_001]);
  act(() => waiting.stop());
  expect(rendered.get(waiting)).toBe(2);
  expect(jobs.map((job) => rendered.get(job))).toEqual(jobs.map(() => 1));
  expect(renders).toBe(1);
  act(() => client.submit(image.removeBackground, INPUT).stop());
  expect(renders).toBe(2);
  expect(Math.max(...jobs.map((job) => rendered.get(job)!))).toBe(1);
  unmount();
  // One of the jobs has ended meanwhile.
  expect(counted.listeners()).toBe(before - 1);
});

it('resumes the jobs of an earlier life of the page, submits nothing, and keeps what nobody was shown', async () => {
  const world = openWorld();
  const journal = memoryJournal();
  // Another page, whose leases ended with it.
  const earlier = withJournal(openClient(world.clientOptions), { ...journal, lease: async () => () => {} });
  earlier.submit(image.removeBackground, INPUT, { label: 'vase' });
  await world.clock.advance(200);
  const submitted = world.submits();

  const client = withJobs(withJournal(openClient(world.clientOptions), journal));
  const options = { endpoints: [image.removeBackground], resumePending: true };
  const { result } = renderHook(() => useBriaJobs({ ...options, endpoints: [...options.endpoints] }), {
    wrapper: strictWith(client),
  });
  expect(result.current).toMatchObject({ jobs: [], isResuming: true });
  await world.advance(100);
  expect(result.current).toMatchObject({ jobs: [{ label: 'vase' }], isResuming: false });
  const [job] = result.current.jobs;
  const view = renderHook(() => useBriaJobView(job), { wrapper: strictWith(client) });
  await world.advance(20_000);
  expect(view.result.current.data?.image_url).toMatch(/^https:/);
  expect(world.submits()).toBe(submitted);
  await world.advance(0);
  expect(await client.pending()).toEqual([]);
});

it('is resuming from the first render on with another client, or for another endpoint', async () => {
  const world = openWorld();
  const [first, second] = [1, 2].map(() =>
    withJobs(withJournal(openClient(world.clientOptions), memoryJournal())),
  );
  const seen: boolean[] = [];
  const Seen = ({
    endpoint = image.removeBackground,
  }: {
    readonly endpoint?: typeof image.expand | typeof image.removeBackground;
  }) => {
    const { isResuming } = useBriaJobs({ endpoints: [endpoint], resumePending: true });
    useLayoutEffect(() => void seen.push(isResuming));
    return null;
  };
  const inClient = (client: typeof first, seenJobs: ReactNode) => (
    <BriaClientProvider client={client!}>{seenJobs}</BriaClientProvider>
  );
  const { rerender } = render(inClient(first, <Seen />));
  for (const next of [inClient(second, <Seen />), inClient(second, <Seen endpoint={image.expand} />)]) {
    await world.advance(0);
    expect(seen.splice(0).at(-1)).toBe(false);
    rerender(next);
    expect(new Set(seen)).toEqual(new Set([true]));
  }
});

it('says why the journal could not be read', async () => {
  const world = openWorld();
  const broken = { ...memoryJournal(), list: () => Promise.reject(new Error('no storage')) };
  const client = withJobs(withJournal(openClient(world.clientOptions), broken));
  const { result } = renderHook(() => useBriaJobs({ resumePending: true }), { wrapper: strictWith(client) });
  await world.advance(0);
  expect(result.current).toMatchObject({ isResuming: false, resumeError: new Error('no storage') });
});

it('says what is missing', () => {
  const { counted, client } = open();
  expect(() => renderHook(() => useBriaJobs(), { wrapper: plainWith(counted) })).toThrow(/withJobs/);
  expect(() =>
    renderHook(() => useBriaJobs({ resumePending: true }), { wrapper: plainWith(client) }),
  ).toThrow(/withJournal/);
});
