import { isTerminal, type Job, type JobRef } from '@briakit/core';
import { image } from '@briakit/core/bria';
import { act, cleanup, render } from '@testing-library/react';
import { Component, Suspense, type ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { countListeners, openClient, openWorld, PICTURE, strictWith } from '../test/world.tsx';
import { resetSuspenseBriaJob, useSuspenseBriaJob } from './use-suspense-bria-job.ts';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

class Boundary extends Component<{ readonly children: ReactNode }> {
  override state: { readonly error?: Error } = {};
  static getDerivedStateFromError = (error: Error) => ({ error });
  override render() {
    return this.state.error ? <p>{this.state.error.name}</p> : this.props.children;
  }
}

function Picture({ of }: { readonly of: JobRef }) {
  return <img src={useSuspenseBriaJob(of, image.removeBackground).image_url} alt="Cut out" />;
}

const App = ({ of, times = 1 }: { readonly of: JobRef; readonly times?: number }) => (
  <Boundary>
    <Suspense fallback={<p>One moment</p>}>
      {Array.from({ length: times }, (_, index) => (
        <Picture key={index} of={of} />
      ))}
    </Suspense>
  </Boundary>
);

async function open(options: Parameters<typeof openWorld>[0] = {}) {
  const world = openWorld(options);
  const client = countListeners(openClient(world.clientOptions));
  const job: Job = client.submit(image.removeBackground, { image: PICTURE });
  const accepted = job.accepted();
  await world.clock.advance(10);
  return { ...world, client, ref: await accepted, wrapper: strictWith(client) };
}

it('suspends until the result is there: one poller and no submit for many components', async () => {
  const { ref, wrapper, advanceInAct, polls, submits } = await open();
  const { container, getAllByRole } = render(<App of={ref} times={20} />, { wrapper });
  expect(container.textContent).toBe('One moment');
  const before = polls();
  await advanceInAct(20_000);
  expect(getAllByRole('img')).toHaveLength(20);
  expect(polls() - before).toBeLessThan(6);
  expect(submits()).toBe(1);
});

it('waits for the same job after an unmount, and asks no more about one that has ended', async () => {
  const { ref, wrapper, advanceInAct, polls, client } = await open();
  render(<App of={ref} />, { wrapper }).unmount();
  const { getByRole, unmount } = render(<App of={{ ...ref }} />, { wrapper });
  await advanceInAct(20_000);
  expect(getByRole('img')).toBeTruthy();
  unmount();
  const before = polls();
  const again = render(<App of={ref} />, { wrapper });
  expect(again.getByRole('img')).toBeTruthy();
  await advanceInAct(20_000);
  expect(polls()).toBe(before);
  again.unmount();
  expect(client.listeners()).toBe(0);
});

it('throws to the error boundary, and follows the job anew when that is reset', async () => {
  const { ref, wrapper, advanceInAct, client, submits } = await open();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const { container, unmount } = render(<App of={ref} />, { wrapper });
  await advanceInAct(100);
  act(() => client.resume(ref).stop());
  await advanceInAct(0);
  expect(container.textContent).toBe('JobStoppedError');
  unmount();

  const remembered = render(<App of={ref} />, { wrapper });
  expect(remembered.container.textContent).toBe('JobStoppedError');
  remembered.unmount();

  resetSuspenseBriaJob(client, ref);
  const reset = render(<App of={ref} />, { wrapper });
  await advanceInAct(20_000);
  expect(reset.getByRole('img')).toBeTruthy();
  expect(submits()).toBe(1);
  expect(isTerminal(client.resume(ref).getSnapshot())).toBe(false);
  client.resume(ref).stop();
});
