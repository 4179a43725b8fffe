import { build } from 'vite';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installCore, type Project } from './packed.ts';

let project: Project;
beforeAll(() => {
  project = installCore();
});
afterAll(() => (project as Project | undefined)?.remove());

/** A whole job against a `fetch` that answers at once: what a user's first lines do. */
const JOB = `
  const { fetch } = scriptedTransport(
    { status: 202, body: { request_id: 'job-1' } },
    { body: { request_id: 'job-1', status: 'COMPLETED', result: { image_url: 'https://example.com/out.png' } } },
  );
  const clock = virtualClock();
  const client = createClient({ provider: bria({ apiToken: 'token' }), fetch, clock });
  const job = client.submit(image.removeBackground, { image: 'https://example.com/in.jpg' });
  clock.runUntil(job.result()).then(({ image_url }) => console.log(image_url));
`;

it('runs in a plain ESM project', () => {
  const code = `
    import { createClient } from '@briakit/core';
    import { bria, image } from '@briakit/core/bria';
    import { scriptedTransport, virtualClock } from '@briakit/core/testing';
    ${JOB}`;
  expect(project.run('main.mjs', { 'main.mjs': code })).toBe('https://example.com/out.png\n');
});

it('runs in a CommonJS project, through require()', () => {
  const code = `
    const { createClient } = require('@briakit/core');
    const { bria, image } = require('@briakit/core/bria');
    const { scriptedTransport, virtualClock } = require('@briakit/core/testing');
    ${JOB}`;
  expect(project.run('main.cjs', { 'main.cjs': code })).toBe('https://example.com/out.png\n');
});

it('is bundled for the browser by Vite, with nothing but itself and zod', async () => {
  writeFileSync(
    join(project.path, 'app.js'),
    `import { createClient } from '@briakit/core';
     import { bria, image } from '@briakit/core/bria';
     const client = createClient({ provider: bria({ baseUrl: '/api/bria' }) });
     document.onclick = () => client.run(image.removeBackground, { image: 'https://example.com/in.jpg' });`,
  );
  await build({
    configFile: false,
    logLevel: 'silent',
    root: project.path,
    build: { rolldownOptions: { input: join(project.path, 'app.js') } },
  });
  expect(readdirSync(join(project.path, 'dist/assets')).filter((name) => name.endsWith('.js'))).toHaveLength(
    1,
  );
});

it('holds what is built and its sources, and no test', () => {
  const installed = join(project.path, 'node_modules/@briakit/core');
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
  expect(files.filter((file) => /\.test(-d)?\.|__fixtures__|__snapshots__/.test(file))).toEqual([]);
  const needed = ['dist/index.js', 'dist/index.d.ts', 'src/index.ts', 'package.json', 'LICENSE', 'README.md'];
  expect(needed.filter((file) => !existsSync(join(installed, file)))).toEqual([]);
});
