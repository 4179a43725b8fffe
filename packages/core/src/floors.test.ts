import { findUpwardImports } from '@briakit/tools-vitest/floors';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const FLOORS = [
  ['primitives'],
  ['errors'],
  ['schemas'],
  ['pacing', 'job', 'journal'],
  ['transport'],
  ['providers'],
  ['client', 'webhook', 'testing'],
  ['.'],
];

/** A house of its own, of the given files. */
function build(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'briakit-floors-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

it('imports point downward only', () => {
  expect(findUpwardImports(import.meta.dirname, FLOORS)).toEqual([]);
});

it('reports an import that goes sideways, up or out, types included', () => {
  const root = build({
    'index.ts': `export { job } from './job/job.ts';`,
    'job/job.ts': `import { wait } from '../pacing/wait.ts';\nimport './own.ts';\nimport { x } from '../errors/x.ts';`,
    'job/job.test.ts': `import { client } from '../client/client.ts';`,
    'pacing/deep/wait.ts': `import type { Client } from '../../client/client.ts';`,
    'errors/x.ts': `export * from '../../elsewhere.ts';`,
  });
  expect(findUpwardImports(root, FLOORS).toSorted()).toEqual([
    'errors/x.ts → ../elsewhere.ts (outside the package)',
    'job/job.ts → pacing/wait.ts',
    'pacing/deep/wait.ts → client/client.ts',
  ]);
});

it('does not know a folder that has no floor', () => {
  const root = build({ 'helpers/x.ts': `import { y } from '../job/y.ts';` });
  expect(() => findUpwardImports(root, FLOORS)).toThrow('helpers/ has no floor');
});
