import { findUpwardImports } from '@briakit/tools-vitest/floors';
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

it('is flat, and every import stays in it', () => {
  expect(findUpwardImports(import.meta.dirname, [['.']])).toEqual([]);
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(folders.map(({ name }) => name).filter((name) => name !== '__snapshots__')).toEqual([]);
});
