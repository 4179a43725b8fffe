'use client';

import type { Batches, Operation, ProviderId } from '@briakit/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import {
  createBatchRun,
  NO_BATCH,
  type BatchActions,
  type BatchRunOptions,
  type BatchState,
} from './batch-run.ts';
import { useClientWith } from './client-context.tsx';
import type { JobTarget } from './use-bria-job.ts';
import { useLatest } from './use-latest.ts';

/** How `useBriaBatch` behaves. All of it may change with each render, and counts from the next start on. */
export interface UseBriaBatchOptions<Input> extends BatchRunOptions<Input> {
  /** Whether the unmount stops the batch. Default false: it goes on, and what is bought is in the journal. */
  readonly stopOnUnmount?: boolean | undefined;
}

/** What `useBriaBatch` gives: how the batch stands, and what can be done. */
export type UseBriaBatch<Input, Result> = BatchState<Input, Result> & BatchActions<Input>;

/**
 * Many inputs, each a job of its own, a few at a time. An empty wallet or a refused token stops it: nothing more is
 * submitted, and `retryFailed` goes on where it stopped.
 *
 * The component renders when a row changes its status, and with each hundredth of the progress. Rows are the same
 * objects until their status changes, so that a memoized row renders then and not otherwise; how far it is, it has
 * from `useBriaJobView(row.job)`.
 *
 * @param target - an endpoint of the client's provider, or an operation.
 * @returns the same object until something changes.
 * @throws {Error} where the client was not made with `withBatches`.
 *
 * @example
 * function CutAll({ files }: { readonly files: readonly File[] }) {
 *   const batch = useBriaBatch(image.removeBackground, { concurrency: 4 });
 *   const { counts, rows, stoppedBy } = batch;
 *   return (
 *     <>
 *       <button onClick={() => batch.start(files.map((file) => ({ image: file })))}>Cut all out</button>
 *       <progress aria-label="All pictures" value={batch.progress} />
 *       {stoppedBy && <p role="alert">{stoppedBy.message}</p>}
 *       {counts.error + counts.skipped > 0 && <button onClick={batch.retryFailed}>Retry</button>}
 *       {rows.map(({ key, data }) => data && <img key={key} src={data.image_url} alt={`Cut out ${key}`} />)}
 *     </>
 *   );
 * }
 */
export function useBriaBatch<Input, Result>(
  target: JobTarget<Input, Result>,
  { stopOnUnmount = false, ...options }: UseBriaBatchOptions<Input> = {},
): UseBriaBatch<Input, Result> {
  const client = useClientWith<Batches<ProviderId>>('batch', 'withBatches');
  const latest = useLatest({ client, operation: target as Operation<Input, Result>, options });
  const [state, setState] = useState<BatchState<Input, Result>>(NO_BATCH);
  const [actions] = useState(() => createBatchRun(latest, setState));

  const isMounted = useRef(false);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
      // StrictMode and hot reload are back at once.
      if (stopOnUnmount) queueMicrotask(() => isMounted.current || actions.stop());
    };
  }, [actions, stopOnUnmount]);

  return useMemo(() => ({ ...state, ...actions }), [state, actions]);
}
