import { removeBackground } from '@briakit/core/operations';
import { BriaClientProvider, describeJob, useBriaBatch, useBriaJobView, type BatchRow } from '@briakit/react';
import { memo } from 'react';
import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { inAWorld, passUntil, told } from './story-world.ts';

const INPUTS = ['vase', 'chair', 'lamp', 'shoe'].map((name) => ({
  image: `https://example.com/${name}.jpg`,
}));

const Row = memo(function Row({ row }: { readonly row: BatchRow<unknown, { readonly image_url: string }> }) {
  const now = useBriaJobView(row.job, { select: describeJob });
  return (
    <li>
      {row.status}
      {now && !row.data && `: ${now}`}
      {row.data && <img src={row.data.image_url} alt={row.key} width="48" />}
    </li>
  );
});

function Batch() {
  const batch = useBriaBatch(removeBackground, { concurrency: 2 });
  const { counts, stoppedBy } = batch;
  return (
    <main>
      <button type="button" className="button primary" onClick={() => batch.start(INPUTS)}>
        Cut all out
      </button>
      <progress aria-label="All pictures" value={batch.progress} />
      <p role="status">
        {counts.ok} of {counts.total} done. {stoppedBy?.message}
      </p>
      {counts.error + counts.skipped > 0 && (
        <button type="button" className="button" onClick={batch.retryFailed}>
          Retry
        </button>
      )}
      <ul>
        {batch.rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </ul>
    </main>
  );
}

const meta = preview.meta({
  title: 'Hooks/useBriaBatch',
  ...inAWorld,
  render: (_, { world }) => (
    <BriaClientProvider client={world.client}>
      <Batch />
    </BriaClientProvider>
  ),
});

export const Running = meta.story({
  parameters: {
    mock: { latency: { queuedMs: [500, 500], runningMs: [60_000, 60_000] } },
    ...told('Two at a time: the others wait for their turn, and nothing of them is bought yet.'),
  },
  async play({ canvas, userEvent, world: { clock, mock } }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Cut all out' }));
    await passUntil(clock, () => expect(canvas.getAllByText(/^running: In progress/)).toHaveLength(2));
    await expect(canvas.getAllByText(/^waiting/)).toHaveLength(2);
    await expect(mock.control.journal.count({ operation: 'submit' })).toBe(2);
  },
});

export const Done = meta.story({
  parameters: told('Each row has its result, and the batch its counts.'),
  async play({ canvas, userEvent, world: { clock } }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Cut all out' }));
    await passUntil(clock, () => expect(canvas.getByRole('status')).toHaveTextContent('4 of 4 done'));
    await expect(canvas.getAllByRole('img')).toHaveLength(4);
  },
});

export const OutOfBalance = meta.story({
  parameters: {
    mock: { balanceUsd: 0.02 },
    ...told('The wallet is empty: nothing more is submitted, and what was not is kept for a retry.'),
  },
  async play({ canvas, userEvent, world: { clock } }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Cut all out' }));
    await passUntil(clock, () => expect(canvas.getByRole('status')).toHaveTextContent('No credit is left'));
    await passUntil(clock, () => expect(canvas.getByRole('status')).toHaveTextContent('1 of 4 done'));
    await expect(canvas.getByRole('button', { name: 'Retry' })).toBeEnabled();
  },
});

export const Retried = meta.story({
  parameters: {
    mock: { balanceUsd: 0.02 },
    ...told('There is money again: the retry goes on where the batch stopped, and buys nothing twice.'),
  },
  async play(context) {
    await OutOfBalance.play(context);
    const { canvas, userEvent } = context;
    const { clock, mock, token } = context.world;
    mock.control.tenants.set(token, { balanceUsd: 1 });
    await userEvent.click(canvas.getByRole('button', { name: 'Retry' }));
    await passUntil(clock, () => expect(canvas.getByRole('status')).toHaveTextContent('4 of 4 done'));
    await expect(mock.state.ledger.find(({ kind }) => kind === 'charge')).toHaveLength(4);
  },
});
