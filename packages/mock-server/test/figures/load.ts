/**
 * Requests over HTTP from as little as can be: sockets, and bytes that are ready before. A real client would cost
 * more than the servers that are measured, and so make them look alike.
 */
import { connect } from 'node:net';

export interface Load {
  readonly port: number;
  /** Each asks the next when it has its answer. */
  readonly connections: number;
  readonly durationMs: number;
  /** In turn. */
  readonly asked: readonly Asked[];
}

/** A request that gets 200. */
export interface Asked {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Carried {
  /** How many requests were answered. */
  readonly answered: number;
  readonly perSecond: number;
}

/** @throws when an answer is not 200. */
export async function putLoadOn({ port, connections, durationMs, asked }: Load): Promise<Carried> {
  const requests = asked.map(({ path, headers }) => {
    const head = Object.entries({ Host: `127.0.0.1:${port}`, ...headers })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    return Buffer.from(`GET ${path} HTTP/1.1\r\n${head}\r\n`);
  });
  const stopBeingAwake = stayAwake();
  const begunAt = performance.now();
  const endsAt = begunAt + durationMs;
  let answered = 0;
  const nextRequest = () => requests[answered % requests.length]!;
  const keepAsking = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(nextRequest()));
      let received: Buffer = Buffer.alloc(0);
      socket.setNoDelay(true).on('error', reject);
      socket.on('data', (piece: Buffer) => {
        received = received.length === 0 ? piece : Buffer.concat([received, piece]);
        if (!isWhole(received)) return;
        if (!received.subarray(0, OK.length).equals(OK)) return reject(new Error(received.toString()));
        received = received.subarray(received.length);
        answered += 1;
        if (performance.now() < endsAt) return void socket.write(nextRequest());
        socket.destroy();
        resolve();
      });
    });
  try {
    await Promise.all(Array.from({ length: connections }, keepAsking));
  } finally {
    stopBeingAwake();
  }
  return { answered, perSecond: (1000 * answered) / (performance.now() - begunAt) };
}

/**
 * Clients are on other machines. One on this machine that has fallen asleep is woken by the server, within its
 * `write`, and that costs as much as the answer itself; only a server that keeps it busy is spared.
 */
function stayAwake(): () => void {
  let isAwake = true;
  const turn = () => void (isAwake && setImmediate(turn));
  turn();
  return () => void (isAwake = false);
}

const OK = Buffer.from('HTTP/1.1 200 ');
const END_OF_HEAD = Buffer.from('\r\n\r\n');

function isWhole(received: Buffer): boolean {
  const headBytes = received.indexOf(END_OF_HEAD) + END_OF_HEAD.length;
  if (headBytes < END_OF_HEAD.length) return false;
  const bodyBytes = Number(/content-length: (\d+)/i.exec(received.toString('latin1', 0, headBytes))?.[1]);
  return received.length >= headBytes + bodyBytes;
}
