import { TimeoutError } from '../errors/timeout-error.ts';
import type { Clock } from '../primitives/clock.ts';
import type { Layer } from './transport.ts';

/**
 * Gives one attempt `timeoutMs`. It also decides what a caller's abort does to a request that has left: a
 * GET is cut at once, a POST runs to its end, because its answer is the only way to learn the id of a job
 * that may be paid for.
 *
 * @throws {TimeoutError} when the time is over.
 */
export function withTimeout(timeoutMs: number, clock: Clock): Layer {
  return (next) => (request, exchange) => {
    const { method, endpoint, jobId } = request;
    const submission = method === 'GET' ? 'not-sent' : 'unknown';
    const cut = new AbortController();
    const cancelTimer = clock.setTimer(
      () => cut.abort(new TimeoutError(timeoutMs, { submission, endpoint, jobId })),
      timeoutMs,
    );
    const isCuttable = method === 'GET' && exchange.signal;
    const signal = isCuttable ? AbortSignal.any([cut.signal, isCuttable]) : cut.signal;
    return next(request, { ...exchange, signal }).finally(cancelTimer);
  };
}
