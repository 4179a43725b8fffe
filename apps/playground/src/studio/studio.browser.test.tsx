import { createClient } from '@briakit/core';
import { bria } from '@briakit/core/bria';
import { pixazo } from '@briakit/core/pixazo';
import { virtualClock } from '@briakit/core/testing';
import { createMock } from '@briakit/mock-server';
import { setupMockWorker } from '@briakit/mock-server/browser';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Studio } from './studio.tsx';
import { createTenantApi, type TenantApi } from './tenant-api.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

/** The Studio on a mock of its own, in a time that only `see` lets pass. */
async function openStudio(change: (api: TenantApi) => TenantApi = (api) => api) {
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
  const clients = {
    bria: createClient({ provider: bria({ apiToken: 'studio', ...exposed }), clock }),
    pixazo: createClient({ provider: pixazo({ subscriptionKey: 'studio', host, ...exposed }), clock }),
  };
  const tenantApi = change(createTenantApi('/__admin', { api_token: 'studio' }));

  const container = document.body.appendChild(document.createElement('div'));
  const root = createRoot(container);
  cleanUps.push(
    () => container.remove(),
    () => root.unmount(),
  );
  root.render(<Studio clients={clients} tenantApi={tenantApi} clock={clock} />);

  const see = async (text: string | RegExp) => {
    const sight = page.getByText(text);
    await expect
      .poll(async () => (await clock.advance(250), sight.query()), { timeout: 10_000, interval: 10 })
      .not.toBeNull();
    await expect.element(sight).toBeVisible();
  };
  return { clock, mock, see, submits: () => mock.control.journal.count({ operation: 'submit' }) };
}

const button = (name: string | RegExp) => page.getByRole('button', { name });
const takeSample = () => button('Try it with the sample').click();
const chooseFile = (content: BlobPart[], name: string, type: string) =>
  userEvent.upload(page.getByLabelText(/Drop a picture here/), new File(content, name, { type }));

it.each([
  ['Bria', 'Removing the background'],
  // Asked every five seconds only, it is done before it was ever seen at work.
  ['Pixazo', 'Accepted by Pixazo'],
])('takes a picture to its cut-out with %s, and the wallet pays for it', async (provider, underWay) => {
  const { see } = await openStudio();
  await see('$5.000');
  await page.getByRole('radio', { name: provider }).click({ force: true });
  await takeSample();
  await see(underWay);
  await expect.element(page.getByRole('progressbar')).toBeVisible();
  await see('The background is gone');
  await see('$4.982');
  const result = page.getByRole('img', { name: 'sample.jpg, cut out' });
  await expect
    .poll(() => (result.element() as HTMLImageElement).naturalWidth, { timeout: 10_000 })
    .toBe(1280);
  await expect.element(button('Download PNG')).toBeEnabled();
});

it('explains an empty wallet, fills it on request, and goes on', async () => {
  const { see, submits } = await openStudio();
  await button('Set to $0').click();
  await see('$0.000');
  await takeSample();
  await see('No credit left');
  await see(/Nothing was billed/);
  await see('errors/insufficient_balance.md');
  await button('Set the balance to $5').click();
  await see(/The wallet is filled again/);
  await button('Try again').click();
  await see('The background is gone');
  expect(submits()).toBe(2);
});

it.each([
  ['text', ['no picture'], 'notes.txt', 'text/plain', 'The picture is not a JPEG, PNG, WebP or URL.'],
  ['a GIF', ['GIF89a\u0001'], 'cat.gif', 'image/gif', 'The picture is not a JPEG, PNG, WebP or URL.'],
  ['an empty file', [], 'empty.png', 'image/png', 'The picture is empty (0 bytes).'],
])(
  'says in the drop zone what is wrong with %s, and sends nothing',
  async (_, content, name, type, sentence) => {
    const { see, submits } = await openStudio();
    await chooseFile(content, name, type);
    await see(sentence);
    await expect.element(page.getByRole('alert').getByText(sentence)).toBeVisible();
    await expect.element(page.getByText('Drop a picture here')).toBeVisible();
    expect(submits()).toBe(0);
  },
);

it('shows a failure in the provider’s words, with the page that explains it and the job’s id', async () => {
  const { see, mock } = await openStudio();
  await see('$5.000');
  await page.getByRole('radio', { name: 'Fails' }).click({ force: true });
  await see('Set. The next job that is accepted takes it.');
  await takeSample();
  await see('The job failed');
  await see(/Bria says: “.*The picture could not be processed\./);
  await see('errors/job_failed.md');
  const [job] = mock.state.jobs.find();
  await expect.element(page.getByTitle(job?.requestId ?? 'no job')).toBeVisible();
  await expect.element(page.getByRole('radio', { name: 'Completes' })).toBeEnabled();
});

it('stops following a job, says that it may go on, and can begin again', async () => {
  const { see, submits } = await openStudio();
  await takeSample();
  await see('Removing the background');
  await button('Stop').click();
  await see(/what was accepted may still finish, and be charged/);
  await button('Start again').click();
  await see('The background is gone');
  expect(submits()).toBe(2);
});

it('names the command when there is no mock, and goes on by itself when there is one', async () => {
  let isRunning = false;
  const { see } = await openStudio((api) => ({
    ...api,
    read: () => (isRunning ? api.read() : Promise.reject(new Error('The mock answered 500.'))),
  }));
  await expect.element(page.getByText('The mock is not running.').first()).toBeVisible();
  await expect.element(page.getByText('npm start').first()).toBeVisible();
  isRunning = true;
  await see('$5.000');
  expect(page.getByText('The mock is not running.').query()).toBeNull();
});

it('takes a picture that is dropped, and one that is pasted, but none while a job runs', async () => {
  const { see, submits } = await openStudio();
  const transfer = new DataTransfer();
  const response = await fetch('/sample.jpg');
  transfer.items.add(new File([await response.blob()], 'vase.jpg', { type: 'image/jpeg' }));
  const drop = () =>
    document
      .querySelector('.stage')
      ?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
  drop();
  await see('Removing the background');
  drop();
  await see('The background is gone');
  expect(submits()).toBe(1);
  document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer }));
  await see('Removing the background');
  await see('The background is gone');
  expect(submits()).toBe(2);
});
