import { expect, it } from 'vitest';
import { createLedger, type LedgerEntry } from './ledger.ts';

const kinds = (entries: readonly LedgerEntry[]) => entries.map(({ kind }) => kind);
const sum = (entries: readonly LedgerEntry[], field: 'availableMicroUsd' | 'heldMicroUsd') =>
  entries.reduce((total, entry) => total + entry[field], 0);

it('holds at submit, spends what succeeded, and gives back what did not', async () => {
  const ledger = createLedger();
  ledger.setAvailable('tenant', 50_000, 0);
  expect([ledger.hold('tenant', 'a', 18_000, 1), ledger.hold('tenant', 'b', 18_000, 1)]).toEqual([
    true,
    true,
  ]);
  ledger.charge('a', 2);
  ledger.release('b', 3);
  await ledger.settled();
  const entries = ledger.entries.find();
  expect(kinds(entries)).toEqual(['adjust', 'hold', 'hold', 'charge', 'release']);
  expect(ledger.available('tenant')).toBe(32_000);
  expect(sum(entries, 'availableMicroUsd')).toBe(32_000);
  expect(sum(entries, 'heldMicroUsd')).toBe(0);
});

it('holds nothing that is not there, and leaves no trace of the attempt', async () => {
  const ledger = createLedger();
  ledger.setAvailable('tenant', 17_999, 0);
  expect(ledger.hold('tenant', 'a', 18_000, 1)).toBe(false);
  await ledger.settled();
  expect(kinds(ledger.entries.find())).toEqual(['adjust']);
  expect(ledger.available('tenant')).toBe(17_999);
});

it('settles a job once', () => {
  const ledger = createLedger();
  ledger.setAvailable('tenant', 18_000, 0);
  ledger.hold('tenant', 'a', 18_000, 1);
  ledger.release('a', 2);
  ledger.release('a', 3);
  ledger.charge('a', 3);
  expect(ledger.available('tenant')).toBe(18_000);
});

it('keeps a balance that is set apart from what jobs hold', () => {
  const ledger = createLedger();
  ledger.setAvailable('tenant', 20_000, 0);
  ledger.hold('tenant', 'a', 18_000, 1);
  ledger.setAvailable('tenant', 0, 2);
  expect(ledger.available('tenant')).toBe(0);
  ledger.release('a', 3);
  expect(ledger.available('tenant')).toBe(18_000);
});
