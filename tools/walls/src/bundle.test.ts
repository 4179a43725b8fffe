import * as endpoints from '@briakit/core/bria';
import { describe, expect, it } from 'vitest';
import { bundle } from './bundle.ts';

/** A byte is a byte: these are exact, and a change that costs shows here. In bytes, minified and gzipped. */
const CORE_WITH_ONE_ENDPOINT = 10_000;
const REACT_ON_TOP = 2_500;
const ALL_HOOKS_ON_TOP = 4_000;
const ANOTHER_PROVIDER = 1_000;
/** What one endpoint adds, alone with the smallest one: its fields, and the words of the schemas that it is the first to use. */
const TYPICAL_ENDPOINT = 400;
const LARGEST_ENDPOINT = 1_000;
/** Of those whose files are looked for until they are there: that look, and reading the list of links, is 830 of it. */
const PLACEHOLDER_ENDPOINT = 1_700;

const ONE_ENDPOINT = `
  import { createClient } from '@briakit/core';
  import { bria, image } from '@briakit/core/bria';
  const client = createClient({ provider: bria({ baseUrl: '/api/bria' }) });
  export const cutOut = (file) => client.run(image.removeBackground, { image: file });
`;
const BOTH_PROVIDERS = `
  import { createClient } from '@briakit/core';
  import { bria } from '@briakit/core/bria';
  import { pixazo } from '@briakit/core/pixazo';
  import { removeBackground } from '@briakit/core/operations';
  export const clients = [
    createClient({ provider: bria({ baseUrl: '/api/bria' }) }),
    createClient({ provider: pixazo({ baseUrl: '/api/pixazo' }) }),
  ];
  export const cutOut = (client, file) => client.run(removeBackground, { image: file });
`;
const HOOK = `
  export { BriaClientProvider, useBriaJob } from '@briakit/react';
  ${ONE_ENDPOINT}
`;
const ALL_HOOKS = `
  export * from '@briakit/react';
  ${ONE_ENDPOINT}
`;
const REACT = ['react', 'react/jsx-runtime'];

it(`@briakit/core with one endpoint, zod included, is at most ${CORE_WITH_ONE_ENDPOINT} bytes`, async () => {
  expect((await bundle(ONE_ENDPOINT)).gzipBytes).toBeLessThanOrEqual(CORE_WITH_ONE_ENDPOINT);
});

it(`@briakit/react adds at most ${REACT_ON_TOP} bytes`, async () => {
  const [core, both] = [await bundle(ONE_ENDPOINT), await bundle(HOOK, REACT)];
  expect(both.gzipBytes - core.gzipBytes).toBeLessThanOrEqual(REACT_ON_TOP);
});

it(`all hooks of @briakit/react add at most ${ALL_HOOKS_ON_TOP} bytes`, async () => {
  const [core, all] = [await bundle(ONE_ENDPOINT), await bundle(ALL_HOOKS, REACT)];
  expect(all.gzipBytes - core.gzipBytes).toBeLessThanOrEqual(ALL_HOOKS_ON_TOP);
});

it(`the other provider and its operation add at most ${ANOTHER_PROVIDER} bytes`, async () => {
  const [one, both] = [await bundle(ONE_ENDPOINT), await bundle(BOTH_PROVIDERS)];
  expect(both.gzipBytes - one.gzipBytes).toBeLessThanOrEqual(ANOTHER_PROVIDER);
});

/** What is added where it is wanted, and costs nobody else. */
it.each([
  ['adaptivePacing', 4_400],
  ['pageAware', 350],
  ['maxConcurrency', 250],
  ['withJobs', 250],
  ['withBatches', 1_000],
  ['createInspectedClient', 1_450],
])('%s adds at most %d bytes', async (name, limit) => {
  const added = `import { ${name} } from '@briakit/core';${ONE_ENDPOINT}export const added = ${name};`;
  const [core, more] = [await bundle(ONE_ENDPOINT), await bundle(added)];
  expect(more.gzipBytes - core.gzipBytes).toBeLessThanOrEqual(limit);
});

describe('an endpoint', () => {
  const names = Object.entries(endpoints).flatMap(([namespace, members]) =>
    Object.entries(Object(members) as Record<string, { path?: string; mode?: string }>).flatMap(
      ([name, { path, mode }]) => (path ? [{ name: `${namespace}.${name}`, namespace, mode }] : []),
    ),
  );
  const withEndpoint = ({ name, namespace }: (typeof names)[number]) => `
    import { createClient } from '@briakit/core';
    import { bria, ${[...new Set(['image', namespace])].join(', ')} } from '@briakit/core/bria';
    const client = createClient({ provider: bria({ baseUrl: '/api/bria' }) });
    export const run = (input) => [client.run(image.removeBackground, input), client.run(${name}, input)];
  `;

  it('adds what it is and not what the others are', async () => {
    const core = (await bundle(ONE_ENDPOINT)).gzipBytes;
    const added: { name: string; bytes: number; mode: string | undefined }[] = [];
    for (const endpoint of names)
      added.push({ ...endpoint, bytes: (await bundle(withEndpoint(endpoint))).gzipBytes - core });
    const ceilingOf = ({ mode }: (typeof added)[number]) =>
      mode === 'placeholder' ? PLACEHOLDER_ENDPOINT : LARGEST_ENDPOINT;
    const median = added.map(({ bytes }) => bytes).toSorted((a, b) => a - b)[added.length >> 1];
    expect(median).toBeLessThanOrEqual(TYPICAL_ENDPOINT);
    expect(added.filter((endpoint) => endpoint.bytes > ceilingOf(endpoint))).toEqual([]);
  });
});

it.each([
  '@briakit/core',
  '@briakit/core/bria',
  '@briakit/core/pixazo',
  '@briakit/core/operations',
  '@briakit/core/webhook',
  '@briakit/core/journal',
])('nothing of %s is left in a bundle that imports it and uses nothing', async (entry) => {
  expect((await bundle(`import '${entry}'; export const nothing = 0;`)).gzipBytes).toBeLessThan(100);
});

/** Names that must not reach a browser: Node's modules and globals, undici, and classic zod's own texts. */
const FORBIDDEN = /["'`]node:|\brequire\(|\bprocess\.|\bBuffer\b|undici|Too small: expected/;

it('would see them: classic zod and a Node module are found', async () => {
  const classic = await bundle(`import { z } from 'zod'; export const schema = z.string().min(3);`);
  expect(classic.code).toMatch(FORBIDDEN);
  const node = await bundle(`export * from '@briakit/core/node'`, ['undici']);
  expect(node.code).toMatch(FORBIDDEN);
});

it.each([
  ['the bundle of one endpoint', ONE_ENDPOINT, []],
  ['the bundle of both providers', BOTH_PROVIDERS, []],
  ['the bundle of the hook', HOOK, REACT],
  ['the bundle of all hooks', ALL_HOOKS, REACT],
  ['@briakit/core/schemas', `export * from '@briakit/core/schemas'`, []],
  ['@briakit/core/testing', `export * from '@briakit/core/testing'`, []],
  ['@briakit/core/webhook', `export * from '@briakit/core/webhook'`, []],
  ['@briakit/core/journal', `export * from '@briakit/core/journal'`, []],
  ['all of @briakit/core/bria', `export * from '@briakit/core/bria'`, []],
])('%s names no Node module, no undici and no classic zod', async (_, code, external) => {
  expect((await bundle(code, external)).code).not.toMatch(FORBIDDEN);
});
