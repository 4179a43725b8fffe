import { expect, it } from 'vitest';
import { createFaults } from './faults.ts';

const submit = { operation: 'submit', provider: 'bria', after: false } as const;
const error = { kind: 'network-error' } as const;
const hang = { kind: 'hang' } as const;

it('strikes as often as the rule says, the first rule first', () => {
  const faults = createFaults();
  faults.add({ on: 'submit', times: 2, effect: error });
  faults.add({ on: 'any', effect: hang });
  expect([1, 2, 3, 4].map(() => faults.strike(submit))).toEqual([error, error, hang, undefined]);
});

it('leaves alone what the rule does not mean', () => {
  const faults = createFaults();
  faults.add({ on: 'status', effect: error });
  faults.add({ on: 'submit', provider: 'pixazo', effect: error });
  faults.add({ on: 'submit', after: true, effect: error });
  expect(faults.strike(submit)).toBeUndefined();
  expect(faults.strike({ ...submit, after: true })).toEqual(error);
});

it('can be taken back, one by one or all at once', () => {
  const faults = createFaults();
  const handle = faults.add({ on: 'any', effect: error });
  handle.remove();
  expect(faults.strike(submit)).toBeUndefined();
  faults.add({ on: 'any', effect: error });
  faults.clear();
  expect(faults.strike(submit)).toBeUndefined();
});
