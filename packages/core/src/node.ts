/**
 * `@briakit/core/node`: undici as the transport, for servers that hold many connections.
 */
export { undiciFetch, type UndiciFetchOptions } from './transport/undici-fetch.ts';
