/**
 * The walls of the house: within a package, arrows point down only, types included. A file may import
 * from a lower floor or from its own folder, never sideways or up.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, posix, relative, sep } from 'node:path';

const SOURCE = /(?<!\.(?:test|test-d|stories|bench))\.tsx?$/;
const IMPORT = /\b(?:from|import\()\s*'(\.[^']+)'/g;

/**
 * Every import below `root` that goes up or sideways, as `from → to`.
 *
 * @param floors - folder names, lowest floor first; `'.'` is the root itself.
 * @throws when a folder has no floor.
 */
export function findUpwardImports(root: string, floors: readonly (readonly string[])[]): string[] {
  const folderOf = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '.');
  const levelOf = (folder: string) => {
    const level = floors.findIndex((floor) => floor.includes(folder));
    if (level === -1) throw new Error(`${folder}/ has no floor: add it to the list, as low as it can live.`);
    return level;
  };
  const upward: string[] = [];
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    const file = relative('.', path).split(sep).join('/');
    if (!SOURCE.test(file)) continue;
    for (const [, specifier = ''] of readFileSync(`${root}/${file}`, 'utf8').matchAll(IMPORT)) {
      const target = posix.normalize(posix.join(dirname(file), specifier));
      if (target.startsWith('..')) upward.push(`${file} → ${target} (outside the package)`);
      else if (folderOf(target) !== folderOf(file) && levelOf(folderOf(target)) >= levelOf(folderOf(file)))
        upward.push(`${file} → ${target}`);
    }
  }
  return upward;
}
