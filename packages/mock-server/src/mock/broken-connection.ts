import type { NetworkErrorCode } from '../world/faults.ts';

/** By a symbol of all: in the built package, the mock and the door for Node have each their own copy of this file. */
const CODE = Symbol.for('briakit.mock.network-error');

/** A connection that breaks: a `Response.error()`, of which doors that can may tell what was wrong. */
export const brokenConnection = (code: NetworkErrorCode = 'ECONNRESET'): Response =>
  Object.defineProperty(Response.error(), CODE, { value: code });

/** What was wrong with the connection; undefined for an answer that is one, or was not broken by a fault. */
export const codeOfBroken = (
  response: Response & { [CODE]?: NetworkErrorCode },
): NetworkErrorCode | undefined => response[CODE];
