/**
 * The lock on the last door to the network.
 *
 * The interceptor takes a connection out to the real host not only for a request that nobody answers, but also when
 * the client reads before it writes (so does undici while it waits for the first chunk of a body), when what it
 * says is no HTTP or broken HTTP, and when something throws on the way. All of it ends in one function: this one.
 */
import { Interceptor } from '@mswjs/interceptors';
import { SocketInterceptor } from '@mswjs/interceptors/net';
import { isIPv6, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/**
 * Lets a connection out only where its origin may leave, and refuses it before DNS elsewhere. One that has not said
 * anything yet is kept waiting instead: what it has to say is most likely a request for the mock.
 *
 * @param mayLeave - asked whenever a connection is about to leave, with its origin, e.g. `https://example.com:8443`.
 * @param signal - ends the guard. Nothing else does, except that the interception itself ends.
 */
export function guardConnections(mayLeave: (origin: URL) => boolean, signal: AbortSignal): void {
  const { hooks } = Interceptor.singleton(SocketInterceptor)['emitter'];
  // Ahead of the listeners: they take turns, and a client that writes at once is not waiting for the second.
  hooks.on(
    'beforeEmit',
    ({ controller, socket }) => {
      const letOut = controller.passthrough.bind(controller);
      controller.passthrough = (...args) => {
        const { host, port } = controller.connectionOptions;
        const name = host || 'localhost'; // as in Node, and for a socket in the file system
        const scheme = socket instanceof TLSSocket ? 'https' : 'http';
        const origin = URL.parse(`${scheme}://${isIPv6(name) ? `[${name}]` : name}:${port ?? ''}`);
        if (origin && mayLeave(origin)) return letOut(...args);
        if (socket.bytesWritten > 0)
          socket.destroy(new Error(`The mock network lets no connection out to ${origin?.host ?? name}.`));
        return new Socket(); // one that stays silent, for the caller to listen to
      };
    },
    { signal },
  );
}
