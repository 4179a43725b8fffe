'use client';

import type { UploadedVideo, UploadOptions, Uploads } from '@briakit/core/bria';
import { useEffect, useMemo, useState, type Dispatch, type SetStateAction } from 'react';
import { useClientWith } from './client-context.tsx';
import { useLatest, type Box } from './use-latest.ts';

/** Where an upload stands. `progress` is the share that was sent, from 0 to 1. */
export type UploadState =
  | { readonly phase: 'idle'; readonly progress: 0; readonly data: undefined; readonly error: undefined }
  | {
      readonly phase: 'uploading';
      readonly progress: number;
      readonly data: undefined;
      readonly error: undefined;
    }
  | {
      readonly phase: 'uploaded';
      readonly progress: 1;
      readonly data: UploadedVideo;
      readonly error: undefined;
    }
  | { readonly phase: 'failed'; readonly progress: 0; readonly data: undefined; readonly error: unknown };

/** What can be done. Each keeps its identity. */
export interface UploadActions {
  /** Uploads a video, in place of one that is under way. Never throws: see `error`. */
  readonly upload: (video: Blob, options?: UploadOptions) => void;
  /**
   * The same, and gives the link to pass on.
   *
   * @throws as `client.upload`; an `AbortError` after `abort`, another upload or the unmount.
   */
  readonly uploadAsync: (video: Blob, options?: UploadOptions) => Promise<UploadedVideo>;
  /** Calls the upload off, if one is under way, and is idle again. */
  readonly abort: () => void;
}

/** What `useBriaUpload` gives. */
export type UseBriaUpload = UploadState & UploadActions;

/** In hundredths: nobody sees more, and each is a render. */
const sendingAt =
  (progress: number) =>
  (before: UploadState): UploadState =>
    before.phase === 'uploading' && before.progress === progress
      ? before
      : { ...IDLE, phase: 'uploading', progress };

const IDLE = { phase: 'idle', progress: 0, data: undefined, error: undefined } as const;

/**
 * A local video, made into a link that jobs take: `data.url` is what is passed as `video`. Nothing is bought by it.
 * The unmount calls an upload off, which is safe to repeat.
 *
 * @throws {Error} where the client was not made with `withUploads`.
 *
 * @example
 * function GreenScreen() {
 *   const { uploadAsync, phase, progress, error } = useBriaUpload();
 *   const { submit, data } = useBriaJob(video.removeBackground);
 *   const start = async (file: File | undefined) => {
 *     // What goes wrong is in `error`.
 *     const link = file && (await uploadAsync(file).catch(() => undefined));
 *     if (link) submit({ video: link.url });
 *   };
 *   return (
 *     <>
 *       <input type="file" aria-label="Video" onChange={(event) => void start(event.target.files?.[0])} />
 *       {phase === 'uploading' && <progress aria-label="Upload" value={progress} />}
 *       {error instanceof Error && <p role="alert">{error.message}</p>}
 *       {data && <a href={data.video_url}>Download</a>}
 *     </>
 *   );
 * }
 */
export function useBriaUpload(): UseBriaUpload {
  const client = useLatest(useClientWith<Uploads>('upload', 'withUploads'));
  const [state, setState] = useState<UploadState>(IDLE);
  const [actions] = useState(() => actionsOf(client, setState));
  useEffect(() => actions.abort, [actions]);
  return useMemo(() => ({ ...state, ...actions }), [state, actions]);
}

function actionsOf(client: Box<Uploads>, setState: Dispatch<SetStateAction<UploadState>>): UploadActions {
  let current: AbortController | undefined;

  const uploadAsync: UploadActions['uploadAsync'] = async (video, options = {}) => {
    const own = new AbortController();
    const show = (next: SetStateAction<UploadState>) => current === own && setState(next);
    current?.abort();
    current = own;
    show(sendingAt(0));
    try {
      const data = await client.current.upload(video, {
        ...options,
        signal: AbortSignal.any([own.signal, options.signal ?? own.signal]),
        onProgress(sent) {
          options.onProgress?.(sent);
          show(sendingAt(Math.floor((100 * sent.sentBytes) / sent.totalBytes) / 100));
        },
      });
      show({ phase: 'uploaded', progress: 1, data, error: undefined });
      return data;
    } catch (error) {
      show({ ...IDLE, phase: 'failed', error });
      throw error;
    }
  };
  return {
    uploadAsync,
    upload: (...order) => void uploadAsync(...order).catch(() => {}),
    abort() {
      current?.abort();
      current = undefined;
      setState(IDLE);
    },
  };
}
