/**
 * The snippets of our pages, compiled as if a reader had pasted them: against the packages as they are built,
 * and with what `snippets.md` takes for granted.
 */
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../../..');
const TSC = join(ROOT, 'tools/walls/node_modules/typescript/bin/tsc');
const TAKEN_FOR_GRANTED = 'tools/walls/src/snippets.md';

/** What a reader has installed, by the workspace that has it, too. */
const INSTALLED = {
  'tools/walls': ['@briakit/core', '@briakit/mock-server', '@briakit/react', '@types/node', 'vitest'],
  'packages/react': ['@tanstack/react-query', '@types/react', 'react'],
  'apps/playground': ['@storybook/react-vite'],
};

/** The strictest reader. `bundler`, because `nodenext` has no door to what is for browsers. */
const COMPILER_OPTIONS = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  target: 'es2024',
  lib: ['es2024', 'esnext.disposable', 'dom', 'dom.iterable', 'dom.asynciterable'],
  types: ['node'],
  module: 'esnext',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  jsx: 'react-jsx',
};

export interface Page {
  /** From the root of the repository, with slashes; ends in `.md`. */
  readonly path: string;
  readonly text: string;
}

export const readPage = (path: string): Page => ({ path, text: readFileSync(join(ROOT, path), 'utf8') });

/** What the compiler has to say about the snippets of `pages`, each with its place: `README.md:53:9 error TS…`. */
export function findFaults(pages: readonly Page[]): string[] {
  // Not in the house: whatever a snippet finds there, a reader may not have. tsc names files by their real path.
  const project = mkdtempSync(join(realpathSync(tmpdir()), 'briakit-snippets-'));
  try {
    install(project);
    for (const page of [readPage(TAKEN_FOR_GRANTED), ...pages]) writeSnippets(project, page);
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER_OPTIONS }));
    const { status, stdout, stderr } = spawnSync(process.execPath, [TSC], { cwd: project, encoding: 'utf8' });
    if (status !== 0 && !stdout) throw new Error(`The compiler did not run:\n${stderr}`);
    const report = stdout.trim().replace(/^(.+)\.\d+\.tsx?\((\d+),(\d+)\):/gm, '$1.md:$2:$3');
    return report ? report.split(/\n(?! )/) : []; // what is indented belongs to the line above
  } finally {
    rmSync(project, { recursive: true });
  }
}

function install(project: string): void {
  for (const [workspace, names] of Object.entries(INSTALLED))
    for (const name of names) {
      const link = join(project, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(ROOT, workspace, 'node_modules', name), link, 'junction');
    }
}

/** Each snippet is a module, `README.43.tsx`, and stands in it on the lines that it has on its page. */
function writeSnippets(project: string, { path, text }: Page): void {
  const imports = new Map<string, string>();
  for (const { index, 1: language, 2: code = '' } of text.matchAll(/^ *```(tsx?)\b.*\n([^]*?)^ *```$/gm)) {
    const own = importsOf(code);
    for (const name of own.keys()) imports.delete(name);
    const fence = text.slice(0, index).split('\n').length;
    const file = join(project, path.replace(/md$/, `${fence}.${language}`));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '\n'.repeat(fence - 1) + [...imports.values()].join(' ') + '\n' + code);
    for (const [name, statement] of own) imports.set(name, statement);
  }
}

/** An import statement for every name that `code` imports. */
function importsOf(code: string): Map<string, string> {
  const imports = new Map<string, string>();
  for (const [, type = '', names = '', from] of code.matchAll(/^import (type )?\{([^}]*)\} from ('.+');$/gm))
    for (const name of names.match(/[^\s,][^,]*/g) ?? [])
      imports.set(name.trim().split(' ').at(-1)!, `import ${type}{ ${name} } from ${from};`);
  return imports;
}
