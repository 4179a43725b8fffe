import { afterEach, expect, it, vi } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { button, openStudio, takeSample } from './open-studio.tsx';

afterEach(() => {
  vi.restoreAllMocks();
  document.documentElement.style.fontSize = '';
});

const focus = (name: string | RegExp) => (button(name).element() as HTMLElement).focus();
const jobArea = () => page.getByRole('region', { name: 'Job' }).element();

it('keeps the focus at the job when the button that had it is gone', async () => {
  const { see } = await openStudio();
  await see('$5.000');
  focus('Try it with the sample');
  await userEvent.keyboard('{Enter}');
  await see('Removing the background');
  expect(document.activeElement).toBe(jobArea());
  await userEvent.keyboard('{Tab}');
  expect(document.activeElement).toBe(button('Stop').element());
  await see('The background is gone');
  expect(document.activeElement).toBe(jobArea());
});

it('takes a second Enter on Stop for nothing, and buys nothing by it', async () => {
  const { see, submits } = await openStudio();
  await takeSample();
  await see('Removing the background');
  focus('Stop');
  await userEvent.keyboard('{Enter}{Enter}');
  await see(/what was accepted may still finish/);
  expect(submits()).toBe(1);
});

it('reads out why a job failed, and neither its id nor a countdown', async () => {
  const { see } = await openStudio();
  await see('$5.000');
  await page.getByRole('radio', { name: 'Fails' }).click({ force: true });
  await see('Set. The next job that is accepted takes it.');
  await takeSample();
  await see(/^About \d s left/);
  const liveOf = (text: RegExp | string) =>
    page.getByText(text).element().closest('[aria-live], [role=status]')?.getAttribute('aria-live');
  expect(liveOf(/^About \d s left/)).toBe('off');
  await see('The job failed');
  // A status is read politely, without being told to.
  expect([liveOf(/could not be processed/), liveOf('errors/job_failed.md')]).toEqual([null, 'off']);
});

it('keeps the page when a file misses the stage', async () => {
  const { see } = await openStudio();
  await see('$5.000');
  const missed = ['dragover', 'drop'].map(
    (kind) => new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() }),
  );
  for (const event of missed) document.body.dispatchEvent(event);
  expect(missed.map((event) => event.defaultPrevented)).toEqual([true, true]);
});

it('says that nobody is there when the sample cannot be had', async () => {
  let isRunning = true;
  const { see } = await openStudio((api) => ({
    ...api,
    read: () => (isRunning ? api.read() : Promise.reject(new TypeError('Failed to fetch'))),
  }));
  await see('$5.000');
  isRunning = false;
  vi.spyOn(globalThis, 'fetch').mockRejectedValueOnce(new TypeError('Failed to fetch'));
  await takeSample();
  await expect.element(page.getByText('The mock is not running.').first()).toBeVisible();
});

it('shows what is chosen, and the edges of buttons, where colours are forced', async () => {
  const { see } = await openStudio();
  await see('$5.000');
  const emulate = (value: string) =>
    cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });
  const styleOf = (element: Element | null) => getComputedStyle(element!);
  await emulate('active');
  try {
    const chosen = styleOf(page.getByRole('radio', { name: 'Bria' }).element().nextElementSibling);
    // All backgrounds are one there, but for what keeps its own.
    await expect
      .poll(() => chosen.backgroundColor)
      .not.toBe(styleOf(document.querySelector('.card')).backgroundColor);
    expect(styleOf(button('Set to $0').element()).borderTopWidth).toBe('1px');
  } finally {
    await emulate('');
  }
});

it('has room on a phone for text of twice the size', async () => {
  await page.viewport(360, 780);
  const { see } = await openStudio();
  await see('$5.000');
  const sizeOf = (text: string) =>
    Number.parseFloat(getComputedStyle(page.getByText(text).element()).fontSize);
  const before = sizeOf('Drop a picture here');
  document.documentElement.style.fontSize = '187.5%';
  expect(sizeOf('Drop a picture here')).toBeCloseTo(2 * before);
  for (const part of document.querySelectorAll<HTMLElement>('button, label, aside, h1, .drop-zone'))
    expect.soft(part.scrollWidth, part.innerText).toBeLessThanOrEqual(part.clientWidth);
  expect(document.documentElement.scrollWidth).toBe(360);
});
