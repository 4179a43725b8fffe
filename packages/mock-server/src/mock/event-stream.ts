/**
 * Events for another process, as Server-Sent Events: each with its number, so that a client which comes again says
 * where it was.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
import { backgroundClock } from './background-clock.ts';
import type { Events, MockEvent } from './events.ts';

/** In real time: proxies cut what is silent, and a client learns from it that the other end is still there. */
export const HEARTBEAT_MS = 15_000;

/** So many events wait for a client that reads none: then it is let go, and told later what it has missed. */
const MOST_WAITING = 1_000;

/** @param signal - of the request: ends the stream, as does whoever stops reading it. */
export function openEventStream(events: Events, after: number | undefined, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  let end = () => {};
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string) => {
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) < -MOST_WAITING) close();
        };
        const close = () => {
          end();
          controller.close();
        };
        const beat = () => {
          stopBeating = backgroundClock.setTimer(beat, HEARTBEAT_MS);
          send(': still here\n\n');
        };
        let stopBeating = backgroundClock.setTimer(beat, HEARTBEAT_MS);
        let unsubscribe = () => {};
        end = () => {
          stopBeating();
          unsubscribe();
          signal.removeEventListener('abort', close);
        };
        if (signal.aborted) return close();
        signal.addEventListener('abort', close, { once: true });
        send('retry: 1000\n\n');
        unsubscribe = events.subscribe((event) => send(writeEvent(event)), { after });
      },
      cancel: () => end(),
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' },
  });
}

const writeEvent = (event: MockEvent): string =>
  `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
