import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
