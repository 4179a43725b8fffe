import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { listen } from './node.ts';

const CLI = fileURLToPath(new URL('cli.ts', import.meta.url));

function run(...args: string[]) {
  const child = spawn(process.execPath, ['--conditions=@briakit/source', CLI, ...args]);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return { child, exited, stderr: text(child.stderr) };
}

it.each(['SIGTERM', 'SIGINT'] as const)(
  'says when it is ready, serves, and ends well on %s',
  async (signal) => {
    const { child, exited, stderr } = run('--port', '0', '--balance', '2');
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const ready = /^briakit-mock listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(
      (await lines.next()).value ?? '',
    );
    const origin = ready?.[1] ?? 'none';
    const tenant = await fetch(`${origin}/__admin/tenant`, { headers: { api_token: 't' } });
    expect(await tenant.json()).toEqual({ plan: 'starter', balanceUsd: 2 });
    child.kill(signal);
    const rest = [];
    for await (const line of lines) rest.push(line);
    expect(rest).toEqual(
      expect.arrayContaining([`  BRIA_BASE_URL=${origin}`, `  PIXAZO_BASE_URL=${origin}`]),
    );
    expect([await exited, await stderr]).toEqual([0, '']);
  },
);

it('says in one sentence that its port is taken', async () => {
  const server = await listen();
  const { exited, stderr } = run('--port', String(server.port));
  expect([await exited, await stderr]).toEqual([
    1,
    `Port ${server.port} at 127.0.0.1 is taken: another briakit-mock may be running. Choose one with --port.\n`,
  ]);
  await server.close();
});

it('refuses a flag that it does not know', async () => {
  const { exited, stderr } = run('--sneed', '1');
  expect([await exited, await stderr]).toEqual([2, "Unknown option '--sneed'. See briakit-mock --help.\n"]);
});

it('knows its version', async () => {
  const { child, exited } = run('--version');
  expect([await text(child.stdout), await exited]).toEqual([`${manifest.version}\n`, 0]);
});

it('logs each request as a line of JSON, from the line on that it is ready', async () => {
  const { child, exited } = run('pixazo', '--port', '0', '--json', '--scenario', 'insufficient-balance');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value ?? '') as Record<string, unknown>;
  const { ready, origin } = await next();
  expect(ready).toBe(true);
  const submitted = await fetch(`${String(origin)}/bria-rmbg-2-0-682/v1/bria-rmbg-2-0-request?x=1`, {
    method: 'POST',
    headers: { 'Ocp-Apim-Subscription-Key': 'k', 'content-type': 'application/json' },
    body: '{"image_url":"https://example.com/vase.jpg"}',
  });
  expect(submitted.status).toBe(402);
  expect(await next()).toEqual({
    time: expect.stringMatching(/^\d{4}-/),
    method: 'POST',
    path: '/bria-rmbg-2-0-682/v1/bria-rmbg-2-0-request',
    status: 402,
    durationMs: expect.any(Number),
  });
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
});

it('says in one sentence what is wrong with a scenario in a file', async () => {
  const { exited, stderr } = run('--scenario', 'nowhere.json');
  expect([await exited, await stderr]).toEqual([
    2,
    '--scenario: the file nowhere.json cannot be read. See briakit-mock --help.\n',
  ]);
});

it('goes on where it ended', async () => {
  const state = join(mkdtempSync(join(tmpdir(), 'briakit-mock-')), 'state.json');
  const headers = { api_token: 't', 'content-type': 'application/json' };
  const live = async (use: (origin: string) => Promise<void>) => {
    const { child, exited } = run('--port', '0', '--json', '--state', state);
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const { origin } = JSON.parse((await lines.next()).value ?? '{}') as { origin: string };
    await use(origin);
    child.kill('SIGTERM');
    expect(await exited).toBe(0);
  };
  await live(async (origin) => {
    const init = { method: 'PATCH', headers, body: '{"balanceUsd":3}' };
    expect((await fetch(`${origin}/__admin/tenant`, init)).status).toBe(200);
  });
  await live(async (origin) => {
    expect(await (await fetch(`${origin}/__admin/tenant`, { headers })).json()).toMatchObject({
      balanceUsd: 3,
    });
  });
  writeFileSync(state, '{}');
  const { exited, stderr } = run('--port', '0', '--state', state);
  expect([await exited, await stderr]).toEqual([
    1,
    expect.stringMatching(/^--state: .* cannot be gone on with: This is no snapshot: /),
  ]);
  rmSync(dirname(state), { recursive: true });
});
