/**
 * Real pages in a real browser, on virtual time: a Vite server with `page/`, the mock behind `/api/bria`, and tabs
 * whose clocks go only when the test says so.
 */
import { virtualClock } from '@briakit/core/testing';
import { openChromium } from '@briakit/tools-vitest/open-chromium';
import { createMock, type MockOptions } from '@briakit/mock-server';
import { listen } from '@briakit/mock-server/node';
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('page', import.meta.url));
const APP = fileURLToPath(new URL('page/app.tsx', import.meta.url));
/** Long enough for no poll to be passed over, and short enough to see a state come and go. */
const STEP_MS = 500;

type Browser = Awaited<ReturnType<typeof openChromium>>;
export type Context = Awaited<ReturnType<Browser['newContext']>>;
export type Tab = Awaited<ReturnType<Context['newPage']>>;

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser.close());

/**
 * A mock, a site in front of it, and a browser that nobody has used yet.
 *
 * @param isEdited - whether the pages hear of edits. They would be loaded again after a time without a network, too.
 */
export async function openSite({ isEdited = false, ...options }: MockOptions & { isEdited?: boolean } = {}) {
  const clock = virtualClock();
  const mock = createMock({ clock, ...options });
  const provider = await listen(mock);
  let version = 'first';
  const site = await createServer({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    cacheDir: fileURLToPath(new URL('../.cache/pages', import.meta.url)),
    resolve: { conditions: ['@briakit/source', 'module', 'browser', 'development|production'] },
    // What is found only on the way would make Vite reload the page in the middle of a test.
    optimizeDeps: { noDiscovery: true, include: ['react', 'react/jsx-dev-runtime', 'react-dom/client'] },
    plugins: [
      react(),
      {
        name: 'edited-source',
        enforce: 'pre',
        transform: (code, id) => (id.startsWith(APP) ? code.replace(`'first'`, `'${version}'`) : undefined),
      },
    ],
    server: {
      port: 0,
      host: '127.0.0.1',
      // Nobody's edits but the test's own.
      watch: null,
      hmr: isEdited && { port: 0 },
      proxy: {
        '/api/bria': {
          target: provider.origin,
          headers: { api_token: 'pages' },
          rewrite: (path) => path.replace('/api/bria', ''),
        },
      },
    },
  });
  await site.listen();
  const context = await browser.newContext();
  // Of all tabs, those to come among them. From here on it stands still.
  await context.clock.install({ time: clock.now() - 1 });
  await context.clock.pauseAt(clock.now());
  const tabs = new Set<Tab>();
  let underWay = 0;
  onTestFinished(async () => {
    await context.close();
    await site.close();
    await provider.close();
  });

  /** Until no request is under way, and pages have had a turn of theirs to see it. */
  const settle = async () => {
    for (let calm = 0; calm < 3; calm++) {
      for (const tab of tabs) await tab.evaluate(() => undefined);
      if (underWay > 0) calm = 0;
    }
  };
  const step = async () => {
    await settle();
    await clock.advance(STEP_MS);
    await context.clock.runFor(STEP_MS);
    await settle();
  };

  return {
    mock,
    context,
    submits: () => mock.control.journal.count({ operation: 'submit' }),
    polls: () => mock.control.journal.count({ operation: 'status' }),
    async openTab(query = ''): Promise<Tab> {
      const tab = await context.newPage();
      const isAsked = (request: { url(): string }) => request.url().includes('/api/');
      tab.on('request', (request) => void (underWay += isAsked(request) ? 1 : 0));
      for (const ended of ['requestfinished', 'requestfailed'] as const)
        tab.on(ended as 'requestfinished', (request) => void (underWay -= isAsked(request) ? 1 : 0));
      await tab.goto(`${site.resolvedUrls!.local[0]!}?${query}`);
      await tab.getByRole('button').waitFor();
      tabs.add(tab);
      tab.on('close', () => tabs.delete(tab));
      return tab;
    },
    /** Time goes by, for the provider and for all tabs. */
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += STEP_MS) await step();
    },
    /** Time goes by until `look` sees what it is to see. */
    async until(look: () => Promise<unknown>, expected: unknown, limitMs = 120_000) {
      for (let passed = 0; passed < limitMs; passed += STEP_MS) {
        const seen = await look();
        try {
          return expect(seen).toEqual(expected);
        } catch {
          await step();
        }
      }
      return expect(await look()).toEqual(expected);
    },
    settle,
    /** Somebody edits the component while the page is open. */
    edit(to: string) {
      version = to;
      site.watcher.emit('change', APP);
    },
  };
}

export const rows = (tab: Tab) => () => tab.getByRole('listitem').allTextContents();
export const cutOut = (tab: Tab) => tab.getByRole('button').click();

/** As when another tab of the window comes to the front, or this one. */
export const look = (tab: Tab, isHidden: boolean) =>
  tab.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
