import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import msw from 'msw/package.json' with { type: 'json' };
import manifest from '../../package.json' with { type: 'json' };
import { diagnose, examine, type Symptoms } from './command-doctor.ts';

const HEALTHY: Symptoms = {
  node: { version: '24.1.0', wanted: '>=22.19.0' },
  msw: { version: '3.1.0', wanted: '^3.0.5' },
  worker: { path: 'public/mockServiceWorker.js', checksum: 'a', wanted: 'a' },
};
const complaints = (symptoms: Partial<Symptoms>) =>
  diagnose({ ...HEALTHY, ...symptoms })
    .filter(({ isWrong }) => isWrong)
    .map(({ sentence }) => sentence);

it('finds nothing wrong where nothing is', () => {
  expect(complaints({})).toEqual([]);
  expect(complaints({ worker: { ...HEALTHY.worker, checksum: undefined } })).toEqual([]);
});

it.each(['22.18.9', '20.99.99'])('finds Node %s too old', (version) => {
  expect(complaints({ node: { version, wanted: '>=22.19.0' } })).toEqual([
    `Node ${version}: it must be >=22.19.0.`,
  ]);
});

it.each(['22.19.0', '22.20.0', '23.0.0-nightly'])('is content with Node %s', (version) => {
  expect(complaints({ node: { version, wanted: '>=22.19.0' } })).toEqual([]);
});

it.each([
  ['2.99.0', 'msw 2.99.0'],
  ['4.0.0', 'msw 4.0.0'],
  ['3.0.4', 'msw 3.0.4'],
  [undefined, 'msw is not there'],
])('finds that msw %s does not fit', (version, what) => {
  expect(complaints({ msw: { version, wanted: '^3.0.5' } })).toEqual([
    `${what}. To mend it: npm install --save-dev 'msw@^3.0.5'`,
  ]);
});

it('finds a worker of another version of msw, and says how to make it anew', () => {
  expect(complaints({ worker: { ...HEALTHY.worker, checksum: 'b' } })).toEqual([
    'The worker at public/mockServiceWorker.js belongs to another version of msw. To mend it: npx msw init public',
  ]);
});

it('looks at what is here, and at the worker where the project says that it is', () => {
  const project = mkdtempSync(join(tmpdir(), 'briakit-doctor-'));
  const workerNow = () => examine(project, manifest).worker;
  const { node, msw: found } = examine(project, manifest);
  expect([node, found]).toEqual([
    { version: process.versions.node, wanted: manifest.engines.node },
    { version: msw.version, wanted: manifest.peerDependencies.msw },
  ]);
  expect(workerNow()).toMatchObject({ path: join('public', 'mockServiceWorker.js'), checksum: undefined });

  writeFileSync(join(project, 'package.json'), '{"msw"');
  expect(workerNow().path).toBe(join('public', 'mockServiceWorker.js'));

  writeFileSync(join(project, 'package.json'), '{"msw":{"workerDirectory":["static"]}}');
  mkdirSync(join(project, 'static'));
  writeFileSync(join(project, 'static/mockServiceWorker.js'), "const INTEGRITY_CHECKSUM = 'abc123'");
  expect(workerNow()).toEqual({
    path: join('static', 'mockServiceWorker.js'),
    checksum: 'abc123',
    wanted: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(examine(project, manifest, 'other.js').worker.checksum).toBeUndefined();
  rmSync(project, { recursive: true });
});
