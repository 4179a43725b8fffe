/** How an engine looks at a file: nothing of it is read but what it asks for, and all of it ends with its signal. */
import type { MediaFetch, MediaFetchInit, MediaResponse } from '@briakit/core';
import { brokenBy, never, orAborted, type Network } from './network.ts';
import type { Served, Storage } from './storage.ts';
import type { Look } from './watch-looks.ts';

/** Who looks, and is told what becomes of it. */
interface Looker {
  readonly isAlive: () => boolean;
  readonly onLook: (link: string, init: MediaFetchInit) => Look;
  /** Storage answers; not `isTrue` where that it has no such file is the word of a fault. */
  readonly onLookAnswered: (look: Look, isTrue: boolean) => void;
  /** It has let go of it. */
  readonly onLookEnded: (look: Look) => void;
}

const DENIALS: ReadonlySet<number> = new Set([403, 404, 410]);

export function lookFetchFor(
  { travel, isCut }: Network,
  storage: Storage,
  { isAlive, onLook, onLookAnswered, onLookEnded }: Looker,
): MediaFetch {
  const reach = async (link: string, onAnswer: (isTrue: boolean) => void): Promise<Served> => {
    if (isCut()) throw brokenBy('ECONNREFUSED');
    await travel();
    const served = storage.serve(link);
    if (typeof served === 'object' && (served.isTrue || DENIALS.has(served.status))) onAnswer(served.isTrue);
    if (served === 'hang') return never();
    await travel();
    if (served === 'reset') throw brokenBy('ECONNRESET');
    return served;
  };

  return async (link, init) => {
    if (!isAlive()) return never();
    const { signal } = init;
    const look = onLook(link, init);
    // It may have been one too many.
    if (!isAlive()) return never();
    if (signal.aborted) onLookEnded(look);
    else signal.addEventListener('abort', () => onLookEnded(look), { once: true });
    const served = await orAborted(
      signal,
      reach(link, (isTrue) => onLookAnswered(look, isTrue)),
    );
    return isAlive() ? responseOf(link, served, signal, look) : never();
  };
}

function responseOf(
  link: string,
  { status, type, pieces, end, isTrue }: Served,
  signal: AbortSignal,
  look: Look,
): MediaResponse {
  const left = [...pieces];
  const isFile = isTrue && status === 200;
  const read = async () => {
    signal.throwIfAborted();
    const sizeBytes = left.shift();
    if (sizeBytes !== undefined) {
      if (isFile && sizeBytes > 0) look.found = 'there';
      return { done: false, value: new Uint8Array(sizeBytes) };
    }
    if (end === 'broken') throw new TypeError('terminated');
    if (end === 'silent') return orAborted(signal, never());
    if (isFile) look.found = 'empty';
    return { done: true };
  };
  const headers = new Headers({ 'content-type': type });
  return {
    status,
    type: 'default',
    url: link,
    headers,
    body: { getReader: () => ({ read, cancel: async () => {} }) },
  };
}
