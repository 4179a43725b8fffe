import type { JobRef } from '@briakit/core';
import { removeBackground } from '@briakit/core/operations';
import { expect, waitFor } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { CutOut, fetchPicture } from './cut-out.tsx';
import { inAWorld, passUntil, told } from './story-world.ts';

const meta = preview.meta({
  title: 'Hooks/useBriaJob',
  ...inAWorld,
  render: (_, { world }) => <CutOut client={world.client} clock={world.clock} />,
});

const OTHER_PICTURE = { image: 'https://example.com/other.jpg' };

export const Idle = meta.story({
  parameters: told(
    'Before anything was submitted: there is no job, no request was made and nothing is billed.',
  ),
  async play({ canvas, world }) {
    await expect(canvas.getByRole('status')).toHaveTextContent('Ready');
    await expect(canvas.queryByRole('progressbar')).toBeNull();
    await expect(world.mock.control.journal.count()).toBe(0);
  },
});

export const Running = meta.story({
  parameters: {
    mock: { latency: { queuedMs: [500, 500], runningMs: [60_000, 60_000] } },
    ...told('The provider works on it: progress and time left are estimates that move with each poll.'),
  },
  async play({ canvas, userEvent, world: { clock } }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Remove the background' }));
    await passUntil(clock, () =>
      expect(canvas.getByRole('status')).toHaveTextContent('Removing the background'),
    );
    await passUntil(clock, () =>
      expect(canvas.getByRole('progressbar').getAttribute('value')).toMatch(/^0\.[2-7]/),
    );
    await expect(canvas.getByText(/^About [1-5] s left\.$/)).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Stop' })).toBeEnabled();
  },
});

export const Overdue = meta.story({
  parameters: {
    mock: { latency: { queuedMs: [500, 500], runningMs: [60_000, 60_000] } },
    ...told('Older than such jobs usually get: it says so instead of inventing a time, and goes on polling.'),
  },
  async play({ canvas, userEvent, world: { clock } }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Remove the background' }));
    await passUntil(clock, () => canvas.getByText(/left\./));
    await clock.advance(12_000);
    await waitFor(() => expect(canvas.getByText(/^Taking longer than usual/)).toBeVisible());
    await expect(Number(canvas.getByRole('progressbar').getAttribute('value'))).toBeLessThan(1);
  },
});

export const Succeeded = meta.story({
  parameters: told('The job is done: `data` holds the link of the cut-out, typed by the endpoint.'),
  async play({ canvas, userEvent, world: { clock } }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Remove the background' }));
    await passUntil(clock, () =>
      expect(canvas.getByRole('status')).toHaveTextContent('The background is gone'),
    );
    const result = canvas.getByRole<HTMLImageElement>('img', { name: 'Vase, cut out' });
    await waitFor(() => expect(result.naturalWidth).toBe(1280));
    await expect(canvas.getByRole('slider', { name: 'Compare original and cut out' })).toHaveValue('50');
  },
});

export const Failed = meta.story({
  parameters: told(
    'The provider could not do it: its own words, what to do next, and the id for its support.',
  ),
  async play({ canvas, userEvent, world: { clock, mock } }) {
    mock.control.outcomes.next('failed', { message: 'No subject was found.' });
    await userEvent.click(canvas.getByRole('button', { name: 'Remove the background' }));
    await passUntil(clock, () => expect(canvas.getByRole('status')).toHaveTextContent('The job failed'));
    await expect(canvas.getByText(/No subject was found\./)).toBeVisible();
    await expect(canvas.getByText('errors/job_failed.md')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Copy: job id' })).toBeEnabled();
    await expect(canvas.getByRole('button', { name: 'Once more' })).toBeEnabled();
  },
});

export const Limited = meta.story({
  parameters: {
    plan: 'free',
    mock: { plan: 'free' },
    ...told('The minute is used up: the submit waits here and goes out by itself when there is room again.'),
  },
  async play({ canvas, userEvent, world: { client, clock, mock, token } }) {
    // The client's other jobs have had the ten places of the free plan's minute.
    const others = Array.from({ length: 10 }, () => client.submit(removeBackground, OTHER_PICTURE));
    await Promise.all(others.map((job) => job.accepted()));
    await clock.advance(100);
    await userEvent.click(canvas.getByRole('button', { name: 'Remove the background' }));
    await passUntil(clock, () => expect(canvas.getByRole('status')).toHaveTextContent('Waiting to send'));
    await expect(canvas.getByText('Bria’s limit of requests per minute is reached.')).toBeVisible();
    await expect(canvas.getByText(/Next try in [4-6]\d s\./)).toBeVisible();
    await expect(mock.control.journal.count({ operation: 'submit', tenant: token })).toBe(10);
  },
});

export const OutOfBalance = meta.story({
  parameters: {
    mock: { balanceUsd: 0 },
    ...told(
      'The wallet is empty: the job was refused before it began, nothing was billed, and a retry needs money.',
    ),
  },
  async play({ canvas, userEvent, world: { clock, mock } }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Remove the background' }));
    await passUntil(clock, () => expect(canvas.getByRole('status')).toHaveTextContent('No credit left'));
    await expect(canvas.getByText(/nothing was billed/)).toBeVisible();
    await expect(canvas.getByText('errors/insufficient_balance.md')).toBeVisible();
    await expect(mock.state.ledger.find(({ kind }) => kind === 'charge')).toEqual([]);
  },
});

export const NoAnswer = meta.story({
  parameters: told(
    'The answer to the submit was lost: nobody knows whether there is a job, so who starts again is warned.',
  ),
  async play({ canvas, userEvent, world: { clock, mock } }) {
    mock.control.faults.add({ on: 'submit', effect: { kind: 'network-error' } });
    await userEvent.click(canvas.getByRole('button', { name: 'Remove the background' }));
    await passUntil(clock, () => expect(canvas.getByRole('status')).toHaveTextContent('No answer'));
    await expect(canvas.getByText(/charged a second time/)).toBeVisible();
    await expect(mock.control.journal.count({ operation: 'submit' })).toBe(1);
  },
});

export const Stopped = meta.story({
  parameters: {
    mock: { latency: { queuedMs: [500, 500], runningMs: [60_000, 60_000] } },
    ...told('The person stopped it: it is no longer followed here, and may still finish at the provider.'),
  },
  async play({ canvas, userEvent, world: { clock } }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Remove the background' }));
    await passUntil(clock, () =>
      expect(canvas.getByRole('status')).toHaveTextContent('Removing the background'),
    );
    await userEvent.click(canvas.getByRole('button', { name: 'Stop' }));
    await expect(canvas.getByRole('status')).toHaveTextContent('Stopped');
    await expect(canvas.getByText(/may still finish/)).toBeVisible();
  },
});

export const Attached = meta.story({
  render: (_, { world, loaded }) => (
    <CutOut client={world.client} clock={world.clock} saved={(loaded as { readonly saved: JobRef }).saved} />
  ),
  parameters: told(
    'A job of an earlier life of the page, by its ref: it is followed, and nothing is submitted.',
  ),
  async beforeEach(context) {
    const saved = await context.world.client.submit(removeBackground, await fetchPicture()).accepted();
    Object.assign(context.loaded, { saved });
  },
  async play({ canvas, world: { clock, mock } }) {
    await passUntil(clock, () =>
      expect(canvas.getByRole('status')).toHaveTextContent('The background is gone'),
    );
    await expect(mock.control.journal.count({ operation: 'submit' })).toBe(1);
  },
});

const DARK = { theme: 'dark' };

export const RunningDark = Running.extend({ globals: DARK });
export const FailedDark = Failed.extend({ globals: DARK });
export const LimitedDark = Limited.extend({ globals: DARK });
