// @vitest-environment node
import { createClient, type Client } from '@briakit/core';
import { image } from '@briakit/core/bria';
import {
  HydrationBoundary,
  QueryClient,
  QueryClientProvider,
  dehydrate,
  environmentManager,
  notifyManager,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import { act } from 'react';
import { expect, it } from 'vitest';
import { openBrowser, renderOnServer } from '../test/server-and-browser.ts';
import { PICTURE, openWorld } from '../test/world.tsx';
import { jobMutationOptions, jobQueryOptions } from './query.ts';

notifyManager.setScheduler(queueMicrotask);
// It would look once, and this file is a server first.
environmentManager.setIsServer(() => !('window' in globalThis));

function open() {
  const world = openWorld();
  return { ...world, openClient: () => createClient(world.clientOptions) };
}

it('gives TanStack Query on the server nothing to fetch, and takes over in the browser what it was given', async () => {
  const { mock, clock, openClient } = open();
  const server = openClient();
  const order = { image: PICTURE };
  const [done, ref] = await Promise.all([
    clock.runUntil(server.submit(image.removeBackground, order).accepted()),
    clock.runUntil(server.submit(image.removeBackground, order).accepted()),
  ]);
  const prefetched = new QueryClient();
  await clock.runUntil(prefetched.prefetchQuery(jobQueryOptions(server, done, image.removeBackground)));
  await clock.advance(60_000);
  mock.control.journal.clear();

  const Page = ({ client }: { readonly client: Client<'bria'> }) => {
    const cutOut = useMutation(jobMutationOptions(client, image.removeBackground));
    const first = useQuery(jobQueryOptions(client, done, image.removeBackground));
    const second = useQuery(jobQueryOptions(client, ref, image.removeBackground));
    return <p>{[cutOut.status, first.status, second.status].join(' ')}</p>;
  };
  const page = (client: Client<'bria'>) => (
    <QueryClientProvider client={new QueryClient()}>
      <HydrationBoundary state={JSON.parse(JSON.stringify(dehydrate(prefetched)))}>
        <Page client={client} />
      </HydrationBoundary>
    </QueryClientProvider>
  );
  const html = await renderOnServer(page(openClient()));
  expect(html).toBe('<p>idle success pending</p>');
  await clock.advance(60_000);
  expect(mock.control.journal.count({})).toBe(0);

  const browser = await openBrowser(html);
  await browser.hydrate(page(openClient()));
  await act(() => clock.advance(20_000));
  expect(browser.container.textContent).toBe('idle success success');
  expect([browser.faults, browser.warnings]).toEqual([[], []]);
  expect(mock.control.journal.count({ operation: 'status' })).toBe(1);
  expect(mock.control.journal.count({ operation: 'submit' })).toBe(0);
});
