/**
 * Requests over HTTP from as little as can be: sockets, ready bytes, and an eye for `Content-Length`. A real
 * client would cost more than the servers that are measured, and so make them look alike.
 */
import { connect, type Socket } from 'node:net';

export interface Load {
  readonly port: number;
  /** Each asks the next when it has its answer. */
  readonly connections: number;
  readonly durationMs: number;
  /** The path of the n-th request. */
  readonly pathOf: (index: number) => string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Requests answered per second. @throws when an answer is not 200. */
export async function putLoadOn({ port, connections, durationMs, pathOf, headers }: Load): Promise<number> {
  const head = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const endsAt = performance.now() + durationMs;
  let answered = 0;
  let asked = 0;
  const ask = (socket: Socket) =>
    socket.write(`GET ${pathOf(asked++)} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${head}\r\n`);
  const keepAsking = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => ask(socket));
      let received = '';
      socket.setEncoding('latin1').on('error', reject);
      socket.on('data', (text: string) => {
        received += text;
        const bodyAt = received.indexOf('\r\n\r\n') + 4;
        if (bodyAt < 4) return;
        const length = Number(/content-length: (\d+)/i.exec(received)?.[1]);
        if (received.length < bodyAt + length) return;
        if (!received.startsWith('HTTP/1.1 200')) return reject(new Error(received));
        received = '';
        answered += 1;
        if (performance.now() < endsAt) return void ask(socket);
        socket.destroy();
        resolve();
      });
    });
  const begunAt = performance.now();
  await Promise.all(Array.from({ length: connections }, keepAsking));
  return (1000 * answered) / (performance.now() - begunAt);
}
