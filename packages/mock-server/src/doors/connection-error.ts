import { isIP } from 'node:net';
import { getSystemErrorMap } from 'node:util';
import { assertNever } from '../world/assert-never.ts';
import type { NetworkErrorCode } from '../world/faults.ts';

/** Of a host that does not exist: an address that is for examples only. */
const EXAMPLE_ADDRESS = '192.0.2.1';
/** The same on every system, as libuv has it. */
const ENOTFOUND_ERRNO = -3008;

/** The error that Node makes of it, down to `errno` and `syscall`: clients tell by these what they may repeat. */
export function connectionError(code: NetworkErrorCode, url: URL): NodeJS.ErrnoException {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  switch (code) {
    case 'ECONNREFUSED':
    case 'ETIMEDOUT': {
      const address = isIP(host) ? host : EXAMPLE_ADDRESS;
      const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
      return systemError('connect', code, errnoOf(code), `${address}:${port}`, { address, port });
    }
    case 'ENOTFOUND':
      return systemError('getaddrinfo', code, ENOTFOUND_ERRNO, host, { hostname: host });
    case 'ECONNRESET':
      return systemError('read', code, errnoOf(code));
    case 'EPIPE':
      return systemError('write', code, errnoOf(code));
    default:
      return assertNever(code);
  }
}

function systemError(
  syscall: string,
  code: NetworkErrorCode,
  errno: number,
  where = '',
  more: object = {},
): NodeJS.ErrnoException {
  const message = [syscall, code, where].filter(Boolean).join(' ');
  return Object.assign(new Error(message), { errno, code, syscall, ...more });
}

function errnoOf(code: NetworkErrorCode): number {
  for (const [errno, [name]] of getSystemErrorMap()) if (name === code) return errno;
  throw new RangeError(`This system has no ${code}.`);
}
