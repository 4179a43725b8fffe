/** Answers that take their time, on the mock's clock, and answers that break off. */
import type { Clock } from '@briakit/core/testing';

/** Resolves after `ms`, or when nobody waits any more. */
export async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      disarm();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const disarm = clock.setTimer(end, ms);
    signal.addEventListener('abort', end);
  });
}

const paced = new WeakSet<Response>();

/** Whether a door has to hand the body on as it comes: it is not all there yet, or will never be. */
export const isPaced = (response: Response): boolean => paced.has(response);

const PIECES = 10;

/** The same answer, its body spread over `ms`. */
export async function spread(
  response: Response,
  clock: Clock,
  ms: number,
  signal: AbortSignal,
): Promise<Response> {
  const bytes = await response.bytes();
  const pieceBytes = Math.max(1, Math.ceil(bytes.length / PIECES));
  let at = 0;
  return piecewise(response, bytes.length, async (controller) => {
    if (at < bytes.length) await pause(clock, ms / PIECES, signal);
    const piece = bytes.slice(at, (at += pieceBytes));
    if (piece.length > 0) controller.enqueue(piece);
    if (at >= bytes.length) controller.close();
  });
}

/** The same answer, but after the first half of its body the connection breaks. */
export async function cut(response: Response): Promise<Response> {
  const bytes = await response.bytes();
  let hasBegun = false;
  return piecewise(response, bytes.length, async (controller) => {
    if (hasBegun) return controller.error(new TypeError('The connection broke in the middle of the body.'));
    hasBegun = true;
    controller.enqueue(bytes.slice(0, Math.ceil(bytes.length / 2)));
  });
}

/** A client has to know how much there should be, or it would take the beginning for the whole. */
function piecewise(
  { status, headers }: Response,
  sizeBytes: number,
  pull: (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>) => Promise<void>,
): Response {
  // Nothing is kept ahead: a piece is due when it is asked for.
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({ pull }, { highWaterMark: 0 });
  const response = new Response(body, {
    status,
    headers: { ...Object.fromEntries(headers), 'Content-Length': String(sizeBytes) },
  });
  paced.add(response);
  return response;
}
