/** The examples of the options for TanStack Query, as code that is checked and run. A change here is to be made there, too. */
import type { Client, Job, JobRef } from '@briakit/core';
import { createClient } from '@briakit/core';
import { image } from '@briakit/core/bria';
import { memoryJournal, withJournal, type Journaling } from '@briakit/core/journal';
import {
  QueryClient,
  QueryClientProvider,
  notifyManager,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useState, type ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { openWorld } from '../test/world.tsx';
import { jobMutationOptions, jobQueryOptions, pendingJobsOptions } from './query.ts';
import { useBriaJobView } from './use-bria-job-view.ts';

notifyManager.setScheduler(queueMicrotask);
afterEach(cleanup);

function Cutter({ client }: { readonly client: Client<'bria'> }) {
  const [job, setJob] = useState<Job>();
  const progress = useBriaJobView(job, { select: (view) => view.progress });
  const cutOut = useMutation(jobMutationOptions(client, image.removeBackground, { onJob: setJob }));
  if (cutOut.data) return <img src={cutOut.data.image_url} alt="Cut out" />;
  if (cutOut.isPending) return <progress value={progress} />;
  return <button onClick={() => cutOut.mutate({ image: 'https://example.com/cat.jpg' })}>Cut out</button>;
}

function Saved({ client, saved }: { readonly client: Client<'bria'>; readonly saved: JobRef }) {
  const { data, error } = useQuery(jobQueryOptions(client, saved, image.removeBackground));
  if (error) return <p role="alert">{error.message}</p>;
  return data ? <img src={data.image_url} alt="Cut out" /> : <p>One moment …</p>;
}

function Pending({ client }: { readonly client: Client<'bria'> & Journaling<'bria'> }) {
  const { data: entries = [] } = useQuery(pendingJobsOptions(client));
  return entries.map(({ ref, label }) => (
    <div key={ref.requestId}>
      {label} <Saved client={client} saved={ref} />
    </div>
  ));
}

const show = (children: ReactNode) =>
  render(<QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>);

it('cut a picture out, with its progress', async () => {
  const { advance, clientOptions } = openWorld();
  show(<Cutter client={createClient(clientOptions)} />);
  fireEvent.click(screen.getByRole('button'));
  await advance(2_000);
  expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBeGreaterThan(0);
  await advance(20_000);
  expect(screen.getByAltText('Cut out')).toBeTruthy();
});

it('show what is pending, until it is done', async () => {
  const { advance, clock, clientOptions } = openWorld();
  const client = withJournal(createClient(clientOptions), memoryJournal());
  const order = { image: 'https://example.com/cat.jpg' };
  await clock.runUntil(client.submit(image.removeBackground, order, { label: 'My cat' }).accepted());
  const { container } = show(<Pending client={client} />);
  await advance(100);
  expect(container.textContent).toBe('My cat One moment …');
  await advance(20_000);
  expect(screen.getByAltText('Cut out')).toBeTruthy();
});

it('are what the docstrings say', () => {
  const [own, source] = ['query-examples.test.tsx', 'query.ts'].map((name) =>
    readFileSync(join(import.meta.dirname, name), 'utf8'),
  );
  const examples = [...source!.matchAll(/\* @example\n((?: \*(?! @).*\n)+?)(?= \*\/)/g)].map(([, block]) =>
    block!.replaceAll(/^ \* ?/gm, '').trim(),
  );
  expect(examples).toHaveLength(3);
  expect(examples.filter((example) => !own!.includes(example))).toEqual([]);
});
