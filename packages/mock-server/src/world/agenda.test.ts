import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAgenda } from './agenda.ts';

it('gives out what is due by the instant, and by the order of arrival within one', () => {
  const agenda = createAgenda<string>();
  agenda.add(20, 'later');
  agenda.add(10, 'first');
  agenda.add(10, 'second');
  expect([agenda.takeDue(10)?.effect, agenda.takeDue(10)?.effect, agenda.takeDue(10)]).toEqual([
    'first',
    'second',
    undefined,
  ]);
  expect(agenda.size).toBe(1);
});

it('sorts any list of instants, and keeps the order of equal ones', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (instants) => {
      const agenda = createAgenda<number>();
      for (const [index, dueAt] of instants.entries()) agenda.add(dueAt, index);
      const taken = instants.map(() => agenda.takeDue(20));
      const sorted = instants
        .map((dueAt, effect) => ({ dueAt, effect }))
        .toSorted((a, b) => a.dueAt - b.dueAt);
      expect(taken.map((due) => due && { dueAt: due.dueAt, effect: due.effect })).toEqual(sorted);
    }),
  );
});
