/**
 * `@briakit/core/node`: what only Node can do. Needs `undici` beside it (`npm install undici`), whatever is used of it.
 *
 * @module @briakit/core/node
 */

/* Transport: undici, for servers that hold many connections */
export { undiciFetch, type UndiciFetchOptions } from './transport/undici-fetch.ts';

/* Files, in and out */
export { fileAt } from './transport/file-at.ts';
export { downloadFile } from './client/download-file.ts';
export { publicFetch, type PublicFetchOptions } from './transport/public-fetch.ts';

/* A journal on disk */
export { fileJournal, type FileJournalOptions } from './journal/file-journal.ts';
