import { describe, expect, it } from 'vitest';
import { atLeastOne, atMostOne, exactlyOne } from './rules.ts';
import { check } from './schema.ts';
import * as z from './z.ts';

const holds = (rule: z.Rule, value: object) => 'value' in check(z.looseObject<object>({}, rule), value);

describe.for<readonly [object, number]>([
  [{}, 0],
  [{ a: undefined, c: 1 }, 0],
  [{ a: [] }, 0],
  [{ a: [], b: 1 }, 1],
  [{ a: '' }, 1],
  [{ a: 0 }, 1],
  [{ a: false }, 1],
  [{ a: {} }, 1],
  [{ a: [undefined] }, 1],
  [{ a: 1, b: ['x', 'y'] }, 2],
])('%j', ([value, count]) => {
  it(`counts as ${count} of a and b`, () => {
    expect(holds(exactlyOne('a', 'b'), value)).toBe(count === 1);
    expect(holds(atLeastOne('a', 'b'), value)).toBe(count > 0);
    expect(holds(atMostOne('a', 'b'), value)).toBe(count < 2);
  });
});
