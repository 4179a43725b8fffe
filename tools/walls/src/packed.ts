/** Packs what would be published, and installs it as a stranger would, without a network. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

export interface Project {
  readonly path: string;
  /** Writes `files`, runs `node <entry>` and returns what it printed. */
  readonly run: (entry: string, files: Readonly<Record<string, string>>) => string;
  readonly remove: () => void;
}

const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** A project of its own, with the packed core and the one thing that it depends on, both from tarballs. */
export function installCore(): Project {
  const path = mkdtempSync(join(tmpdir(), 'briakit-packed-'));
  const tarballs = join(path, 'tarballs');
  mkdirSync(tarballs);
  run('pnpm', ['pack', '--pack-destination', tarballs], join(root, 'packages/core'));
  const zod = dirname(createRequire(import.meta.url).resolve('zod/package.json'));
  run('pnpm', ['pack', '--pack-destination', tarballs], zod);

  writeFileSync(join(path, 'package.json'), JSON.stringify({ name: 'a-stranger', version: '1.0.0' }));
  const files = readdirSync(tarballs).map((name) => join(tarballs, name));
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--legacy-peer-deps', ...files], path);

  return {
    path,
    run(entry, sources) {
      for (const [name, code] of Object.entries(sources)) writeFileSync(join(path, name), code);
      return run(process.execPath, [entry], path);
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
