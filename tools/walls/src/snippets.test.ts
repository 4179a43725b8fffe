import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findFaults, readPage, ROOT } from './snippets.ts';

const PAGES = ['README.md', 'packages/*/README.md', 'errors/*.md'];

it('compiles every snippet of the READMEs and of the pages on errors', () => {
  expect(findFaults(globSync(PAGES, { cwd: ROOT }).map(readPage))).toEqual([]);
});

it('would see a mistake, and says where: a page counts from its top, an import for what is below it', () => {
  const text = [
    '```ts',
    "import { bria } from '@briakit/core/bria';",
    '```',
    'And so:',
    '```tsx no-matter-what',
    "bria({ plan: 'free' });",
    "bria({ plam: 'free' });",
    '```',
  ].join('\n');
  expect(findFaults([{ path: 'docs/page.md', text }])).toEqual([
    expect.stringMatching(/^docs\/page\.md:7:8 error TS\d+: .*'plam'/),
  ]);
});
