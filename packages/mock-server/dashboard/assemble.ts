/** Makes one page of its parts: markup, style, and the script with all that it imports. */
import { readFile } from 'node:fs/promises';
import { build } from 'tsdown';

const partAt = (name: string) => new URL(name, import.meta.url);

export async function assemblePage(): Promise<string> {
  const [markup, style, script] = await Promise.all([
    readFile(partAt('page.html'), 'utf8'),
    readFile(partAt('page.css'), 'utf8'),
    bundle(partAt('main.ts').pathname),
  ]);
  if (script.includes('</script')) throw new Error('The script would end its own element.');
  // By a function: in a text `$&` and its like have a meaning.
  return markup
    .replace('<style></style>', () => `<style>\n${style}</style>`)
    .replace('<script type="module"></script>', () => `<script type="module">\n${script}</script>`);
}

async function bundle(entry: string): Promise<string> {
  const { bundles } = await build({
    config: false,
    entry,
    platform: 'browser',
    target: 'es2024',
    format: 'esm',
    dts: false,
    write: false,
    clean: false,
    logLevel: 'silent',
  });
  const chunks = bundles.flatMap((bundled) => bundled.chunks).filter((chunk) => chunk.type === 'chunk');
  const [chunk] = chunks;
  if (!chunk || chunks.length > 1) throw new Error(`The script came out in ${chunks.length} pieces.`);
  return chunk.code;
}
