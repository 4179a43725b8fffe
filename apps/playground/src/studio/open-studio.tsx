/** For tests: the Studio on a mock of its own, in a time that only `see` lets pass. */
import { createClient } from '@briakit/core';
import { bria } from '@briakit/core/bria';
import { memoryJournal, withJournal, type Journal } from '@briakit/core/journal';
import { pixazo } from '@briakit/core/pixazo';
import { virtualClock } from '@briakit/core/testing';
import { createMock } from '@briakit/mock-server';
import { setupMockWorker } from '@briakit/mock-server/browser';
import { createRoot } from 'react-dom/client';
import { afterEach, expect } from 'vitest';
import { page } from 'vitest/browser';
import { Studio } from './studio.tsx';
import { createTenantApi, type TenantApi } from './tenant-api.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

/** It is closed when the test has ended. */
export async function openStudio(change: (api: TenantApi) => TenantApi = (api) => api) {
  const clock = virtualClock();
  const mock = createMock({ clock });
  const worker = setupMockWorker(mock);
  await worker.start();
  cleanUps.push(worker.stop);

  const exposed = { dangerouslyAllowBrowser: true };
  const host = async (body: Blob) => {
    const response = await fetch('/__mock/uploads', { method: 'POST', body });
    return new URL((await response.json()).url);
  };
  const tenantApi = change(createTenantApi('/__admin', { api_token: 'studio' }));
  // The leases of a page end with it.
  const journal: Journal = { ...memoryJournal(), lease: async () => () => {} };

  const openPage = () => {
    const clients = {
      bria: withJournal(createClient({ provider: bria({ apiToken: 'studio', ...exposed }), clock }), journal),
      pixazo: withJournal(
        createClient({ provider: pixazo({ subscriptionKey: 'studio', host, ...exposed }), clock }),
        journal,
      ),
    };
    const container = document.body.appendChild(document.createElement('div'));
    const root = createRoot(container);
    root.render(<Studio clients={clients} tenantApi={tenantApi} clock={clock} />);
    return () => {
      root.unmount();
      container.remove();
    };
  };
  let closePage = openPage();
  cleanUps.push(() => closePage());
  const reload = () => {
    closePage();
    closePage = openPage();
  };

  const see = async (text: string | RegExp) => {
    const sight = page.getByText(text);
    await expect
      .poll(async () => (await clock.advance(250), sight.query()), { timeout: 10_000, interval: 10 })
      .not.toBeNull();
    await expect.element(sight).toBeVisible();
  };
  return { clock, mock, see, reload, submits: () => mock.control.journal.count({ operation: 'submit' }) };
}

export const button = (name: string | RegExp) => page.getByRole('button', { name });
export const takeSample = () => button('Try it with the sample').click();
