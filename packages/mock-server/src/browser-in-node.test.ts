import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { setupMockWorker } from './browser-in-node.ts';
import { createMock } from './index.ts';

it('is found by who bundles for a server, and says what to use there', () => {
  const { exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(exports['./browser'].node).toBe('./dist/browser-in-node.js');
  expect(() => setupMockWorker(createMock())).toThrow('`setupMockNetwork` of `@briakit/mock-server/node`');
});
