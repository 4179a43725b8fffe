import { virtualClock } from '@briakit/core/testing';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { Remaining, Waiting } from './time-left.tsx';

const cleanUps: (() => void)[] = [];
afterEach(() => cleanUps.splice(0).forEach((cleanUp) => cleanUp()));

function setUp() {
  const clock = virtualClock();
  const container = document.body.appendChild(document.createElement('div'));
  const root = createRoot(container);
  cleanUps.push(
    () => root.unmount(),
    () => container.remove(),
    () => expect(clock.pendingTimers).toBe(0),
  );
  return { clock, root };
}

it('counts an estimate down until the next answer brings a newer one', async () => {
  const { clock, root } = setUp();
  root.render(<Remaining etaMs={6_000} clock={clock} />);
  await expect.element(page.getByText('About 6 s left.')).toBeVisible();
  await clock.advance(2_000);
  await expect.element(page.getByText('About 4 s left.')).toBeVisible();
  root.render(<Remaining etaMs={5_000} clock={clock} />);
  await expect.element(page.getByText('About 5 s left.')).toBeVisible();
  await clock.advance(4_000);
  await expect.element(page.getByText('Any moment now.')).toBeVisible();
  root.render(<Remaining etaMs={undefined} clock={clock} />);
  await expect
    .element(page.getByText('Taking longer than usual. It is still being worked on.'))
    .toBeVisible();
});

it('counts down to the next try of a submit that is held back', async () => {
  const { clock, root } = setUp();
  const view = { waitReason: 'offline', untilAt: clock.now() + 3_000 } as const;
  root.render(<Waiting view={view} provider="Bria" clock={clock} />);
  await expect.element(page.getByText('Bria could not be reached.')).toBeVisible();
  await expect.element(page.getByText('Next try in 3 s. Nothing is billed meanwhile.')).toBeVisible();
  await clock.advance(1_000);
  await expect.element(page.getByText('Next try in 2 s. Nothing is billed meanwhile.')).toBeVisible();
  await clock.advance(2_000);
  await expect.element(page.getByText('Trying now. Nothing is billed meanwhile.')).toBeVisible();
});
