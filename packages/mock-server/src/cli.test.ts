import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { MAKE_CERTIFICATE } from './doors/command-help.ts';
import { listen } from './node.ts';

const CLI = fileURLToPath(new URL('cli.ts', import.meta.url));

const run = (...args: string[]) => runIn(process.cwd(), {}, ...args);

function runIn(cwd: string, env: Readonly<Record<string, string>>, ...args: string[]) {
  const child = spawn(process.execPath, ['--conditions=@briakit/source', CLI, ...args], {
    cwd,
    env: { ...process.env, ...env },
  });
  // Whatever fails, none is left behind.
  onTestFinished(() => void child.kill('SIGKILL'));
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

it('says in one sentence that it cannot keep where it ended: at the start if it can', async () => {
  const cwd = folder();
  const early = runIn(cwd, {}, '--port', '0', '--state', 'none/state.json');
  expect([await early.exited, await early.stderr]).toEqual([
    1,
    expect.stringMatching(/^--state: nothing can be kept in none\/state\.json: ENOENT: .+\n$/),
  ]);
  const folderInstead = runIn(cwd, {}, '--port', '0', '--state', '.');
  expect([await folderInstead.exited, await folderInstead.stderr]).toEqual([
    1,
    expect.stringMatching(/^--state: \. cannot be gone on with: EISDIR: .+\n$/),
  ]);
  mkdirSync(join(cwd, 'kept'));
  const late = runIn(cwd, {}, '--port', '0', '--json', '--state', 'kept/state.json');
  await createInterface(late.child.stdout)[Symbol.asyncIterator]().next();
  rmSync(join(cwd, 'kept'), { recursive: true });
  late.child.kill('SIGTERM');
  expect([await late.exited, await late.stderr]).toEqual([
    1,
    expect.stringMatching(/^--state: nothing can be kept in kept\/state\.json: ENOENT: .+\n$/),
  ]);
  rmSync(cwd, { recursive: true });
});

it('asks nobody when what is recorded cannot be kept', async () => {
  const server = await listen();
  const args = ['record', 'none/kept.json', '--base-url', server.origin];
  const { exited, stderr } = runIn(process.cwd(), { BRIA_API_TOKEN: 't' }, ...args);
  expect([await exited, await stderr]).toEqual([
    1,
    expect.stringMatching(/^record: nothing can be kept in none\/kept\.json: ENOENT: .+\n$/),
  ]);
  expect(server.mock.control.journal.count()).toBe(0);
  await server.close();
});

const folder = () => mkdtempSync(join(tmpdir(), 'briakit-mock-'));

it('tells a shell what a client needs, and nothing else, and goes on', async () => {
  const { child, exited, stderr } = run('bria', '--port', '0', '--print-env', '--json');
  // It ends although the mock does not: a shell that reads it waits for that.
  const printed = await text(child.stdout);
  const lines = /^BRIA_BASE_URL=(http:\/\/127\.0\.0\.1:\d+)\nBRIA_API_TOKEN=mock\nBRIAKIT_MOCK_PID=(\d+)\n$/;
  const [, origin = 'none', pid] = lines.exec(printed) ?? [];
  expect(Number(pid)).toBe(child.pid);
  expect((await fetch(`${origin}/v2/status/x`, { headers: { api_token: 'mock' } })).status).toBe(404);
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
  const [ready, answered, end] = (await stderr).split('\n');
  expect(JSON.parse(ready ?? '')).toEqual({ ready: true, origin });
  expect(JSON.parse(answered ?? '')).toMatchObject({ path: '/v2/status/x', status: 404 });
  expect(end).toBe('');
});

it('serves https, with links that are https, by the certificate that its help says how to make', async () => {
  const cwd = folder();
  execFileSync('sh', ['-c', MAKE_CERTIFICATE], { cwd, stdio: 'ignore' });
  const { child, exited } = runIn(cwd, {}, '--port', '0', '--json', '--https', 'cert.pem,key.pem');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const { origin } = JSON.parse((await lines.next()).value ?? '{}') as { origin: string };
  expect(origin).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const ca = readFileSync(join(cwd, 'cert.pem'));
  const post = (path: string, body: object) =>
    new Promise<string>((resolve, reject) => {
      const headers = { api_token: 't', 'content-type': 'application/json' };
      request(origin + path, { ca, agent: false, method: 'POST', headers })
        .on('response', (answer) => void text(answer).then(resolve, reject))
        .on('error', reject)
        .end(JSON.stringify(body));
    });
  const submit = () => post('/v2/image/edit/remove_background', { image: 'https://example.com/vase.jpg' });
  expect(JSON.parse(await submit())).toMatchObject({
    status_url: expect.stringMatching(`^${origin}/v2/status/`),
  });
  await post('/__admin/faults', { on: 'submit', effect: { kind: 'network-error' } });
  await expect(submit()).rejects.toThrow('socket hang up');
  child.kill('SIGTERM');
  expect(await exited).toBe(0);

  writeFileSync(join(cwd, 'key.pem'), 'no key');
  const other = runIn(cwd, {}, '--port', '0', '--https', 'cert.pem,key.pem');
  expect([await other.exited, await other.stderr]).toEqual([
    1,
    expect.stringMatching(/^--https: this is no certificate with its key: .+\n$/),
  ]);
  rmSync(cwd, { recursive: true });
});

it('prints the document that a mock answers with', async () => {
  const { child, exited } = run('openapi');
  const printed = await text(child.stdout);
  expect(await exited).toBe(0);
  const server = await listen();
  const answered = await (await fetch(`${server.origin}/__admin/openapi.json`)).json();
  await server.close();
  expect(JSON.parse(printed)).toEqual(answered);
});

it('finds out whether everything fits together', async () => {
  const cwd = folder();
  const healthy = runIn(cwd, {}, 'doctor');
  expect(await text(healthy.child.stdout)).toMatch(/^ok {5}Node \d.*\nok {5}msw \d.*\nok {5}No worker at /);
  expect(await healthy.exited).toBe(0);
  writeFileSync(join(cwd, 'worker.js'), "const INTEGRITY_CHECKSUM = 'old'");
  const ill = runIn(cwd, {}, 'doctor', 'worker.js');
  expect(await text(ill.child.stdout)).toContain(
    '\nwrong  The worker at worker.js belongs to another version',
  );
  expect(await ill.exited).toBe(1);
  rmSync(cwd, { recursive: true });
});

it('records what a server says, for nothing, and compares it', async () => {
  const cwd = folder();
  const server = await listen();
  const credentials = { BRIA_API_TOKEN: 'secret-b', PIXAZO_SUBSCRIPTION_KEY: 'secret-p' };
  const recording = runIn(cwd, credentials, 'record', 'kept.json', '--base-url', server.origin);
  expect(await text(recording.child.stdout)).toMatch(
    /\n\d+ passed, 0 failed, \d+ skipped\. Spent \$0\.000\.\n$/,
  );
  expect(await recording.exited).toBe(0);
  expect(server.mock.state.jobs.size).toBe(0);
  await server.close();

  const kept = readFileSync(join(cwd, 'kept.json'), 'utf8');
  expect(kept).not.toContain('secret');
  const comparing = runIn(cwd, {}, 'drift', 'kept.json');
  expect(await text(comparing.child.stdout)).toMatch(/^No drift: this mock says the same in all \d+ cases/);
  expect(await comparing.exited).toBe(0);

  writeFileSync(join(cwd, 'kept.json'), kept.replaceAll('"status": 422', '"status": 400'));
  const differing = runIn(cwd, {}, 'drift', 'kept.json');
  expect(await text(differing.child.stdout)).toContain('→ 422 (application/json) is new.');
  expect(await differing.exited).toBe(1);
  rmSync(cwd, { recursive: true });
});
