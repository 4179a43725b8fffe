import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { button, openStudio, takeSample } from './open-studio.tsx';

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

it.each(['Bria', 'Pixazo'])(
  'goes on with the job at %s that a reload has left, and buys it once',
  async (provider) => {
    const { see, submits, reload } = await openStudio();
    await see('$5.000');
    await page.getByRole('radio', { name: provider }).click({ force: true });
    await takeSample();
    await see(provider === 'Bria' ? 'Removing the background' : 'Accepted by Pixazo');
    reload();
    await see(/^sample\.jpg was sent before/);
    await expect.element(page.getByRole('radio', { name: provider })).toBeChecked();
    await see('The background is gone');
    await expect.element(page.getByRole('img', { name: 'sample.jpg, cut out' })).toBeVisible();
    await expect.element(button('Download PNG')).toBeEnabled();
    expect(submits()).toBe(1);
    await button('Another picture').click();
    await see('Drop a picture here');
  },
);

it('forgets a job that was stopped and left for another picture', async () => {
  const { see, reload } = await openStudio();
  await takeSample();
  await see('Removing the background');
  await button('Stop').click();
  await see(/may still finish/);
  reload();
  await see(/^sample\.jpg was sent before/);
  await button('Stop').click();
  await button('Another picture').click();
  await see('Drop a picture here');
  reload();
  await see('Ready for a picture');
  expect(page.getByText(/was sent before/).query()).toBeNull();
});
