// Guards pnpm-lock.yaml: it must name no registry, and must hold every native package for every
// platform we support. A lockfile written against a partial registry drops the binaries it cannot
// find without a word, and the install then breaks on somebody else's machine.
import { readFileSync } from 'node:fs';

const PLATFORMS = {
  'Linux on arm64': ['linux-arm64-gnu', 'linux-arm64'],
  'macOS on arm64': ['darwin-arm64'],
  'Windows on x64': ['win32-x64-msvc', 'win32-x64', 'windows-64'],
};
const LINUX_X64 = /(?:linux-x64-gnu|linux-x64|linux-64)(?=@)/;

const lines = readFileSync(new URL('../pnpm-lock.yaml', import.meta.url), 'utf8').split('\n');
const problems = [];
const packages = new Set();

for (const [index, line] of lines.entries()) {
  if (/https?:\/\/|tarball:/.test(line)) problems.push(`line ${index + 1} names a registry: ${line.trim()}`);
  const key = /^ {2}'?(@?[^\s'@][^\s'@]*@[^\s':(]+)'?:$/.exec(line)?.[1];
  if (key) packages.add(key);
}
for (const name of packages) {
  if (!LINUX_X64.test(name)) continue;
  for (const [platform, suffixes] of Object.entries(PLATFORMS)) {
    const found = suffixes.some((suffix) => packages.has(name.replace(LINUX_X64, suffix)));
    if (!found) problems.push(`${name} has no sibling for ${platform}`);
  }
}

for (const problem of problems) console.error(`pnpm-lock.yaml: ${problem}`);
if (packages.size === 0) console.error('pnpm-lock.yaml: no package found, is its format new?');
process.exitCode = problems.length > 0 || packages.size === 0 ? 1 : 0;
