/** The way between a process and the mock: it takes its time, and is cut at times. */
import type { Fetch } from '@briakit/core';
import type { Mock } from '@briakit/mock-server';
import type { Storage } from './storage.ts';
import { wordsIn } from './targets.ts';
import type { Timeline } from './timeline.ts';

export interface Sent {
  readonly method: string;
  readonly path: string;
  /** The words of a submit, by which its call is known. */
  readonly words: string | undefined;
  /** The job that a status request asks about. */
  readonly requestId: string | undefined;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined where the connection broke within it. */
  readonly text: string | undefined;
}

/** Who sends, and is told what becomes of it. */
export interface Sender {
  readonly isAlive: () => boolean;
  readonly onLeave: (sent: Sent) => void;
  /** It counts from here on, be it that no connection was made. */
  readonly onArrive: (sent: Sent) => void;
  /** It has come back; undefined where the connection broke. */
  readonly onAnswer: (sent: Sent, answer: Answered | 'unsent' | undefined) => void;
}

export interface Network {
  readonly fetchFor: (sender: Sender) => Fetch;
  /** No connection is made for so long. */
  readonly cut: (ms: number) => void;
  readonly isCut: () => boolean;
  /** One way. */
  readonly travel: () => Promise<void>;
}

/** A process that has ended waits for nothing. */
export const never = (): Promise<never> => new Promise(() => {});

export const brokenBy = (code: string) => Object.assign(new TypeError('fetch failed'), { cause: { code } });

/** Leaves no listener, however it ends. */
export async function orAborted<T>(signal: AbortSignal | null, work: Promise<T>): Promise<T> {
  signal?.throwIfAborted();
  let stopListening = () => {};
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = () => reject(signal?.reason as Error);
    signal?.addEventListener('abort', onAbort);
    stopListening = () => signal?.removeEventListener('abort', onAbort);
  });
  return Promise.race([work, aborted]).finally(stopListening);
}

/** @param oneWayMs - drawn anew for each way. */
export function createNetwork(
  timeline: Timeline,
  mock: Mock,
  storage: Storage,
  oneWayMs: () => number,
): Network {
  const road = timeline.device();
  let cutUntil = -Infinity;
  const isCut = () => timeline.now() < cutUntil;
  const travel = async () => {
    const ms = oneWayMs();
    if (ms > 0) await new Promise<void>((resolve) => road.setTimer(resolve, ms));
  };

  const exchange = async (
    sender: Sender,
    sent: Sent,
    url: string,
    init: Parameters<Fetch>[1],
  ): Promise<Answered | 'unsent' | undefined> => {
    if (isCut()) {
      sender.onArrive(sent);
      return 'unsent';
    }
    await travel();
    if (init.signal?.aborted) return undefined;
    sender.onArrive(sent);
    const { method, headers, body } = init;
    const response = await mock.handle(new Request(url, { method, headers, body }));
    if (!response) throw new Error(`Not for the mock: ${url}`);
    if (sent.path.startsWith('/v1/')) storage.keep((await mock.control.snapshot({ pictures: false })).files);
    const text = response.type === 'error' ? undefined : await response.text().catch(() => undefined);
    await travel();
    return response.type === 'error'
      ? undefined
      : { status: response.status, headers: response.headers, text };
  };

  return {
    cut: (ms) => void (cutUntil = timeline.now() + ms),
    isCut,
    travel,
    fetchFor: (sender) => async (url, init) => {
      const { signal } = init;
      if (!sender.isAlive()) return never();
      const path = decodeURIComponent(new URL(url).pathname);
      const sent: Sent = {
        method: init.method,
        path,
        words: wordsIn(init.body ?? path),
        requestId: path.includes('/status/') ? path.split('/').at(-1) : undefined,
      };
      sender.onLeave(sent);
      signal?.throwIfAborted();
      const answer = await orAborted(signal, exchange(sender, sent, url, init));
      if (!sender.isAlive()) return never();
      sender.onAnswer(sent, answer);
      if (answer === 'unsent') throw brokenBy('ECONNREFUSED');
      if (!answer) throw brokenBy('ECONNRESET');
      return {
        status: answer.status,
        headers: answer.headers,
        text: async () => {
          if (answer.text === undefined) throw new TypeError('terminated');
          return answer.text;
        },
      };
    },
  };
}
