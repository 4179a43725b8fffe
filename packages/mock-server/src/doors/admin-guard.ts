/** Who may use the controls of a mock that listens on a port. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ADMIN_PREFIX } from '../mock/admin-routes.ts';
import type { Incoming } from '../providers/exchange.ts';
import { assertNever } from '../world/assert-never.ts';
import { isLoopback } from './loopback.ts';

/** Who may use the controls. */
export type AdminAccess = 'loopback' | 'anywhere' | 'off';

/** Why a request is not for somebody like this: undefined when it is, or is for no control at all. */
export type AdminGuard = (incoming: IncomingMessage, url: Incoming['url']) => AdminRefusal | undefined;

interface AdminRefusal {
  readonly status: 401 | 403;
  readonly why: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** @param token - what one has to know besides; without it, nothing. */
export function guardAdmin(access: AdminAccess, token: string | undefined): AdminGuard {
  return (incoming, url) => {
    if (!url.pathname.startsWith(ADMIN_PREFIX)) return undefined;
    const why = refuseAt(access, incoming, url);
    if (why !== undefined) return { status: 403, why };
    if (token === undefined || isSame(readSecret(incoming), token)) return undefined;
    // Browsers ask for it then, and send it with all that the dashboard asks for, its events too.
    const headers = { 'www-authenticate': 'Basic realm="briakit-mock"' };
    return { status: 401, why: 'The controls need the token that the mock was started with.', headers };
  };
}

function refuseAt(
  access: AdminAccess,
  { headers, socket }: IncomingMessage,
  url: Incoming['url'],
): string | undefined {
  switch (access) {
    case 'anywhere':
      return undefined;
    case 'off':
      return 'The controls are switched off.';
    case 'loopback': {
      if (!isLoopback(socket.remoteAddress ?? '')) return 'The controls are for this machine only.';
      // A page on this machine may be from anywhere, and a name that leads here may be anybody's.
      const origins = [url.origin, ...(headers.origin === undefined ? [] : [headers.origin])];
      return origins.every((origin) => isLoopback(URL.parse(origin)?.hostname ?? '')) && !isEmbedded(headers)
        ? undefined
        : 'The controls are for pages of this machine only.';
    }
    default:
      return assertNever(access);
  }
}

/** For an `<img>` or a `<script>` of another site: a browser names no origin then. A link that leads here is none. */
const isEmbedded = (headers: IncomingMessage['headers']): boolean =>
  headers.origin === undefined &&
  headers['sec-fetch-site'] === 'cross-site' &&
  headers['sec-fetch-mode'] !== 'navigate';

/** A bearer's token, or the password of a browser's, whatever the name with it. */
function readSecret({ headers: { authorization = '' } }: IncomingMessage): string {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (scheme.toLowerCase() === 'bearer') return value;
  return scheme.toLowerCase() === 'basic'
    ? Buffer.from(value, 'base64')
        .toString()
        .replace(/^[^:]*:/, '')
    : '';
}

const isSame = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted));
const digest = (text: string) => createHash('sha256').update(text).digest();
