/** Bundles a few lines of a user's code as a browser app would, from the built packages. */
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const ENTRY = '\0entry.js';

export interface Bundle {
  readonly code: string;
  /** Minified and gzipped, level 9. */
  readonly gzipBytes: number;
}

/**
 * @param code - an ES module; it must use what it imports, or nothing of it is left.
 * @param external - modules that the app has anyway.
 */
export async function bundle(code: string, external: readonly string[] = []): Promise<Bundle> {
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    root: import.meta.dirname,
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === ENTRY ? id : undefined),
        load: (id) => (id === ENTRY ? code : undefined),
      },
    ],
    build: {
      write: false,
      minify: true,
      target: 'es2024',
      rolldownOptions: {
        input: ENTRY,
        external: [...external],
        preserveEntrySignatures: 'strict',
        output: { format: 'es', comments: false },
      },
    },
  });
  const result = [output].flat()[0];
  if (!result || !('output' in result)) throw new Error('Vite gave no output.');
  const chunks = result.output.flatMap((file) => (file.type === 'chunk' ? [file.code] : []));
  const bundled = chunks.join('\n');
  return { code: bundled, gzipBytes: gzipSync(bundled, { level: 9 }).length };
}
