import { readFileSync } from 'node:fs';

/** A body as it came over the wire; see the README beside it. */
export const fixture = (name: string): string =>
  readFileSync(new URL(`../src/providers/__fixtures__/${name}`, import.meta.url), 'utf8');

/** The names that the fixtures give to their job. */
export const BRIA_JOB = '9d4a1a2f5c7e4b6f8a0c2d3e4f5a6b7c';
export const PIXAZO_JOB = 'bria-rmbg-2-0-682_019dxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx';

/** A PNG of one pixel, as base64. */
export const TINY_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
