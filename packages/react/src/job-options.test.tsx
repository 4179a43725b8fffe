/** What `useBriaJob` can be told: whom to tell, which job to show, how often to render. */
import type { JobRef } from '@briakit/core';
import { image } from '@briakit/core/bria';
import { withJournal, memoryJournal } from '@briakit/core/journal';
import { act, cleanup, render, renderHook } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  countListeners,
  openClient,
  openWorld,
  PICTURE,
  plainWith,
  strictWith,
  TOKEN,
} from '../test/world.tsx';
import { useBriaJobView } from './use-bria-job-view.ts';
import { useBriaJob, type UseBriaJobOptions } from './use-bria-job.ts';

type Picture = Parameters<NonNullable<UseBriaJobOptions<{ image_url: string }>['onSuccess']>>[0];
type Options = UseBriaJobOptions<Picture>;
type OnSuccess = NonNullable<Options['onSuccess']>;
type OnError = NonNullable<Options['onError']>;

afterEach(cleanup);

const INPUT = { image: PICTURE };

function open(options: Parameters<typeof openWorld>[0] = {}) {
  const world = openWorld(options);
  const client = countListeners(openClient(world.clientOptions));
  const show = (initialProps: Options = {}) =>
    renderHook((given: Options) => useBriaJob(image.removeBackground, given), {
      wrapper: strictWith(client),
      initialProps,
    });
  /** A job that exists, as its ref alone. */
  const accepted = async (): Promise<JobRef> => {
    const ref = client.submit(image.removeBackground, INPUT).accepted();
    await world.clock.advance(10);
    return ref;
  };
  return { ...world, client, show, accepted };
}

describe('onSuccess and onError', () => {
  it('are told once per job, in StrictMode, with the result and the handle', async () => {
    const { show, advance } = open();
    const [onSuccess, onError] = [vi.fn<OnSuccess>(), vi.fn<OnError>()];
    const { result, rerender } = show({ onSuccess, onError });
    act(() => void result.current.submit(INPUT));
    const { job } = result.current;
    await advance(20_000);
    rerender({ onSuccess, onError });
    expect(onSuccess.mock.calls).toEqual([[result.current.data, job]]);
    act(() => void result.current.submit(INPUT));
    await advance(20_000);
    expect(onSuccess).toHaveBeenCalledTimes(2);
    expect(onError).not.toHaveBeenCalled();
  });

  it('wait for the next mount that shows the job, and are not told again by the one after it', async () => {
    const { show, advance, clock, polls } = open();
    const onSuccess = vi.fn<OnSuccess>();
    const first = show({ onSuccess });
    act(() => void first.result.current.submit(INPUT));
    await advance(500);
    const ref = first.result.current.ref!;
    first.unmount();
    await clock.advance(20_000);
    expect(onSuccess).not.toHaveBeenCalled();

    let asked = polls();
    for (let mounts = 0; mounts < 3; mounts++) {
      const again = show({ ref, onSuccess });
      await advance(10_000);
      expect(again.result.current.phase).toBe('succeeded');
      again.unmount();
      if (mounts === 0) asked = polls();
    }
    expect(onSuccess).toHaveBeenCalledTimes(1);
    // What has ended is known, and not asked about again.
    expect(polls()).toBe(asked);
  });

  it('are told once by a hundred components that show one job', async () => {
    const { client, accepted, advance, polls } = open();
    const ref = await accepted();
    const onSuccess = vi.fn<OnSuccess>();
    const One = () => <p>{useBriaJob(image.removeBackground, { ref, onSuccess }).phase}</p>;
    const asked = polls();
    const { container } = render(
      <>
        {Array.from({ length: 100 }, (_, index) => (
          <One key={index} />
        ))}
      </>,
      {
        wrapper: strictWith(client),
      },
    );
    await advance(20_000);
    expect(container.textContent).toBe('succeeded'.repeat(100));
    expect(onSuccess).toHaveBeenCalledTimes(1);
    expect(polls() - asked).toBeLessThan(6);
  });

  it('are those of the last render, and a mistake of theirs harms no tree', async () => {
    const { show, advance, mock } = open();
    mock.control.outcomes.next('failed');
    const [before, after] = [vi.fn<OnError>(), vi.fn<OnError>()];
    const { result, rerender } = show({ onError: before });
    act(() => void result.current.submit(INPUT));
    rerender({ onError: after });
    await advance(20_000);
    expect(after.mock.calls).toEqual([[result.current.error, result.current.job]]);
    expect(before).not.toHaveBeenCalled();
  });

  it('hear nothing of a stop', async () => {
    const { show, advance } = open();
    const onError = vi.fn<OnError>();
    const { result } = show({ onError });
    act(() => void result.current.submit(INPUT));
    await advance(500);
    act(() => result.current.stop());
    await advance(20_000);
    expect(result.current.phase).toBe('stopped');
    expect(onError).not.toHaveBeenCalled();
  });

  it('leave the result in the journal while nobody is there to be told', async () => {
    const world = openWorld();
    const client = withJournal(openClient(world.clientOptions), memoryJournal());
    const onSuccess = vi.fn<OnSuccess>();
    const options = { onSuccess };
    const { result, unmount } = renderHook(() => useBriaJob(image.removeBackground, options), {
      wrapper: strictWith(client),
    });
    act(() => void result.current.submit(INPUT, { label: 'vase' }));
    await world.advance(500);
    unmount();
    await world.clock.advance(20_000);
    expect(onSuccess).not.toHaveBeenCalled();
    expect(await client.pending()).toMatchObject([{ label: 'vase' }]);
  });
});

describe('ref', () => {
  it('is shown from the first render on, and followed after the mount, without a submit', async () => {
    const { client, accepted, advance, submits } = open();
    const ref = await accepted();
    const phases: string[] = [];
    const { result } = renderHook(
      () => {
        const job = useBriaJob(image.removeBackground, { ref });
        phases.push(job.phase);
        return job;
      },
      { wrapper: strictWith(client) },
    );
    expect(result.current).toMatchObject({ ref, isPending: true, isWaiting: false });
    expect(phases[0]).toBe('queued');
    await advance(20_000);
    expect(result.current.phase).toBe('succeeded');
    expect(result.current.data?.image_url).toMatch(/^https:/);
    expect(submits()).toBe(1);
  });

  it('is not followed while `enabled` is false, and then is', async () => {
    const { show, accepted, advance, client } = open();
    const ref = await accepted();
    const { result, rerender } = show({ ref, enabled: false });
    await advance(20_000);
    expect(result.current).toMatchObject({ phase: 'idle', job: undefined });
    expect(client.listeners()).toBe(0);
    rerender({ ref, enabled: true });
    await advance(20_000);
    expect(result.current.phase).toBe('succeeded');
  });

  it('may be another object each time, and another job at any time', async () => {
    const { show, accepted, advance, polls } = open();
    const [one, two] = [await accepted(), await accepted()];
    const { result, rerender } = show({ ref: one });
    await advance(20_000);
    const shown = result.current;
    rerender({ ref: { ...one } });
    expect(result.current.job).toBe(shown.job);
    const asked = polls();
    rerender({ ref: two });
    expect(result.current).toMatchObject({ phase: 'queued', ref: two, data: undefined });
    await advance(20_000);
    expect(result.current).toMatchObject({ phase: 'succeeded', ref: two });
    expect(polls() - asked).toBeLessThanOrEqual(2);
  });

  it('gives way to what is submitted, which stays when the ref is cleared', async () => {
    const { client, accepted, advance } = open();
    const ref = await accepted();
    const { result } = renderHook(
      () => {
        const [saved, save] = useState<JobRef | undefined>(ref);
        return { save, ...useBriaJob(image.removeBackground, { ref: saved }) };
      },
      { wrapper: strictWith(client) },
    );
    await advance(20_000);
    act(() => void result.current.submit(INPUT));
    act(() => result.current.save(undefined));
    expect(result.current.phase).toBe('submitting');
    await advance(500);
    const { job } = result.current;
    // Saved, and given back: it is the same job.
    act(() => result.current.save(result.current.ref));
    expect(result.current).toMatchObject({ phase: 'running', job });
    await advance(20_000);
    expect(result.current).toMatchObject({ phase: 'succeeded', job });
  });

  it('of another provider is a mistake that is seen', () => {
    const { show } = open();
    const ref = { provider: 'pixazo', endpoint: 'x', requestId: 'y', acceptedAt: 0 };
    vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(() => show({ ref })).toThrow(TypeError);
    vi.restoreAllMocks();
  });
});

describe('retry', () => {
  it('sends again what was refused, with all that went along', async () => {
    const { show, advance, mock, submits } = open();
    mock.control.faults.add({ on: 'submit', effect: { kind: 'refuse', status: 403 } });
    const { result } = show();
    act(() => void result.current.submit({ image: PICTURE, preserve_alpha: false }));
    await advance(20_000);
    expect(result.current.error).toMatchObject({ submission: 'rejected' });
    let retried: ReturnType<typeof result.current.retry> | undefined;
    act(() => void (retried = result.current.retry()));
    expect(retried).toEqual({ job: result.current.job, refusal: undefined });
    await advance(20_000);
    expect(result.current.phase).toBe('succeeded');
    expect(submits()).toBe(2);
    expect(() =>
      mock.control.journal.verify({
        endpoint: 'image/edit/remove_background',
        input: { preserve_alpha: false },
        times: 1,
      }),
    ).not.toThrow();
  });

  it.each([
    ['nothing', () => {}, 'it is idle'],
    [
      'an answer that never came',
      ({ control }: ReturnType<typeof open>['mock']) =>
        control.faults.add({ on: 'submit', after: true, effect: { kind: 'network-error' } }),
      'look for a job',
    ],
    [
      'a job that failed at the provider',
      ({ control }: ReturnType<typeof open>['mock']) => control.outcomes.next('failed'),
      'The job exists',
    ],
    ['a success', () => {}, 'it is succeeded'],
  ])('sends nothing after %s, and says why', async (what, prepare, reason) => {
    const { show, advance, mock, submits } = open();
    prepare(mock);
    const { result } = show();
    if (what !== 'nothing') act(() => void result.current.submit(INPUT));
    await advance(20_000);
    const before = submits();
    expect(result.current.retry()).toMatchObject({
      job: undefined,
      refusal: expect.stringContaining(reason),
    });
    await advance(20_000);
    expect(submits()).toBe(before);
  });

  it('sends nothing while the job is under way, or where its input is not known', async () => {
    const { show, advance, accepted, client, submits } = open();
    const { result, rerender } = show();
    act(() => void result.current.submit(INPUT));
    expect(result.current.retry().refusal).toContain('submitting');
    await advance(500);
    expect(result.current.retry().refusal).toContain('running');
    const ref = await accepted();
    rerender({ ref });
    client.resume(ref).stop();
    await advance(100);
    expect(result.current.retry().refusal).toBeTruthy();
    expect(submits()).toBe(2);
  });

  it('acts at once: a stop right after a submit stops that one', async () => {
    const { show, advance } = open();
    const { result } = show();
    act(() => {
      result.current.submit(INPUT);
      result.current.stop();
    });
    expect(result.current.phase).toBe('stopped');
    await advance(20_000);
  });
});

it('submitAsync gives the result, and throws what the job failed with', async () => {
  const { show, advance, mock } = open();
  const { result } = show();
  let promise = Promise.resolve<unknown>(undefined);
  act(() => void (promise = result.current.submitAsync(INPUT)));
  await advance(20_000);
  expect(await promise).toBe(result.current.data);
  mock.control.outcomes.next('failed');
  act(() => void (promise = result.current.submitAsync(INPUT).catch((error: unknown) => error)));
  await advance(20_000);
  expect(await promise).toBe(result.current.error);
});

it('says that it waits, and why', async () => {
  const world = openWorld({ plan: 'free' }, 'free');
  const client = openClient(world.clientOptions);
  for (let place = 0; place < 10; place++) client.submit(image.removeBackground, INPUT);
  await world.clock.advance(100);
  const { result } = renderHook(() => useBriaJob(image.removeBackground), { wrapper: strictWith(client) });
  act(() => void result.current.submit(INPUT));
  await world.advance(1_000);
  expect(result.current).toMatchObject({ isWaiting: true, isPending: true, waitReason: 'rate-limit' });
  expect(result.current.untilAt).toBeGreaterThan(world.clock.now());
});

describe('renders', () => {
  const counted = <Shown,>(client: ReturnType<typeof open>['client'], use: () => Shown) => {
    let renders = 0;
    const hook = renderHook(
      () => {
        renders++;
        return use();
      },
      { wrapper: plainWith(client) },
    );
    return { ...hook, renders: () => renders };
  };

  it('four times per job without its progress', async () => {
    const { client, advance } = open({ latency: { queuedMs: [100, 100], runningMs: [9_000, 9_000] } });
    const { result, renders } = counted(client, () =>
      useBriaJob(image.removeBackground, { select: ({ phase, data }) => ({ phase, data }) }),
    );
    act(() => void result.current.submit(INPUT));
    await advance(20_000);
    expect(result.current.selected).toMatchObject({ phase: 'succeeded', data: { image_url: /./ } });
    expect(renders()).toBe(4);
  });

  it('as often as `isEqual` sees a difference', async () => {
    const { client, advance } = open({ latency: { queuedMs: [100, 100], runningMs: [9_000, 9_000] } });
    const { result, renders } = counted(client, () =>
      useBriaJob(image.removeBackground, {
        select: ({ progress }) => progress,
        isEqual: (a, b) => Math.floor(a * 2) === Math.floor(b * 2),
      }),
    );
    act(() => void result.current.submit(INPUT));
    await advance(20_000);
    expect(result.current.selected).toBe(1);
    expect(renders()).toBeLessThanOrEqual(4);
  });

  it('the same, for a handle', async () => {
    const { client, advance, mock } = open();
    const job = client.submit(image.removeBackground, INPUT);
    const { result, renders } = counted(client, () => useBriaJobView(job, { select: ({ phase }) => phase }));
    await advance(20_000);
    expect([result.current, renders()]).toEqual(['succeeded', 3]);
    expect(mock.control.tenants.get(TOKEN)).toBeDefined();
  });
});

it('leaves no listener after an unmount, and no timer after the job', async () => {
  const { show, client, clock, advance } = open();
  const { result, unmount } = show({ onSuccess: () => {} });
  act(() => void result.current.submit(INPUT));
  await advance(500);
  expect(client.listeners()).toBeGreaterThan(0);
  unmount();
  expect(client.listeners()).toBe(0);
  await clock.advance(20_000);
  expect(clock.pendingTimers).toBe(0);
});
