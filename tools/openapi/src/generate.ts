/** Writes `openapi/*.json`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { briaDocument, pixazoDocument } from './document.ts';
import { FOLDER, textOf } from './files.ts';

mkdirSync(FOLDER, { recursive: true });
for (const [name, document] of Object.entries({ bria: briaDocument(), pixazo: pixazoDocument() }))
  writeFileSync(new URL(`${name}.json`, FOLDER), textOf(document));
