// Sets up everything and then runs a package.json script. It needs only what
// comes with Node.js 20 or later; `npm start`, `npm test` and `npm run demo` call it.
//
//   node scripts/bootstrap.mjs <script> [arguments for the script...]
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { packageManager } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
const windows = process.platform === 'win32';
const quote = (word) => (windows && /[\s"&|<>^]/.test(word) ? `"${word.replaceAll('"', '\\"')}"` : word);

// The children get Ctrl-C from the terminal, like us: stay until they have closed what they opened.
let child;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => signal !== 'SIGINT' && child?.kill(signal));
}

/** Runs pnpm in the repository's root and resolves with its exit code. */
function pnpm(words, stdio) {
  return new Promise((resolve) => {
    // npx puts the pnpm that package.json names on the PATH, whatever else is installed,
    // and keeps it in npm's cache. --yes: it must not ask, even where .npmrc has yes=false.
    const args = ['--yes', '--package', packageManager, '--', 'pnpm', ...words];
    child = spawn('npx', args.map(quote), {
      cwd: root,
      stdio,
      shell: windows,
      env: {
        ...process.env,
        // Arguments that are paths are meant from where the person typed them.
        INIT_CWD: process.env.INIT_CWD ?? process.cwd(),
        DO_NOT_TRACK: '1',
        TURBO_TELEMETRY_DISABLED: '1',
        STORYBOOK_DISABLE_TELEMETRY: '1',
      },
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

const [script = 'check', ...rest] = process.argv.slice(2);
const installed = await pnpm(['install', '--frozen-lockfile'], ['ignore', 'inherit', 'inherit']);
process.exit(installed === 0 ? await pnpm(['run', script, ...rest], 'inherit') : installed);
