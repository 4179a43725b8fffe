// @vitest-environment node
import { createClient, withJobs, type Client, type Jobs } from '@briakit/core';
import { image } from '@briakit/core/bria';
import { StrictMode, Suspense, act } from 'react';
import { expect, it } from 'vitest';
import { openBrowser, renderOnServer } from '../test/server-and-browser.ts';
import { PICTURE, openWorld } from '../test/world.tsx';
import { BriaClientProvider } from './client-context.tsx';
import { useBriaJobView } from './use-bria-job-view.ts';
import { useBriaJob } from './use-bria-job.ts';
import { useBriaJobs } from './use-bria-jobs.ts';
import { useSuspenseBriaJob } from './use-suspense-bria-job.ts';

function open() {
  const world = openWorld();
  return { ...world, openClient: () => withJobs(createClient(world.clientOptions)) };
}

it('renders on the server without a request, and hydrates without a mismatch, wherever the jobs stand', async () => {
  const { mock, clock, openClient } = open();
  const ref = await clock.runUntil(
    openClient().submit(image.removeBackground, { image: PICTURE }).accepted(),
  );
  // A job that has ended long ago: what hydrates must not show at once what the server could not know.
  await clock.advance(60_000);
  mock.control.journal.clear();

  const New = () => <p>{useBriaJob(image.removeBackground).phase}</p>;
  const Saved = () => <p>{useBriaJob(image.removeBackground, { ref }).phase}</p>;
  const List = () => <p>{useBriaJobs().jobs.length} jobs</p>;
  const None = () => <p>{useBriaJobView(undefined).phase}</p>;
  const Picture = () => <p>{useSuspenseBriaJob(ref, image.removeBackground).image_url}</p>;
  const page = (client: Client<'bria'> & Jobs) => (
    <StrictMode>
      <BriaClientProvider client={client}>
        <New />
        <Saved />
        <List />
        <None />
        <Suspense fallback={<p>One moment …</p>}>
          <Picture />
        </Suspense>
      </BriaClientProvider>
    </StrictMode>
  );
  expect('window' in globalThis).toBe(false);
  const left: unknown[] = [];
  const html = await renderOnServer(page(openClient()), (error) => void left.push(error));
  expect(html).toContain('<p>idle</p><p>queued</p>');
  expect(html).toContain('One moment …');
  // As Next has it said; any other error ends its build.
  expect(left).toMatchObject([{ digest: 'BAILOUT_TO_CLIENT_SIDE_RENDERING' }]);
  await clock.advance(60_000);
  expect(mock.control.journal.count({})).toBe(0);

  const browser = await openBrowser(html);
  const client = openClient();
  await browser.hydrate(page(client));
  await act(() => clock.advance(20_000));
  const shown = [...browser.container.querySelectorAll('p')].map(({ textContent }) => textContent);
  expect(shown).toEqual(['idle', 'succeeded', '1 jobs', 'idle', expect.stringMatching(/^https:/)]);
  // What the server has left to the browser is told of, and no fault.
  expect(browser.faults.filter((fault) => !/BAILOUT|Switched to client/.test(String(fault)))).toEqual([]);
  expect(browser.warnings).toEqual([]);
  expect(mock.control.journal.count({ operation: 'submit' })).toBe(0);
  expect(mock.control.journal.count({ operation: 'status' })).toBe(1);
});
