// Every check there is, each even if one before it failed; `npm test` and CI run this.
// Its last line is 'N passed, N failed', counted over the packages' test reports; a step that
// fails without a failing test counts as one. Exits non-zero unless everything passed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const TASKS = ['build', 'typecheck', 'lint', 'test', 'pack:check'];
// Each task fills the cores by itself: more of them at once only wait for each other.
const TURBO = ['--continue=always', '--output-logs=new-only', `--concurrency=${availableParallelism()}`];
const STEPS = {
  [TASKS.join(', ')]: ['turbo', 'run', ...TASKS, ...TURBO],
  format: ['prettier', '--check', '--log-level=warn', '.'],
  'unused files, exports and dependencies': ['knip'],
  lockfile: [process.execPath, 'scripts/check-lockfile.mjs'],
};

const packages = ['packages', 'apps', 'tools'].flatMap((folder) =>
  readdirSync(`${root}${folder}`).map((name) => `${root}${folder}/${name}`),
);
const reports = packages.map((path) => `${path}/reports/vitest.json`);
for (const report of reports) rmSync(report, { force: true });

const failedSteps = [];
for (const [name, [command, ...args]] of Object.entries(STEPS)) {
  const startedAt = Date.now();
  console.log(`\n::: ${name}`);
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error) console.error(error.message);
  if (status !== 0) failedSteps.push(name);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`::: ${name}: ${status === 0 ? 'ok' : 'FAILED'} in ${seconds} s`);
}

/** The tests of a file that failed; or the file, where it is none of them: it did not load, say. */
function failuresOf({ name, status, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [{ name, message }];
  return failed.map(({ fullName, failureMessages }) => ({
    name: `${name} > ${fullName}`,
    message: failureMessages.join('\n'),
  }));
}

let passed = 0;
const failures = [];
for (const file of reports.filter(existsSync)) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed += report.numPassedTests;
  failures.push(...report.testResults.flatMap(failuresOf));
}
console.log('');
for (const name of failedSteps) console.log(`Failed: ${name}`);
// Once more, and last: in the packages' output, each is somewhere among the thousands that passed.
for (const { name, message } of failures)
  console.log(`Failed: ${name.replace(root, '')}\n${message.replace(/^/gm, '  ')}`);
let failed = failures.length || failedSteps.length;
if (passed === 0 && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
