import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const { exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  exports: Record<string, string | { '@briakit/source': string }>;
};

const entryPoints = Object.entries(exports).flatMap(([name, target]) =>
  typeof target === 'object' ? [{ name, source: target['@briakit/source'] }] : [],
);

it.for(entryPoints)('exports from $name only what it means to', async ({ source }) => {
  const entryPoint = (await import(new URL(`../${source}`, import.meta.url).href)) as Record<string, object>;
  // A namespace is shown with what is in it.
  const names = Object.keys(entryPoint).flatMap((name) =>
    Object.prototype.toString.call(entryPoint[name]) === '[object Module]'
      ? Object.keys(entryPoint[name]!).map((inner) => `${name}.${inner}`)
      : [name],
  );
  expect(names.toSorted()).toMatchSnapshot();
});

it('lets nobody reach deeper than its entry points', () => {
  expect(Object.keys(exports).filter((name) => name.includes('*'))).toEqual([]);
});
