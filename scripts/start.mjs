// `npm start`: the mock of both providers, the Studio and Storybook, side by side, until Ctrl-C.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const HOST = '127.0.0.1';
const READY_WITHIN_MS = 120_000;
const END_WITHIN_MS = 5_000;
const isWindows = process.platform === 'win32';

/** Whether nobody listens there yet. */
const isFree = (port) =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, HOST, () => probe.close(() => resolve(true)));
  });

/** The wanted port, or the next free one after it. */
async function freePort(wanted, purpose) {
  for (let port = wanted; port < wanted + 100; port++) {
    if (!(await isFree(port))) continue;
    if (port !== wanted) console.log(`Port ${wanted} is taken; ${purpose} goes to ${port}.`);
    return port;
  }
  throw new Error(`No port is free from ${wanted} to ${wanted + 99}, for ${purpose}.`);
}

const children = new Map();
let isEnding = false;

/** Starts a program in a process group of its own, so that it can be ended with all its children. */
function start(name, command, args, { cwd = root, env = {} } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !isWindows,
    shell: isWindows,
  });
  let output = '';
  const keep = (chunk) => (output = (output + chunk).slice(-8_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.on('error', (error) => keep(error.message));
  child.on('close', (code) => {
    children.delete(name);
    if (isEnding) return;
    console.error(`\n${name} ended by itself (exit code ${code}). The last it said:\n${output}`);
    void end(1);
  });
  children.set(name, child);
}

/** Resolves once `url` answers. */
async function ready(name, url) {
  for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await sleep(150)) {
    const isUp = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp || isEnding) return;
  }
  throw new Error(`${name} did not answer at ${url} within ${READY_WITHIN_MS / 1000} s.`);
}

function signal(child, name) {
  try {
    if (isWindows) child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // It has ended in the meantime, as it should.
  }
}

async function end(code) {
  if (isEnding) return;
  isEnding = true;
  for (const child of children.values()) signal(child, 'SIGTERM');
  for (const deadline = Date.now() + END_WITHIN_MS; children.size > 0 && Date.now() < deadline;)
    await sleep(50);
  for (const child of children.values()) signal(child, 'SIGKILL');
  console.log(code === 0 ? '\nAll ended.' : '\nEverything else was ended, too.');
  process.exit(code);
}
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => void end(0));

try {
  const mockPort = await freePort(4010, 'the mock server');
  const studioPort = await freePort(5173, 'the Studio');
  const storybookPort = await freePort(6006, 'Storybook');
  const [mock, studio, storybook] = [mockPort, studioPort, storybookPort].map(
    (port) => `http://${HOST}:${port}`,
  );
  const playground = { cwd: `${root}apps/playground`, env: { BRIAKIT_MOCK_ORIGIN: mock } };
  console.log('Starting the mock server, the Studio and Storybook …');

  start('The mock server', process.execPath, [
    '--conditions=@briakit/source',
    'packages/mock-server/src/cli.ts',
    `--port=${mockPort}`,
  ]);
  start(
    'The Studio',
    'pnpm',
    ['exec', 'vite', '--host', HOST, '--port', `${studioPort}`, '--strictPort'],
    playground,
  );
  start(
    'Storybook',
    'pnpm',
    [
      'exec',
      'storybook',
      'dev',
      '--host',
      HOST,
      '--port',
      `${storybookPort}`,
      '--exact-port',
      '--ci',
      '--no-open',
      '--disable-telemetry',
    ],
    playground,
  );
  await Promise.all([
    ready('The mock server', `${mock}/__admin/health`),
    ready('The Studio', studio),
    ready('Storybook', storybook),
  ]);

  if (!isEnding)
    console.log(`
  Studio       ${studio}
               Drop a picture, or try it with the sample. Then switch the provider,
               or set the wallet to $0 and see what the page says.
  Storybook    ${storybook}
               Every state of useBriaJob, under “useBriaJob”.
  Mock server  ${mock}
               Bria and Pixazo at their real paths, any token, nothing billed:
               BRIA_BASE_URL=${mock}  PIXAZO_BASE_URL=${mock}

  Ctrl-C ends all of it.`);
} catch (error) {
  console.error(error.message);
  await end(1);
}
