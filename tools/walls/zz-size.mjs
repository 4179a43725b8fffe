import { bundle } from './src/bundle.ts';
import {writeFileSync} from 'node:fs';
const one = (use='client.run(image.removeBackground, { image: file })', imp='image') => `
  import { createClient } from '@briakit/core';
  import { bria, ${imp} } from '@briakit/core/bria';
  const client = createClient({ provider: bria({ baseUrl: '/api/bria' }) });
  export const cutOut = (file) => ${use};
`;
const full = await bundle(one()); writeFileSync('/tmp/full.js', full.code); console.log('one', full.gzipBytes, full.code.length);
for (const e of process.argv.slice(2)) { const b = await bundle(one(`[client.run(image.removeBackground, { image: file }), client.run(${e},{})]`, [...new Set(['image', e.split('.')[0]])].join(','))); console.log(e, b.gzipBytes - full.gzipBytes); }
