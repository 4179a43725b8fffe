import type { JobRef } from '@briakit/core';
import type { JournaledJob } from '@briakit/core/journal';
import { removeBackground } from '@briakit/core/operations';
import { useCallback, useEffect, useState } from 'react';
import type { Clients, ProviderName } from './clients.ts';

/** A job that was under way when the page was left. */
export interface LeftJob {
  readonly provider: ProviderName;
  readonly ref: JobRef;
  /** Of the picture's file. The picture itself went with the page. */
  readonly name: string;
}

/**
 * The last job that an earlier life of the page has left in the journal, to be followed and not bought again.
 *
 * @param onFound - told of it, once.
 * @returns the job, and what forgets it.
 */
export function useLeftJob(clients: Clients, onFound: (job: LeftJob) => void) {
  const [left, setLeft] = useState<LeftJob>();
  useEffect(() => {
    let isCurrent = true;
    const look = async () => {
      const found = await findLeft(clients);
      if (!isCurrent || !found) return;
      setLeft(found);
      onFound(found);
    };
    void look();
    return () => {
      isCurrent = false;
    };
  }, [clients, onFound]);
  return [left, useCallback(() => setLeft(undefined), [])] as const;
}

async function findLeft({ bria, pixazo }: Clients): Promise<LeftJob | undefined> {
  const endpoints = [removeBackground];
  // Without storage nothing was kept, and the page works all the same.
  const [atBria, atPixazo] = await Promise.all([
    bria.resumePending({ endpoints }).catch(() => []),
    pixazo.resumePending({ endpoints }).catch(() => []),
  ]);
  const leftAt = async (provider: ProviderName, job: JournaledJob): Promise<LeftJob> => ({
    provider,
    ref: await job.accepted(),
    name: job.label ?? 'picture',
  });
  const left = await Promise.all([
    ...atBria.map((job) => leftAt('bria', job)),
    ...atPixazo.map((job) => leftAt('pixazo', job)),
  ]);
  return left.toSorted((a, b) => a.ref.acceptedAt - b.ref.acceptedAt).at(-1);
}
