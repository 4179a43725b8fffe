/** What a few lines of a user's code cost the type checker, with the packages as they are built. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TSC = join(import.meta.dirname, '../node_modules/typescript/bin/tsc');
const OPTIONS =
  '--ignoreConfig --noEmit --strict --skipLibCheck --module nodenext --target es2024 --lib es2024,dom';

/**
 * How many types the compiler makes for `code`: exact, whatever the machine does beside it.
 *
 * @throws when it does not compile.
 */
export function countTypes(code: string): number {
  // Inside the package, so that its imports resolve.
  const folder = mkdtempSync(join(import.meta.dirname, '../.cache-'));
  try {
    const file = join(folder, 'program.ts');
    writeFileSync(file, code);
    const report = execFileSync(
      process.execPath,
      [TSC, ...OPTIONS.split(' '), '--extendedDiagnostics', file],
      {
        encoding: 'utf8',
      },
    );
    const types = /^Types:\s+(\d+)/m.exec(report)?.[1];
    if (!types) throw new Error(`No count in the report of the compiler:\n${report}`);
    return Number(types);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
