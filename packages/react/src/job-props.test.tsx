import { createClient } from '@briakit/core';
import { image } from '@briakit/core/bria';
import { act, cleanup, render } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { openWorld, PICTURE, strictWith, TOKEN } from '../test/world.tsx';
import { describeJob, getProgressProps, getStatusProps } from './job-props.ts';
import { viewOf } from './job-view.ts';
import { useBriaJob } from './use-bria-job.ts';

afterEach(cleanup);

/** All rules but those that need a layout, which jsdom has none of. */
const violations = async (container: Element) => {
  const { violations: found, passes } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(passes.length).toBeGreaterThan(0);
  return found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
};

function Cutter({ label }: { readonly label?: string }) {
  const job = useBriaJob(image.removeBackground);
  return (
    <main>
      <button onClick={() => job.submit({ image: PICTURE })}>Cut out</button>
      <button onClick={job.stop}>Stop</button>
      <p {...job.getStatusProps()} />
      <div {...job.getProgressProps({ label })}>
        <div style={{ width: `${job.progress * 100}%` }} />
      </div>
    </main>
  );
}

function open(options: Parameters<typeof openWorld>[0] = {}, plan?: 'free') {
  const world = openWorld(options, plan);
  const client = createClient(world.clientOptions);
  const screen = render(<Cutter />, { wrapper: strictWith(client) });
  const status = () => screen.getByRole('status').textContent;
  const bar = () => screen.getByRole('progressbar');
  const click = (name: string) => act(() => screen.getByRole('button', { name }).click());
  return { ...world, ...screen, client, status, bar, click };
}

it('has nothing that axe finds fault with, in any phase, and says how the job stands', async () => {
  const { container, status, bar, click, advance } = open({
    latency: { queuedMs: [100, 100], runningMs: [9_000, 9_000] },
  });
  const look = async () => [
    status(),
    bar().getAttribute('aria-valuetext'),
    bar().getAttribute('aria-valuenow'),
  ];
  expect([await look(), await violations(container)]).toEqual([['', 'Not started.', null], []]);
  click('Cut out');
  expect([await look(), await violations(container)]).toEqual([['Sending.', 'Sending.', null], []]);
  await advance(2_000);
  const [said, text, now] = await look();
  expect(said).toBe('In progress.');
  expect(text).toMatch(/^\d+ percent, about \d+ seconds left$/);
  expect(Number(now)).toBe(Number.parseInt(text!));
  expect(await violations(container)).toEqual([]);
  await advance(20_000);
  expect([await look(), await violations(container)]).toEqual([['Done.', 'Done.', '100'], []]);
});

it('says what failed in the words of the error, without its codes', async () => {
  const { container, status, click, advance, mock } = open();
  mock.control.tenants.set(TOKEN, { balanceUsd: 0 });
  click('Cut out');
  await advance(1_000);
  expect(status()).toBe('Failed. No credit is left: top up the account.');
  expect(await violations(container)).toEqual([]);
});

it('says that it waits, and that it was stopped', async () => {
  const { container, client, status, click, advance } = open({ plan: 'free' }, 'free');
  for (let place = 0; place < 10; place++) client.submit(image.removeBackground, { image: PICTURE });
  await advance(100);
  click('Cut out');
  await advance(100);
  expect(status()).toBe('Waiting to be sent.');
  expect(await violations(container)).toEqual([]);
  click('Stop');
  expect(status()).toBe('Stopped.');
  expect(await violations(container)).toEqual([]);
});

it('would be found at fault without a name', async () => {
  const { container } = render(
    <div {...getProgressProps(viewOf({ phase: 'submitting' }, undefined))} aria-label="" />,
  );
  expect(await violations(container)).toMatchObject([['aria-progressbar-name', [expect.any(String)]]]);
});

describe('the words', () => {
  const running = viewOf(
    {
      phase: 'running',
      ref: { provider: 'bria', endpoint: 'x', requestId: 'y', acceptedAt: 0 },
      status: '',
      progress: 0.409,
      etaMs: 12_300,
      polls: 1,
      misses: 0,
      doubts: 0,
    },
    undefined,
  );
  const offline = viewOf({ phase: 'waiting', waitReason: 'offline', untilAt: undefined }, undefined);

  it.each([
    [12_300, '40 percent, about 13 seconds left'],
    [400, '40 percent, about 2 seconds left'],
    [89_000, '40 percent, about 89 seconds left'],
    [150_000, '40 percent, about 3 minutes left'],
    [undefined, '40 percent'],
  ])('are right for %s ms to go', (etaMs, text) => {
    expect(getProgressProps({ ...running, etaMs })).toMatchObject({
      'aria-valuenow': 40,
      'aria-valuetext': text,
    });
  });

  it('know of the network', () => expect(describeJob(offline)).toBe('Offline, waiting for the network.'));

  it('may be others', () => {
    const inGerman = () => 'Läuft.';
    expect(getStatusProps(running, inGerman).children).toBe('Läuft.');
    expect(getProgressProps(running, { label: 'Fortschritt', describe: inGerman })).toMatchObject({
      'aria-label': 'Fortschritt',
      'aria-valuetext': 'Läuft.',
    });
  });
});
