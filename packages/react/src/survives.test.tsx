import {
  adaptivePacing,
  createClient,
  pageAware,
  steadyPacing,
  withJobs,
  type Job,
  type JobRef,
  type Pacing,
} from '@briakit/core';
import { image } from '@briakit/core/bria';
import { virtualClock, type Clock } from '@briakit/core/testing';
import { act, cleanup, render } from '@testing-library/react';
import { Component, StrictMode, Suspense, startTransition, useState, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PICTURE, openWorld } from '../test/world.tsx';
import { BriaClientProvider, useBriaClient } from './client-context.tsx';
import { useBriaJob } from './use-bria-job.ts';
import { useBriaJobView } from './use-bria-job-view.ts';
import { jobKey, useBriaJobs } from './use-bria-jobs.ts';
import { resetSuspenseBriaJob, useSuspenseBriaJob } from './use-suspense-bria-job.ts';

afterEach(cleanup);

/** A world whose jobs take 20 s, and a client in it. */
function open({ clock, provider, pacing }: { clock?: Clock; provider?: Clock; pacing?: Pacing } = {}) {
  const latency = { queuedMs: [0, 0], runningMs: [20_000, 20_000] } as const;
  const world = openWorld({ latency, ...(provider && { clock: provider }) });
  const options = { ...world.clientOptions, ...(clock && { clock }), ...(pacing && { pacing }) };
  return { ...world, client: withJobs(createClient(options)) };
}
type World = ReturnType<typeof open>;

const inTree = ({ client }: World, children: ReactNode) => (
  <StrictMode>
    <BriaClientProvider client={client}>{children}</BriaClientProvider>
  </StrictMode>
);
const texts = (container: Element) => [...container.querySelectorAll('p')].map((p) => p.textContent);

/** What one job costs whoever follows it with nothing around it. */
async function pollsOfOneJob() {
  const world = open();
  await world.clock.runUntil(world.client.run(image.removeBackground, { image: PICTURE }));
  return world.polls();
}

const Cutter = () => {
  const { submit, phase } = useBriaJob(image.removeBackground);
  return <button onClick={() => submit({ image: PICTURE })}>{phase}</button>;
};
const Saved = ({ saved }: { readonly saved: JobRef }) => (
  <p>{useBriaJob(image.removeBackground, { ref: saved }).phase}</p>
);
const Row = ({ job }: { readonly job: Job }) => <p>{useBriaJobView(job).phase}</p>;

async function accepted({ client, clock }: World) {
  const ref = await clock.runUntil(client.submit(image.removeBackground, { image: PICTURE }).accepted());
  return JSON.parse(JSON.stringify(ref)) as JobRef;
}

it('makes one POST and has one poller in StrictMode', async () => {
  const world = open();
  const { getByRole } = render(inTree(world, <Cutter />));
  act(() => getByRole('button').click());
  await world.advance(60_000);
  expect(getByRole('button').textContent).toBe('succeeded');
  expect([world.submits(), world.polls()]).toEqual([1, await pollsOfOneJob()]);
});

it('has one poller for a hundred components, and for what is mounted again', async () => {
  const world = open();
  const ref = await accepted(world);
  const handle = world.client.resume(ref);
  const rows = (
    <>
      {Array.from({ length: 50 }, (_, index) => (
        <div key={index}>
          <Saved saved={ref} />
          <Row job={handle} />
        </div>
      ))}
    </>
  );
  const first = render(inTree(world, rows));
  await world.advance(3_000);
  expect(new Set(texts(first.container))).toEqual(new Set(['running']));
  first.unmount();
  await world.advance(3_000);
  const second = render(inTree(world, rows));
  expect(new Set(texts(second.container))).toEqual(new Set(['running']));
  await world.advance(60_000);
  expect(texts(second.container)).toEqual(Array.from({ length: 100 }, () => 'succeeded'));
  expect([world.submits(), world.polls()]).toEqual([1, await pollsOfOneJob()]);
});

it('shows a job that has ended while nothing was mounted, and asks no more', async () => {
  const world = open();
  const ref = await accepted(world);
  render(inTree(world, <Saved saved={ref} />)).unmount();
  await world.advance(60_000);
  const polls = world.polls();
  const { container } = render(inTree(world, <Saved saved={ref} />));
  await world.advance(60_000);
  expect(texts(container)).toEqual(['succeeded']);
  expect(world.polls()).toBe(polls);
});

it('does not tear when a job changes in the middle of a concurrent render', async () => {
  const world = open();
  const job = world.client.submit(image.removeBackground, { image: PICTURE });
  await world.clock.advance(500);
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false);
  let rendered = 0;
  /** Long enough for React to give way to others before the next row; the change comes between two of them. */
  const workOnRow = () => {
    const until = performance.now() + 6;
    while (performance.now() < until);
    if (++rendered === 5) setImmediate(() => job.stop());
  };
  const SlowRow = () => {
    workOnRow();
    return <p>{useBriaJobView(job).phase}</p>;
  };
  const Page = () => {
    const [isOpen, setOpen] = useState(false);
    const rows = isOpen && Array.from({ length: 30 }, (_, index) => <SlowRow key={index} />);
    return <button onClick={() => startTransition(() => setOpen(true))}>{rows}</button>;
  };
  const container = document.body.appendChild(document.createElement('main'));
  const root = createRoot(container);
  const shown: (string | null)[][] = [];
  new MutationObserver(() => shown.push(texts(container))).observe(container, {
    childList: true,
    subtree: true,
    characterData: true,
  });
  root.render(inTree(world, <Page />));
  await expect.poll(() => container.querySelector('button')).not.toBeNull();
  container.querySelector('button')!.click();
  await expect.poll(() => shown.at(-1)).toHaveLength(30);
  await expect.poll(() => new Set(shown.at(-1))).toEqual(new Set(['stopped']));
  // The render gave way to the change before it was done, or nothing was tried here.
  expect(rendered).toBeGreaterThan(30);
  for (const rows of shown) expect(new Set(rows).size).toBeLessThanOrEqual(1);
  root.unmount();
  container.remove();
  vi.unstubAllGlobals();
});

describe('with Suspense', () => {
  class Boundary extends Component<{ readonly saved: JobRef; readonly children: ReactNode }> {
    override state: { readonly error?: { readonly code: string } } = {};
    static getDerivedStateFromError = (error: { readonly code: string }) => ({ error });
    override render() {
      return this.state.error ? (
        <Again saved={this.props.saved} onAgain={() => this.setState({ error: undefined })}>
          {this.state.error.code}
        </Again>
      ) : (
        this.props.children
      );
    }
  }
  const Again = (props: {
    readonly saved: JobRef;
    readonly onAgain: () => void;
    readonly children: ReactNode;
  }) => {
    const client = useBriaClient();
    const again = () => {
      resetSuspenseBriaJob(client, props.saved);
      props.onAgain();
    };
    return <button onClick={again}>{props.children}</button>;
  };
  const Picture = ({ saved }: { readonly saved: JobRef }) => (
    <p>{useSuspenseBriaJob(saved, image.removeBackground).image_url}</p>
  );
  const page = (world: World, saved: JobRef) =>
    inTree(
      world,
      <Boundary saved={saved}>
        <Suspense fallback={<p>One moment …</p>}>
          <Picture saved={saved} />
          <Picture saved={saved} />
        </Suspense>
      </Boundary>,
    );

  it('waits, shows the result, and has one poller for all who wait', async () => {
    const world = open();
    const ref = await accepted(world);
    const { container } = render(page(world, ref));
    await world.advance(1_000);
    expect(texts(container)).toEqual(['One moment …']);
    await world.advance(60_000);
    const link: unknown = expect.stringMatching(/^https:/);
    // React keeps a fallback for 0.3 s of its own time.
    await expect.poll(() => texts(container)).toEqual([link, link]);
    expect([world.submits(), world.polls()]).toEqual([1, await pollsOfOneJob()]);
  });

  it('gives an error to its boundary, and follows the job anew when that is reset', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const world = open();
    const ref = await accepted(world);
    const { container, getByRole } = render(page(world, ref));
    await world.advance(1_000);
    act(() => world.client.resume(ref).stop());
    await world.advance(0);
    await expect.poll(() => getByRole('button').textContent).toBe('job_stopped');
    act(() => getByRole('button').click());
    await world.advance(60_000);
    await expect.poll(() => texts(container).at(-1)).toMatch(/^https:/);
    expect(world.submits()).toBe(1);
    vi.restoreAllMocks();
  });
});

describe('a clock that jumps', () => {
  const HOURS = 3_600_000;

  /** A page with a job under way, on the wall clock of a machine whose timers count the time in which it is awake. */
  async function openAtWork(pacing: Pacing) {
    let offsetMs = 0;
    let sleptMs = 0;
    const awake = virtualClock();
    const readBy = (ahead: () => number): Clock => ({ ...awake, now: () => awake.now() + ahead() });
    const world = open({ clock: readBy(() => sleptMs + offsetMs), provider: readBy(() => sleptMs), pacing });
    const advance = (ms: number) => act(() => awake.advance(ms));
    const { getByRole } = render(inTree(world, <Cutter />));
    const button = getByRole('button');
    act(() => button.click());
    await advance(1_500);
    expect(button.textContent).toBe('running');
    return {
      ...world,
      advance,
      button,
      /** The provider does not sleep. */
      sleep: (ms: number) => void (sleptMs += ms),
      setClock: (ms: number) => void (offsetMs += ms),
    };
  }

  it.each([
    ['steady', steadyPacing],
    ['adaptive', pageAware(adaptivePacing())],
  ])('is right after a sleep of hours, with %s pacing: asks once, and has the result', async (_, pacing) => {
    const { sleep, advance, button, polls, submits } = await openAtWork(pacing);
    const before = polls();
    sleep(8 * HOURS);
    await advance(60_000);
    expect(button.textContent).toBe('succeeded');
    expect([submits(), polls() - before]).toEqual([1, 1]);
  });

  it('is right after the clock was set ahead by hours: the job goes on, at its pace', async () => {
    const { setClock, advance, button, polls, submits } = await openAtWork(steadyPacing);
    setClock(8 * HOURS);
    await advance(60_000);
    expect(button.textContent).toBe('succeeded');
    expect([submits(), polls()]).toEqual([1, await pollsOfOneJob()]);
  });

  it('is right after the clock was set back by hours: the job goes on, and the next submit too', async () => {
    const { setClock, advance, button, submits } = await openAtWork(pageAware(adaptivePacing()));
    setClock(-2 * HOURS);
    await advance(60_000);
    expect(button.textContent).toBe('succeeded');
    act(() => button.click());
    await advance(60_000);
    expect(button.textContent).toBe('succeeded');
    expect(submits()).toBe(2);
  });
});

it('keeps its jobs when the module of a component is replaced', async () => {
  const world = open();
  const listOf = (version: string) =>
    function List() {
      const { jobs } = useBriaJobs();
      return jobs.map((job) => (
        <p key={jobKey(job)}>
          {version} <Phase job={job} />
        </p>
      ));
    };
  const Phase = ({ job }: { readonly job: Job }) => useBriaJobView(job).phase;
  const [Before, After] = [listOf('before'), listOf('after')];
  const { container, rerender } = render(inTree(world, <Before />));
  act(() => void world.client.submit(image.removeBackground, { image: PICTURE }));
  await world.advance(1_500);
  expect(texts(container)).toEqual(['before running']);
  rerender(inTree(world, <After />));
  expect(texts(container)).toEqual(['after running']);
  await world.advance(60_000);
  expect(texts(container)).toEqual(['after succeeded']);
  expect([world.submits(), world.polls()]).toEqual([1, await pollsOfOneJob()]);
});
