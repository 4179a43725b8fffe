import { getEventListeners } from 'node:events';
import { expect, it, vi } from 'vitest';
import { cancellable } from './cancellable.ts';

/** One that settles while it is started. */
const settled = (settle: (...how: Parameters<Parameters<typeof cancellable<string>>[1]>) => void) =>
  cancellable<string>(undefined, (...how) => {
    settle(...how);
    return undefined;
  });

it('passes on what it is resolved or rejected with', async () => {
  await expect(settled((resolve) => resolve('done'))).resolves.toBe('done');
  await expect(settled((_, reject) => reject('broken'))).rejects.toBe('broken');
});

it('is called off within the tick of the abort, with the reason kept', async () => {
  const controller = new AbortController();
  const cleanUp = vi.fn<() => void>();
  const pending = cancellable(controller.signal, () => cleanUp);
  const reason = new Error('enough');
  controller.abort(reason);
  expect(cleanUp).toHaveBeenCalledOnce();
  await expect(pending).rejects.toBe(reason);
});

it('does not start once the signal has aborted', async () => {
  const start = vi.fn<() => undefined>();
  await expect(cancellable(AbortSignal.abort('too late'), start)).rejects.toBe('too late');
  expect(start).not.toHaveBeenCalled();
});

it.for(['resolve', 'reject', 'abort'] as const)(
  'cleans up and leaves no listener, when the end is: %s',
  async (ending) => {
    const controller = new AbortController();
    const cleanUp = vi.fn<() => void>();
    let end = () => controller.abort();
    const pending = cancellable<void>(controller.signal, (resolve, reject) => {
      if (ending === 'resolve') end = resolve;
      if (ending === 'reject') end = () => reject(new Error('broken'));
      return cleanUp;
    });
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    end();
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
    expect(cleanUp).toHaveBeenCalledOnce();
    await pending.catch(() => {});
  },
);

it('cleans up what settled while it was being started', async () => {
  const cleanUp = vi.fn<() => void>();
  await cancellable<void>(undefined, (resolve) => {
    resolve();
    return cleanUp;
  });
  expect(cleanUp).toHaveBeenCalledOnce();
});

it('hears an abort that comes while it is started, and cleans up', async () => {
  const controller = new AbortController();
  const cleanUp = vi.fn<() => void>();
  const waiting = cancellable(controller.signal, () => {
    controller.abort('enough');
    return cleanUp;
  });
  await expect(waiting).rejects.toBe('enough');
  expect([cleanUp.mock.calls.length, getEventListeners(controller.signal, 'abort').length]).toEqual([1, 0]);
});
