import { withUploads } from '@briakit/core/bria';
import { act, cleanup, renderHook } from '@testing-library/react';
import { Blob as NodeBlob, File as NodeFile } from 'node:buffer';
import { afterEach, expect, it, vi } from 'vitest';
import { openClient, openWorld, plainWith, strictWith } from '../test/world.tsx';
import { useBriaUpload } from './use-bria-upload.ts';

afterEach(cleanup);

// Node's Request does not know the blobs of jsdom.
vi.stubGlobal('Blob', NodeBlob);
vi.stubGlobal('File', NodeFile);

/** How an MP4 begins. */
const MP4 = new Blob(['\0\0\0\u0018ftypisom\0\0\u0002\0isommp42', 'frames'], { type: 'video/mp4' });

type Storage = NonNullable<NonNullable<Parameters<typeof withUploads>[1]>['fetch']>;

function open(storage?: Storage) {
  const world = openWorld();
  const fetch: Storage = storage ?? (async (url, init) => (await world.mock.handle(new Request(url, init)))!);
  const client = withUploads(openClient(world.clientOptions), { fetch });
  const hook = renderHook(() => useBriaUpload(), { wrapper: strictWith(client) });
  return { ...world, ...hook, upload: () => hook.result.current };
}

/** Storage that answers when it is told to, or never. */
function slowStorage() {
  const signals: AbortSignal[] = [];
  const storage: Storage = (_, { signal }) => {
    signals.push(signal);
    return new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error)),
    );
  };
  return { storage, signals };
}

it('makes a link of a video', async () => {
  const { upload, advance } = open();
  expect(upload()).toMatchObject({ phase: 'idle', progress: 0, data: undefined });
  act(() => upload().upload(MP4));
  expect(upload()).toMatchObject({ phase: 'uploading', progress: 0 });
  await advance(1_000);
  expect(upload()).toMatchObject({ phase: 'uploaded', progress: 1, error: undefined });
  expect(upload().data!.url).toMatch(/^https:/);
});

it('gives the link, and says what went wrong without an unhandled rejection', async () => {
  const { upload, advance } = open();
  let promise: Promise<unknown> = Promise.resolve();
  act(() => void (promise = upload().uploadAsync(MP4)));
  await advance(1_000);
  expect(await promise).toBe(upload().data);
  act(() => upload().upload(new Blob(['no video'])));
  await advance(1_000);
  expect(upload()).toMatchObject({ phase: 'failed', data: undefined, error: { code: 'input' } });
});

it('aborts, by hand and by the unmount, and another upload takes its place', async () => {
  const { storage, signals } = slowStorage();
  const { upload, advance, unmount } = open(storage);
  let first: Promise<unknown> = Promise.resolve();
  act(
    () =>
      void (first = upload()
        .uploadAsync(MP4)
        .catch((error: unknown) => error)),
  );
  await advance(100);
  act(() => upload().abort());
  expect(upload().phase).toBe('idle');
  expect(await first).toMatchObject({ name: 'AbortError' });

  act(() => upload().upload(MP4));
  await advance(100);
  act(() => upload().upload(MP4));
  await advance(100);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, false]);
  expect(upload().phase).toBe('uploading');
  unmount();
  expect(signals[2]!.aborted).toBe(true);
});

it('tells the caller of the progress, too, and obeys its signal', async () => {
  const { storage } = slowStorage();
  const { upload, advance } = open(storage);
  const [own, onProgress] = [new AbortController(), vi.fn<() => void>()];
  act(() => upload().upload(MP4, { signal: own.signal, onProgress }));
  await advance(100);
  act(() => own.abort(new Error('enough')));
  await advance(0);
  expect(upload()).toMatchObject({ phase: 'failed', error: new Error('enough') });
});

it('says which client it needs', () => {
  const client = openClient(openWorld().clientOptions);
  expect(() => renderHook(() => useBriaUpload(), { wrapper: plainWith(client) })).toThrow(/withUploads/);
});
