/**
 * The lock on the last door to the network.
 *
 * The interceptor lets a connection out to the real host in more cases than that of a request nobody answers: when
 * it reads before it writes, which is how undici waits for the first chunk of a slow body; when what it says is no
 * HTTP, or broken HTTP; when something goes wrong on the way. All of them end in one function, and there we stand.
 */
import { Interceptor } from '@mswjs/interceptors';
import { SocketInterceptor } from '@mswjs/interceptors/net';
import { isIPv6, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/**
 * Lets a connection out only if its origin may leave, and refuses it before DNS otherwise. One that has said nothing
 * yet is not refused but kept, for what it will say is probably a request for the mock.
 *
 * @param mayLeave - asked each time a connection is about to leave, with its origin, e.g. `https://example.com`.
 * @param signal - ends the guard.
 */
export function guardConnections(mayLeave: (origin: URL) => boolean, signal: AbortSignal): void {
  const sockets = Interceptor.singleton(SocketInterceptor);
  sockets.on(
    'connection',
    ({ controller, socket }) => {
      let hasSpoken = false;
      socket.prependOnceListener('data', () => void (hasSpoken = true));
      const letThrough = controller.passthrough.bind(controller);
      controller.passthrough = (flush) => {
        const origin = originOf(socket, controller.connectionOptions);
        if (origin && mayLeave(origin)) return letThrough(flush) as TLSSocket;
        console.log('REFUSE', { hasSpoken, flush: !!flush, bw: socket.bytesWritten, wl: socket.writableLength, pend: !!(socket as any)._pendingData, disp: (socket as any)._bytesDispatched, connecting: socket.connecting }, new Error('x').stack?.split('\n')[2]);
        if (hasSpoken) socket.destroy(new Error(`The mock network lets nothing out to ${origin}.`));
        return new Socket() as TLSSocket; // the caller listens to the connection it asked for
      };
    },
    { signal },
  );
}

interface Target {
  readonly host?: string | null;
  readonly port?: number | string | null;
}

function originOf(socket: Socket, { host, port }: Target): URL | null {
  const scheme = socket instanceof TLSSocket ? 'https' : 'http';
  const name = host || 'localhost'; // as Node does, and for a socket of this machine's file system
  return URL.parse(`${scheme}://${isIPv6(name) ? `[${name}]` : name}:${port ?? ''}`);
}
