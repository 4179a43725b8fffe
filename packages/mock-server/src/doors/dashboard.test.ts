import { openChromium } from '@briakit/tools-vitest/open-chromium';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { assemblePage } from '../../dashboard/assemble.ts';
import { ask, briaAt, PHOTO_URL, posting } from '../../test/ask.ts';
import { DASHBOARD } from '../mock/dashboard-page.ts';
import { mockClock } from '../mock/mock-clock.ts';
import { createMock } from './create-mock.ts';
import { listen, type MockServer } from './http-server.ts';

type Browser = Awaited<ReturnType<typeof openChromium>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

const TOKEN = 'a-token-of-some-length';
const START = Date.UTC(2026, 0, 1, 12);
/** A machine that is busy draws slowly. */
const PATIENT = { timeout: 30_000 };

/** What would run if the page ever took data for markup. */
const MARKUP = '<img src=x onerror="document.title=\'hacked\'"><script>document.title="hacked"</script>';

let browser: Browser;
const servers: MockServer[] = [];
const pages: Page[] = [];
beforeAll(async () => void (browser = await openChromium()));
afterAll(() => browser.close());
afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.close()));
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

interface Look {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

async function setUp({ width = 1280, colorScheme = 'light' }: Look = {}) {
  const mock = createMock({
    clock: mockClock({ startAt: START, rate: 0 }),
    latency: { queuedMs: [1_000, 1_000], runningMs: [2_000, 2_000] },
    deliver: async () => new Response(null, { status: 204 }),
  });
  const server = await listen(mock);
  servers.push(server);
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, timezoneId: 'UTC' });
  pages.push(page);
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const open = async () => {
    await page.goto(`${server.origin}/__admin/`);
    await page.getByText('live', { exact: true }).waitFor();
  };
  const region = (name: string) => page.getByRole('region', { name });
  return { mock, server, page, open, region, complaints, bria: briaAt(mock, TOKEN) };
}

it('is the page that its parts make: run `node dashboard/write.ts` when it is not', async () => {
  expect(DASHBOARD).toBe(await assemblePage());
});

it('may load nothing, and talk to nobody, but the mock', async () => {
  const response = await ask(createMock(), 'http://127.0.0.1:4010/__admin/');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[\w+/]{43}='; style-src 'sha256-/);
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
});

it('shows a job from its submit to its picture, without being told to look', async () => {
  const { page, mock, open, region, bria, complaints } = await setUp();
  await open();
  const jobs = region('Jobs');
  await jobs.getByText('No jobs yet').waitFor();
  await bria.accepted({ image: PHOTO_URL, webhook_url: 'https://app.test/hook' });
  await jobs.getByText('queued').waitFor();
  await mock.control.advance(1_000);
  await jobs.getByText('running').waitFor();
  await page.getByRole('button', { name: '+1 min' }).click();
  await jobs.getByText('completed').waitFor();
  const picture = jobs.getByRole('img', { name: 'output.png of image/edit/remove_background' });
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), PATIENT)
    .toBe(960);
  await region('Deliveries').getByText('accepted', { exact: true }).waitFor();
  await page.getByText('2026-01-01 12:01:01', { exact: true }).waitFor();
  expect(mock.control.clock.state().now).toBe(START + 61_000);
  // To look is not to ask: the page leaves no trace in the journal.
  expect(mock.control.journal.requests().map(({ operation }) => operation)).toEqual(['submit']);
  expect(complaints).toEqual([]);
});

it('never takes what a client sent for markup', async () => {
  const { page, mock, server, open, region, complaints } = await setUp();
  const send = (path: string, body: object) =>
    ask(mock, server.origin + path, posting(body, { api_token: `${TOKEN}${MARKUP}` }));
  await open();
  await send('/v2/image/generate', { prompt: MARKUP });
  mock.control.outcomes.next('failed', { message: MARKUP });
  await send('/v2/image/edit/remove_background', {
    image: PHOTO_URL,
    webhook_url: `https://app.test/${MARKUP}`,
  });
  await send(`/v2/${MARKUP}`, { [MARKUP]: MARKUP });
  mock.control.faults.add({
    on: 'any',
    endpoint: MARKUP,
    effect: { kind: 'respond', status: 500, body: MARKUP },
  });
  mock.control.scenario({ name: MARKUP, faults: [] });
  await mock.control.advance(60_000);
  await region('Jobs').getByText(MARKUP).nth(1).waitFor();
  const request = region('Requests').getByRole('listitem').first();
  await request.locator('summary').click();
  await request.getByText('onerror').last().waitFor();
  await region('Faults').getByText(MARKUP).first().waitFor();
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  expect(await page.locator('script').count()).toBe(1);
  expect(await page.title()).toBe('briakit mock');
  expect(complaints).toEqual([]);
});

it('changes the wallet and the plan, and leaves what is being typed alone', async () => {
  const { mock, open, region, bria } = await setUp();
  await bria.accepted();
  await open();
  const wallets = region('Wallets and plans');
  const balance = wallets.getByLabel('Balance, $');
  expect(await balance.inputValue()).toBe('4.982');
  await balance.fill('0.5');
  await bria.accepted();
  await wallets.getByText('$0.036 held').waitFor();
  expect(await balance.inputValue()).toBe('0.5');
  await wallets.getByLabel('Plan').selectOption('free');
  await wallets.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(() => mock.control.tenants.get(TOKEN), PATIENT)
    .toEqual({ plan: 'free', balanceUsd: 0.5 });
});

it('shows what is left of a limit, and that it comes back', async () => {
  const { mock, open, region, bria } = await setUp();
  mock.control.tenants.set(TOKEN, { plan: 'free' });
  // Without pictures, which take their time to draw.
  mock.control.outcomes.next('failed', { times: 10 });
  for (let job = 0; job < 10; job++) await bria.accepted();
  await open();
  await region('Limits').getByText('0 of 10 left').waitFor();
  await mock.control.advance(60_000);
  await region('Limits').getByText('All buckets are full.').waitFor();
  expect(await region('Limits').getByRole('listitem').count()).toBe(0);
});

it('adds a fault and takes it away, decides the next job, and begins a scenario', async () => {
  const { page, mock, open, region, bria } = await setUp();
  await open();
  const faults = region('Faults');
  await faults.getByLabel('What goes wrong').selectOption('a bot check instead of JSON');
  await faults.getByLabel('With').selectOption('submit');
  await faults.getByLabel('How often').fill('2');
  await faults.getByRole('button', { name: 'Add the fault' }).click();
  await faults.getByText('struck 0 of 2').waitFor();
  expect((await bria.submit()).headers.get('content-type')).toContain('text/html');
  await faults.getByText('struck 1 of 2').waitFor();
  await faults.getByRole('button', { name: /^Remove/ }).click();
  await faults.getByText('Nothing is made to go wrong.').waitFor();

  await page.getByLabel('The next job').selectOption('stuck');
  await region('What happens next').getByRole('button', { name: 'Decide' }).first().click();
  await expect.poll(async () => (await mock.control.snapshot()).outcomes.length, PATIENT).toBe(1);
  await bria.accepted();
  expect(mock.state.jobs.find()).toMatchObject([{ outcome: 'stuck' }]);

  await page.getByLabel('Scenario').selectOption('outage');
  await expect.poll(() => mock.control.scenario().name, PATIENT).toBe('outage');
});

it('freezes the clock and lets it run, and forgets everything when that is confirmed', async () => {
  const { page, mock, open, region, bria } = await setUp();
  await bria.accepted();
  await open();
  await page.getByRole('button', { name: 'Run' }).click();
  await expect.poll(() => mock.control.clock.state().rate, PATIENT).toBe(1);
  await page.getByRole('button', { name: 'Freeze' }).click();
  await expect.poll(() => mock.control.clock.state().rate, PATIENT).toBe(0);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Reset…' }).click();
  await region('Jobs').getByText('No jobs yet').waitFor();
  expect(mock.state.jobs.size).toBe(0);
});

it('says what the mock says when it says no, and when the mock is gone', async () => {
  const { page, server, open, region } = await setUp();
  await open();
  // What no person could choose here, but another version of the mock might say no to.
  await region('Faults')
    .getByLabel('With')
    .evaluate((select: HTMLSelectElement) => {
      const option = document.createElement('option');
      option.value = 'nonsense';
      select.append(option);
      select.value = 'nonsense';
    });
  await region('Faults').getByRole('button', { name: 'Add the fault' }).click();
  await page.getByRole('alert').getByText('on must be').waitFor();
  await server.close();
  await page.getByText('no connection').waitFor();
  expect(await page.getByRole('status').textContent()).toBe('no connection');
});

it.each([
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'dark' },
] as const)('fits $width pixels, $colorScheme, with text that can be read', async (look) => {
  const { page, open, region, bria } = await setUp(look);
  await bria.accepted({ image: PHOTO_URL, webhook_url: `https://app.test/${'long'.repeat(80)}` });
  await bria.submit({});
  await open();
  await region('Jobs').getByText('queued').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  const unnamed = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>('button, input, select')]
      .filter(({ labels, textContent }) => !labels?.length && !textContent?.trim())
      .map(({ outerHTML }) => outerHTML),
  );
  expect(unnamed).toEqual([]);
  expect(await page.evaluate(findFaintText)).toEqual([]);
});

/** In the page: texts of less contrast than 4.5 to the nearest ground that is opaque (WCAG 2.2, 1.4.3). */
function findFaintText(): string[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const channelsOf = (color: string): number[] => {
    if (!context) return [];
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const luminanceOf = (color: string): number => {
    const [red = 0, green = 0, blue = 0] = channelsOf(color).map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const groundOf = (node: Element | null): string => {
    for (let at = node; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (channelsOf(backgroundColor)[3] === 255) return backgroundColor;
    }
    return 'white';
  };
  const faint: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const { parentElement: parent } = text;
    if (!parent || !text.textContent?.trim() || !parent.checkVisibility()) continue;
    const lights = [luminanceOf(getComputedStyle(parent).color), luminanceOf(groundOf(parent))];
    const contrast = (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
    if (contrast < 4.5) faint.push(`${contrast.toFixed(2)}: ${text.textContent.trim()}`);
  }
  return faint;
}
