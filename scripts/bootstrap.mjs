// Sets up everything, then runs the command it was given, with the pinned Node and pnpm on its PATH. It needs
// only what comes with Node.js 20 or later; `npm start`, `npm test` and `npm run demo` call it.
//
//   node scripts/bootstrap.mjs node scripts/check.mjs
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
// On Windows npx, pnpm and node are command files, which only a shell can run.
const shell = process.platform === 'win32';
const quote = (word) => (shell && /[\s"&|<>^]/.test(word) ? `"${word.replaceAll('"', '\\"')}"` : word);

/** The PATH on which npx puts the pnpm that package.json names, whatever else is installed. */
function pathWithPnpm() {
  // --yes: it must not ask, even where .npmrc has yes=false.
  const args = ['--yes', '--package', packageManager, '--call', 'node -p process.env.PATH'];
  const { status, stdout, error } = spawnSync(
    'npx',
    args.map((word) => (shell ? `"${word}"` : word)),
    {
      cwd: root,
      shell,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (status === 0) return stdout.trim().split('\n').at(-1);
  console.error(`${packageManager} could not be fetched with npx. ${error?.message ?? ''}`);
  process.exit(1);
}

const env = {
  ...process.env,
  // After the install, Node is the one that package.json pins, not the one that runs this.
  PATH: [`${root}node_modules/.bin`, pathWithPnpm()].join(delimiter),
  // Arguments that are paths are meant from where the person typed them.
  INIT_CWD: process.env.INIT_CWD ?? process.cwd(),
  DO_NOT_TRACK: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  STORYBOOK_DISABLE_TELEMETRY: '1',
};

let child;
// A terminal sends Ctrl-C to the child, too: stay until it has closed what it opened. Other signals are ours alone.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child?.kill(signal));
// npm, when it is ended, tells nobody: that we are an orphan is all there is to see of it.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && child?.kill('SIGTERM'), 500).unref();

/** Resolves with the exit code. */
function run(command, args, stdio) {
  return new Promise((resolve) => {
    child = spawn(command, args.map(quote), { cwd: root, env, shell, stdio });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

const installed = await run('pnpm', ['install', '--frozen-lockfile'], ['ignore', 'inherit', 'inherit']);
const [command = 'node', ...args] = process.argv.slice(2);
process.exit(installed === 0 ? await run(command, args, 'inherit') : installed);
