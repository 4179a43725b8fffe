import { virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { briaAt, pixazoAt } from '../../test/ask.ts';
import { createMock } from '../doors/create-mock.ts';
import type { Outcome } from '../world/outcomes.ts';
import type { MockOptions } from './options.ts';

function setUp(options: MockOptions = {}) {
  const clock = virtualClock();
  const mock = createMock({ clock, ...options });
  return { clock, mock, bria: briaAt(mock), pixazo: pixazoAt(mock) };
}
const balanceOf = ({ control }: ReturnType<typeof createMock>) => control.tenants.get('token-a').balanceUsd;

it('accepts of twenty submits at once exactly as many as the balance pays for', async () => {
  const { clock, mock, bria } = setUp({ balanceUsd: 0.018 * 5 + 0.017 });
  const responses = await Promise.all(Array.from({ length: 20 }, () => bria.submit()));
  expect(responses.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    ...Array.from({ length: 5 }, () => 202),
    ...Array.from({ length: 15 }, () => 402),
  ]);
  expect(balanceOf(mock)).toBe(0.017);
  await clock.advance(60_000);
  await mock.control.settle();
  expect(mock.state.jobs.size).toBe(5);
  expect(balanceOf(mock)).toBe(0.017);
});

it.each([
  ['completed', 4.982],
  ['empty', 4.982],
  ['error', 5],
  ['failed', 5],
  ['unknown', 5],
  ['stuck', 4.982],
] satisfies [Outcome, number][])('leaves %s with the right balance', async (outcome, balanceUsd) => {
  const { clock, mock, bria, pixazo } = setUp();
  for (const client of [bria, pixazo]) {
    mock.control.reset();
    mock.control.outcomes.next(outcome);
    await client.accepted();
    expect(balanceOf(mock)).toBe(4.982);
    await clock.advance(60_000);
    expect(balanceOf(mock)).toBe(balanceUsd);
  }
});

it('balances its books: what came in is there, held, or spent', async () => {
  const { clock, mock, bria, pixazo } = setUp();
  for (const outcome of ['completed', 'failed', 'stuck', 'empty', 'error'] as const) {
    mock.control.outcomes.next(outcome);
    await (outcome === 'failed' ? pixazo : bria).accepted();
  }
  await clock.advance(60_000);
  await mock.control.settle();
  const entries = mock.state.ledger.find();
  const sum = (
    field: 'availableMicroUsd' | 'heldMicroUsd',
    kinds = ['adjust', 'hold', 'charge', 'release'],
  ) => entries.filter(({ kind }) => kinds.includes(kind)).reduce((total, entry) => total + entry[field], 0);
  const [available, held, spent] = [
    sum('availableMicroUsd'),
    sum('heldMicroUsd'),
    -sum('heldMicroUsd', ['charge']),
  ];
  expect([available, held, spent]).toEqual([5_000_000 - 3 * 18_000, 18_000, 2 * 18_000]);
  expect(available + held + spent).toBe(5_000_000);
});

it('charges at the instant when the job ended, whenever somebody looks', async () => {
  const { clock, mock, bria } = setUp({ latency: { queuedMs: [0, 0], runningMs: [2000, 2000] } });
  await bria.accepted();
  const startedAt = clock.now();
  await clock.advance(3_600_000);
  await mock.control.settle();
  expect(mock.state.ledger.find(({ kind }) => kind === 'charge').map(({ at }) => at - startedAt)).toEqual([
    2000,
  ]);
});

it('says at each provider in its own words that the money is gone', async () => {
  const broke = setUp({ balanceUsd: 0 });
  const [atBria, atPixazo] = [await broke.bria.submit(), await broke.pixazo.submit()];
  expect([atBria.status, atPixazo.status]).toEqual([402, 402]);
  expect(await atBria.json()).toMatchObject({ error: { code: 402, message: 'Payment Required' } });
  expect(await atPixazo.json()).toEqual({
    error: 'Insufficient Balance',
    message: 'Your wallet does not have enough balance.',
  });
});

it('can name the price at Pixazo, as some of its pages do', async () => {
  const broke = setUp({ balanceUsd: 0, insufficientBalance: '402-with-amount' });
  expect((await broke.bria.submit()).status).toBe(402);
  const { message } = await (await broke.pixazo.submit()).json();
  expect(message).toBe('Your wallet does not have enough balance. Required: $0.018');
});

it('can say it with a 403, as has been seen', async () => {
  const broke = setUp({ balanceUsd: 0, insufficientBalance: 403 });
  const [atBria, atPixazo] = [await broke.bria.submit(), await broke.pixazo.submit()];
  expect([atBria.status, atPixazo.status]).toEqual([403, 403]);
  expect(await atBria.json()).toMatchObject({
    error: { code: 403, details: expect.stringContaining('balance') },
  });
  expect(await atPixazo.json()).toBe('The balance is insufficient to proceed with this operation.');
});

it('has one wallet for both providers, and another one for every other token', async () => {
  const { mock, bria, pixazo } = setUp();
  await bria.accepted();
  await pixazo.accepted();
  expect(balanceOf(mock)).toBe(4.964);
  expect(mock.control.tenants.get('token-b').balanceUsd).toBe(5);
});

it('lets a wallet be filled again', async () => {
  const { mock, bria } = setUp({ balanceUsd: 0 });
  expect((await bria.submit()).status).toBe(402);
  mock.control.tenants.set('token-a', { balanceUsd: 0.018 });
  expect((await bria.submit()).status).toBe(202);
  expect((await bria.submit()).status).toBe(402);
  expect(() => mock.control.tenants.set('token-a', { balanceUsd: -1 })).toThrow(RangeError);
});

it('never lets a balance fall below nothing, and never takes back an entry', async () => {
  const { clock, mock, bria, pixazo } = setUp({ balanceUsd: 0.1 });
  const outcomes: readonly Outcome[] = ['completed', 'failed', 'stuck', 'error'];
  let seen: readonly unknown[] = [];
  for (let round = 0; round < 12; round++) {
    mock.control.outcomes.next(outcomes[round % outcomes.length]!);
    await Promise.all([bria.submit(), pixazo.submit(), bria.submit()]);
    expect(balanceOf(mock)).toBeGreaterThanOrEqual(0);
    await clock.advance(7_000);
    await mock.control.settle();
    const entries = mock.state.ledger.find();
    expect(entries.slice(0, seen.length)).toEqual(seen);
    seen = entries;
  }
  // What can be spent at each moment, as the entries add up.
  let available = 0;
  for (const { availableMicroUsd } of mock.state.ledger.find()) {
    available += availableMicroUsd;
    expect(available).toBeGreaterThanOrEqual(0);
  }
  expect(() => Object.assign(mock.state.ledger.find()[0]!, { availableMicroUsd: 1 })).toThrow(TypeError);
});
