/** Writes the page to where the mock has it: `node dashboard/write.ts`, whenever something in this folder changes. */
import { writeFile } from 'node:fs/promises';
import { assemblePage } from './assemble.ts';

const page = JSON.stringify(await assemblePage());
const quoted = `'${page.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
await writeFile(
  new URL('../src/mock/dashboard-page.ts', import.meta.url),
  `/** Made of \`dashboard/\` by \`node dashboard/write.ts\`: do not change it here. Load it on demand. */\nexport const DASHBOARD =\n  ${quoted};\n`,
);
