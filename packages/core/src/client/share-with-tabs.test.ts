import { expect, it } from 'vitest';
import { BRIA_REF, COMPLETED, lateLayer } from '../../test/client.ts';
import { fakeTabs } from '../../test/tabs.ts';
import { bria, image } from '../bria.ts';
import { memoryJournal, withJournal } from '../journal.ts';
import { scriptedTransport, virtualClock } from '../testing.ts';
import { createClient } from './client.ts';
import { shareWithTabs } from './share-with-tabs.ts';
import { withJobs } from './with-jobs.ts';

const ENDPOINTS = [image.removeBackground];
const input = { image: 'https://example.com/cat.jpg' };

/** A provider that counts who asks, and tabs that share one journal. */
function open() {
  const clock = virtualClock();
  const { openTab, lines } = fakeTabs();
  const kept = memoryJournal();
  let requests: string[] = [];
  let accepted = 0;
  let isDone = false;
  const openClient = (name: string, locks?: Pick<LockManager, 'request'>, seen = kept) => {
    const tab = openTab();
    const fetch = async (url: string, { method }: { readonly method: string }) => {
      requests.push(`${name} ${method}`);
      const request_id = method === 'POST' ? `job-${++accepted}` : url.slice(url.lastIndexOf('/') + 1);
      const body =
        method === 'GET' && isDone
          ? { request_id, status: 'COMPLETED', result: { image_url: 'https://example.com/out.png' } }
          : { request_id, status: 'IN_PROGRESS', status_url: `https://example.com/${request_id}` };
      return new Response(JSON.stringify(body), { status: method === 'POST' ? 202 : 200 });
    };
    const provider = bria({ apiToken: 'tabs' });
    const client = shareWithTabs(
      ({ layer, journal }) =>
        withJobs(withJournal(createClient({ provider, fetch, clock, layers: [layer] }), journal(seen))),
      { endpoints: ENDPOINTS, page: tab.page, locks: locks ?? tab.locks, channel: tab.channel },
    );
    const phases = () => client.jobs.getSnapshot().map((job) => job.getSnapshot().phase);
    return { ...tab, client, phases };
  };
  /** Who sent what since this was called last. */
  const asked = () => {
    const seen = [...new Set(requests)];
    requests = [];
    return seen;
  };
  return {
    clock,
    lines,
    kept,
    openClient,
    finish: () => void (isDone = true),
    asked,
    /** Who sends what in the next 20 seconds. */
    askedNext: async () => {
      requests = [];
      await clock.advance(20_000);
      return asked();
    },
  };
}

it('shows in every tab what one of them has submitted, and one of them asks', async () => {
  const { clock, openClient, asked, finish, kept } = open();
  const [here, there] = [openClient('here'), openClient('there')];
  there.hide(true);
  here.client.submit(image.removeBackground, input, { label: 'cat' });
  await clock.advance(2_000);
  expect([here.phases(), there.phases()]).toEqual([['running'], ['running']]);
  expect(there.client.jobs.getSnapshot()[0]).toMatchObject({ label: 'cat' });
  asked();
  await clock.advance(60_000);
  expect(asked()).toEqual(['here GET']);

  finish();
  await clock.advance(20_000);
  expect([here.phases(), there.phases()]).toEqual([['succeeded'], ['succeeded']]);
  expect(asked()).toEqual(['here GET']);
  await clock.advance(0);
  await expect(kept.list()).resolves.toEqual([]);
});

it('shows a job whose entry has not come to this tab yet, as web storage may be late', async () => {
  const { clock, openClient, kept } = open();
  const here = openClient('here');
  const there = openClient('there', undefined, { ...kept, list: async () => [] });
  here.client.submit(image.removeBackground, input, { label: 'cat' });
  await clock.advance(2_000);
  expect([here.phases(), there.phases()]).toEqual([['running'], ['running']]);
  expect(there.client.jobs.getSnapshot()[0]).toMatchObject({ label: 'cat' });
  for (const { client } of [here, there]) for (const job of client.jobs.getSnapshot()) job.stop();
});

it('lets the tab ask that is looked at, and when it is closed another one', async () => {
  const { clock, openClient, askedNext } = open();
  const [here, there] = [openClient('here'), openClient('there')];
  there.hide(true);
  here.client.submit(image.removeBackground, input);
  await clock.advance(5_000);
  here.hide(true);
  await clock.advance(10_000);
  // Nobody looks at either: there is no reason to change.
  expect(await askedNext()).toEqual(['here GET']);

  there.hide(false);
  await clock.advance(20_000);
  expect(await askedNext()).toEqual(['there GET']);
  there.close();
  there.client.jobs.getSnapshot()[0]!.stop();
  await clock.advance(20_000);
  expect(await askedNext()).toEqual(['here GET']);
});

it('goes on in the others when a job is stopped in one, which does not take it up again', async () => {
  const { clock, openClient, askedNext } = open();
  const [here, there] = [openClient('here'), openClient('there')];
  const job = here.client.submit(image.removeBackground, input);
  await clock.advance(5_000);
  job.stop();
  there.client.submit(image.removeBackground, input);
  await clock.advance(5_000);
  expect(here.phases()).toEqual(['stopped', 'running']);
  expect(there.phases()).toEqual(['running', 'running']);
  expect(await askedNext()).toContain('there GET');
});

it('lets every tab take up all pending jobs, and answers later tabs without a request of theirs', async () => {
  const { clock, openClient, asked } = open();
  const here = openClient('here');
  here.client.submit(image.removeBackground, input);
  await clock.advance(5_000);
  const late = openClient('late');
  late.hide(true);
  await expect(late.client.resumePending({ endpoints: ENDPOINTS })).resolves.toHaveLength(1);
  asked();
  await clock.advance(30_000);
  expect(late.phases()).toEqual(['running']);
  expect(asked()).toEqual(['here GET']);
});

it('leaves nothing behind: no lock, no timer, nobody who listens to the page', async () => {
  const { clock, openClient, lines, finish } = open();
  const [here, there] = [openClient('here'), openClient('there')];
  here.client.submit(image.removeBackground, input);
  await clock.advance(5_000);
  finish();
  await clock.advance(60_000);
  expect([here.phases(), there.phases()]).toEqual([['succeeded'], ['succeeded']]);
  expect([...lines.values()].flat()).toEqual([]);
  expect([here.watchers.size, there.watchers.size, clock.pendingTimers]).toEqual([0, 0, 0]);
});

it('asks by itself where locks are not allowed', async () => {
  const { clock, openClient, asked, finish } = open();
  const request = async () => {
    throw new DOMException('not here', 'SecurityError');
  };
  const { client, phases } = openClient('here', { request });
  client.submit(image.removeBackground, input);
  await clock.advance(5_000);
  finish();
  await clock.advance(20_000);
  expect(phases()).toEqual(['succeeded']);
  expect(asked()).toEqual(['here POST', 'here GET']);
});

it('is an ordinary client where there are no other tabs, as on a server', async () => {
  const kept = memoryJournal();
  let parts: { readonly journal?: unknown; readonly isPlain?: boolean } = {};
  shareWithTabs(({ layer, journal }) => {
    const next = async () => ({ status: 200, text: '', retryAfterMs: undefined, receivedAt: 0 });
    parts = { journal: journal(kept), isPlain: layer(next) === next };
    return { resumePending: async () => [], deliver: () => false };
  });
  expect(parts).toEqual({ journal: kept, isPlain: true });
  expect(parts.journal).toBe(kept);
});

it('does not begin to lead for a job that was stopped while a layer of yours kept the question', async () => {
  const clock = virtualClock();
  const { openTab, lines } = fakeTabs();
  const { fetch } = scriptedTransport(COMPLETED);
  const provider = bria({ apiToken: 'tabs', plan: 1 });
  const client = shareWithTabs(
    ({ layer, journal }) =>
      withJournal(
        createClient({ provider, fetch, clock, layers: [lateLayer(clock, 1_000), layer] }),
        journal(memoryJournal()),
      ),
    openTab(),
  );
  const stopped = client.resume(BRIA_REF);
  await clock.advance(500);
  stopped.stop();
  await clock.advance(120_000);
  expect([...lines.values()].flat()).toEqual([]);
  // Its place under the limit is free again.
  await clock.runUntil(client.resume(BRIA_REF).result());
});

it('asks again about a job that was stopped here and is taken up again, with the lock it gave back', async () => {
  const { clock, lines, openClient, asked, finish } = open();
  const { client } = openClient('here');
  const job = client.submit(image.removeBackground, input);
  await clock.advance(10_000);
  job.stop();
  await clock.advance(0);
  expect([...lines.values()].flat()).toEqual([]);
  finish();
  asked();
  await clock.runUntil(client.resume(await job.accepted(), image.removeBackground).result());
  expect(asked()).toEqual(['here GET']);
});

it('is the one that was looked at last, though the one before was looked at twice', async () => {
  const { clock, openClient, askedNext } = open();
  const [here, there] = [openClient('here'), openClient('there')];
  there.hide(true);
  here.client.submit(image.removeBackground, input);
  await clock.advance(5_000);
  here.hide(true);
  here.hide(false);
  await clock.advance(5_000);
  there.hide(false);
  await clock.advance(20_000);
  expect(await askedNext()).toEqual(['there GET']);
});

it('waits for no lock any more with a job that was stopped while another tab asks', async () => {
  const { clock, openClient, lines } = open();
  const [here, there] = [openClient('here'), openClient('there')];
  there.hide(true);
  here.client.submit(image.removeBackground, input);
  await clock.advance(10_000);
  expect([...lines.values()].flat()).toHaveLength(2);
  there.client.jobs.getSnapshot()[0]!.stop();
  await clock.advance(0);
  expect([...lines.values()].flat()).toHaveLength(1);
  expect(there.watchers.size).toBe(0);
});
