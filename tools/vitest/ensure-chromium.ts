/**
 * Makes sure that the browser tests have a Chromium: installs Debian's where it may (root, with
 * apt-get), and otherwise says what to do.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './find-chromium.ts';

const HELP = `The browser tests need Chromium, and none was found. Do one of these, then try again:
  sudo apt-get install -y --no-install-recommends chromium      (Debian, Ubuntu)
  (cd tools/vitest && npx playwright install --with-deps chromium)
  export CHROMIUM_PATH=/path/to/chrome`;

async function whereIsChromium(): Promise<string | undefined> {
  const system = findChromium();
  if (system) return system;
  const { chromium } = await import('playwright');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

function aptGet(...args: string[]): boolean {
  const { status } = spawnSync('apt-get', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

let path = await whereIsChromium();
if (!path && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
  // The package lists that are there first: often they are fresh enough.
  if (!aptGet(...install) && aptGet('update', '-qq')) aptGet(...install);
  path = await whereIsChromium();
}

console[path ? 'log' : 'error'](path ? `Chromium: ${path}` : HELP);
process.exitCode = path ? 0 : 1;
