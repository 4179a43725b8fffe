/** What a page goes through, in a real browser: reloads, tabs, no network, edits. */
import { expect, it } from 'vitest';
import { cutOut, look, openSite, rows, type Tab } from '../test/pages.ts';

it.each([
  ['web storage', ''],
  ['IndexedDB', 'idb'],
])(
  'goes on after a reload in any phase that the provider knows of, with a journal in %s',
  async (_, query) => {
    const site = await openSite({ latency: { queuedMs: [0, 0], runningMs: [6_000, 6_000] } });
    const tab = await site.openTab(query);
    await cutOut(tab);
    await site.until(rows(tab), ['running']);
    for (let reload = 0; reload < 3; reload++) {
      await tab.reload();
      await site.until(rows(tab), ['running']);
      await site.pass(1_000);
    }
    await site.until(rows(tab), ['succeeded']);
    expect(await tab.getByRole('listitem').getAttribute('data-picture')).toMatch(/^https?:/);
    expect(site.submits()).toBe(1);

    // The result was seen: there is nothing left to go on with.
    await tab.reload();
    await site.pass(2_000);
    expect(await rows(tab)()).toEqual([]);
  },
);

it('submits nothing again where the page went before the answer, or before it could ask', async () => {
  const site = await openSite();
  site.mock.control.faults.add({ on: 'submit', effect: { kind: 'slow', headMs: 5_000 } });
  const tab = await site.openTab();
  await cutOut(tab);
  await site.until(rows(tab), ['submitting']);
  await tab.reload();
  await site.pass(10_000);
  expect(await rows(tab)()).toEqual([]);
  expect(site.submits()).toBe(1);

  const refusal = { kind: 'respond', status: 429, headers: { 'retry-after': '20' }, body: {} } as const;
  site.mock.control.faults.add({ on: 'submit', effect: refusal });
  await cutOut(tab);
  await site.until(rows(tab), ['waiting: rate-limit']);
  await tab.reload();
  await site.pass(30_000);
  expect(await rows(tab)()).toEqual([]);
  expect(site.mock.control.journal.count({ operation: 'submit', status: 202 })).toBe(1);
});

it('follows a job in one of two tabs, and in the other once the first is closed', async () => {
  const site = await openSite({ latency: { queuedMs: [0, 0], runningMs: [30_000, 30_000] } });
  const first = await site.openTab();
  await cutOut(first);
  await site.until(rows(first), ['running']);
  const second = await site.openTab();
  await site.pass(3_000);
  // Without `shareWithTabs` the other one leaves it alone, and does not show it.
  expect(await rows(second)()).toEqual([]);
  await first.close();
  await second.reload();
  await site.until(rows(second), ['succeeded']);
  expect(site.submits()).toBe(1);
});

it('shows a job in all tabs that share it, with the requests of one tab', async () => {
  const runningMs = [20_000, 20_000] as const;
  const pollsOf = async (query: string, tabs: number) => {
    const site = await openSite({ latency: { queuedMs: [0, 0], runningMs } });
    const submitter = await site.openTab(query);
    const others: Tab[] = [];
    while (others.length < tabs - 1) others.push(await site.openTab(query));
    for (const tab of others) await look(tab, true);
    await cutOut(submitter);
    for (const tab of [submitter, ...others]) await site.until(rows(tab), ['running']);
    for (const tab of [submitter, ...others]) await site.until(rows(tab), ['succeeded']);
    for (const tab of others)
      expect(await tab.getByRole('listitem').getAttribute('data-picture')).toMatch(/^https?:/);
    expect(site.submits()).toBe(1);
    return site.polls();
  };
  // One more, because who takes a job up asks at once, and may come before the one that has submitted it.
  expect(await pollsOf('tabs', 3)).toBeLessThanOrEqual((await pollsOf('', 1)) + 1);
});

it('lets the tab ask that was looked at last, and another one when that is closed', async () => {
  const site = await openSite({ latency: { queuedMs: [0, 0], runningMs: [90_000, 90_000] } });
  const [first, second] = [await site.openTab('tabs'), await site.openTab('tabs')];
  const asking = new Set<string>();
  first.on('request', (request) => request.url().includes('/status/') && asking.add('first'));
  second.on('request', (request) => request.url().includes('/status/') && asking.add('second'));
  const whoAsks = async () => {
    asking.clear();
    await site.pass(20_000);
    return [...asking];
  };
  await look(second, true);
  await cutOut(first);
  await site.until(rows(second), ['running']);
  expect(await whoAsks()).toEqual(['first']);

  await look(first, true);
  await look(second, false);
  await site.pass(5_000);
  expect(await whoAsks()).toEqual(['second']);

  await second.close();
  await site.pass(5_000);
  expect(await whoAsks()).toEqual(['first']);
  await site.until(rows(first), ['succeeded']);
  expect(site.submits()).toBe(1);
});

it('holds a submit without a network, and asks nothing, until it is there again', async () => {
  const site = await openSite({ latency: { queuedMs: [0, 0], runningMs: [20_000, 20_000] } });
  const tab = await site.openTab();
  await cutOut(tab);
  await site.until(rows(tab), ['running']);
  await site.context.setOffline(true);
  const polls = site.polls();
  await cutOut(tab);
  await site.pass(30_000);
  expect(await rows(tab)()).toEqual(['running', 'waiting: offline']);
  expect([site.submits(), site.polls()]).toEqual([1, polls]);

  await site.context.setOffline(false);
  await site.until(rows(tab), ['succeeded', 'succeeded']);
  expect(site.submits()).toBe(2);
});

it('asks less often while nobody looks, and is right all the same', async () => {
  const site = await openSite({ latency: { queuedMs: [0, 0], runningMs: [95_000, 95_000] } });
  const tab = await site.openTab();
  await cutOut(tab);
  await site.until(rows(tab), ['running']);
  const pollsWithin = async (ms: number) => {
    const before = site.polls();
    await site.pass(ms);
    return site.polls() - before;
  };
  const seen = await pollsWithin(30_000);
  await look(tab, true);
  const hidden = await pollsWithin(30_000);
  expect(hidden).toBeLessThanOrEqual(2);
  expect(seen).toBeGreaterThan(2 * hidden);
  await site.until(rows(tab), ['succeeded']);
  expect(site.submits()).toBe(1);
});

it('keeps the job and the state of the component when its source is edited', async () => {
  const site = await openSite({ isEdited: true, latency: { queuedMs: [0, 0], runningMs: [20_000, 20_000] } });
  const tab = await site.openTab();
  await cutOut(tab);
  await site.until(rows(tab), ['running']);
  const isSame = await tab.evaluate(() => Object.assign(globalThis, { isSame: true }).isSame);
  site.edit('second');
  await site.until(() => tab.getByRole('heading').textContent(), 'second');
  // Replaced in place: the page was not loaded again, and the job is still shown.
  expect(await tab.evaluate(() => 'isSame' in globalThis)).toBe(isSame);
  expect(await tab.getByRole('status').textContent()).toBe('1 running');
  await site.until(rows(tab), ['succeeded']);
  expect(await tab.getByRole('status').textContent()).toBe('1 succeeded');
  expect(site.submits()).toBe(1);
});
