/** Which of the processes that share a folder are alive, by a file for each that it renews. */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { threadId } from 'node:worker_threads';

interface SignOfLife {
  readonly host: string;
  readonly pid: number;
  readonly threadId: number;
  /** Epoch milliseconds. */
  readonly seenAt: number;
}

/** What a journal of this process writes as its sign of life. */
export const signOfLife = (seenAt: number): string =>
  JSON.stringify({ host: hostname(), pid: process.pid, threadId, seenAt } satisfies SignOfLife);

/**
 * Whether the journal that wrote this sign may still follow its jobs. A process that ended on this machine is
 * known to be dead at once; one on another machine, once its sign is older than `leaseMs`.
 *
 * @param isOurs - whether that journal is known to this thread: a process may have the id of a dead one.
 */
export function isAlive(path: string, now: number, leaseMs: number, isOurs: boolean): boolean {
  const sign = readSign(path);
  if (!sign || Math.abs(now - sign.seenAt) >= leaseMs) return false;
  if (isOurs || sign.host !== hostname()) return true;
  return sign.pid === process.pid ? sign.threadId !== threadId : isRunning(sign.pid);
}

/** Undefined where there is none, or none that can be read. */
function readSign(path: string): SignOfLife | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as SignOfLife;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0); // Signal 0 only looks.
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
