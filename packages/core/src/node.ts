/**
 * `@briakit/core/node`: undici as the transport, for servers that hold many connections.
 */
export { undiciFetch, type UndiciFetchOptions } from './transport/undici-fetch.ts';
export { downloadFile } from './client/download-file.ts';
export { publicFetch, type PublicFetchOptions } from './transport/public-fetch.ts';
export { fileAt } from './transport/file-at.ts';
