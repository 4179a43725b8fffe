import { expect, it } from 'vitest';
import * as index from './index.ts';
import * as node from './node.ts';

it('exports from the main entry point only what it means to', () => {
  expect(Object.keys(index).toSorted()).toMatchInlineSnapshot(`
    [
      "createMock",
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
