import { expect, it } from 'vitest';
import * as contract from './contract.ts';
import * as index from './index.ts';
import * as node from './node.ts';
import * as vitest from './vitest.ts';

it('exports from the main entry point only what it means to', () => {
  expect(Object.keys(index).toSorted()).toMatchInlineSnapshot(`
    [
      "JournalMismatchError",
      "createMock",
      "mockClock",
      "namedScenarios",
      "scenario",
    ]
  `);
});

it('exports from the door for Node only what it means to', () => {
  expect(Object.keys(node).toSorted()).toMatchInlineSnapshot(`
    [
      "listen",
      "setupMockNetwork",
    ]
  `);
});

it('exports from the door for vitest only what it means to', () => {
  expect(Object.keys(vitest).toSorted()).toMatchInlineSnapshot(`
    [
      "briakitTest",
      "test",
    ]
  `);
});

it('exports from the contract only what it means to', () => {
  expect(Object.keys(contract).toSorted()).toMatchInlineSnapshot(`
    [
      "ContractViolation",
      "contractCases",
      "contractTests",
      "driftBetween",
      "runContract",
    ]
  `);
});
