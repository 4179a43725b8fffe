import { removeBackground } from '@briakit/core/operations';
import { BriaClientProvider, useBriaBudget } from '@briakit/react';
import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { inAWorld, passUntil, told } from './story-world.ts';

function Budget() {
  const { lines, isWalletEmpty, reopen } = useBriaBudget();
  return (
    <main>
      <ul>
        {lines.map(({ bucket, free, limit, blockedBy }) => (
          <li key={bucket}>
            {bucket}: {free} of {limit} left{blockedBy && `, held back: ${blockedBy}`}
          </li>
        ))}
      </ul>
      {isWalletEmpty && (
        <p role="status">
          No credit is left.
          <button type="button" className="button" onClick={reopen}>
            I have topped up
          </button>
        </p>
      )}
    </main>
  );
}

const meta = preview.meta({
  title: 'Hooks/useBriaBudget',
  ...inAWorld,
  render: (_, { world }) => (
    <BriaClientProvider client={world.client}>
      <Budget />
    </BriaClientProvider>
  ),
});

const INPUT = { image: 'https://example.com/vase.jpg' };

export const Left = meta.story({
  parameters: {
    plan: 'free',
    mock: { plan: 'free' },
    ...told('What is left of each limit that was used.'),
  },
  async play({ canvas, world: { client, clock } }) {
    client.submit(removeBackground, INPUT);
    await passUntil(clock, () => expect(canvas.getByText(/remove_background: 9 of 10 left$/)).toBeVisible());
  },
});

export const Blocked = meta.story({
  parameters: {
    plan: 'free',
    mock: { plan: 'free' },
    ...told('The minute is used up: the next submit is held back here, until a place falls free.'),
  },
  async play({ canvas, world: { client, clock } }) {
    for (let place = 0; place < 11; place++) client.submit(removeBackground, INPUT);
    await passUntil(clock, () =>
      expect(canvas.getByText(/remove_background: 0 of 10 left, held back: rate-limit/)).toBeVisible(),
    );
  },
});

export const OutOfBalance = meta.story({
  parameters: {
    mock: { balanceUsd: 0 },
    ...told('A submit was refused for want of money: others are not sent.'),
  },
  async play({ canvas, world: { client, clock } }) {
    client.submit(removeBackground, INPUT);
    await passUntil(clock, () => expect(canvas.getByRole('status')).toHaveTextContent('No credit is left.'));
  },
});

export const ToppedUp = meta.story({
  parameters: {
    mock: { balanceUsd: 0 },
    ...told('Somebody says that there is money again: submits go out as before.'),
  },
  async play(context) {
    await OutOfBalance.play(context);
    const { canvas, userEvent } = context;
    await userEvent.click(canvas.getByRole('button', { name: 'I have topped up' }));
    await expect(canvas.queryByRole('status')).toBeNull();
  },
});
