import { findUpwardImports } from '@briakit/tools-vitest/floors';
import { expect, it } from 'vitest';

const FLOORS = [['world', 'media', 'contract'], ['providers'], ['mock'], ['doors'], ['.']];

it('imports point downward only', () => {
  expect(findUpwardImports(import.meta.dirname, FLOORS)).toEqual([]);
});
