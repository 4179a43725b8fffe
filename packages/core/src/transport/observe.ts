import { systemClock, type Clock } from '../primitives/clock.ts';
import type { HttpRequest, Layer } from './transport.ts';

/** One request that left, and what came of it. Holds no credential and no body. */
export interface RequestObservation {
  readonly method: HttpRequest['method'];
  readonly path: string;
  readonly endpoint: string;
  readonly jobId: string | undefined;
  /** Undefined where no answer came. */
  readonly status: number | undefined;
  readonly durationMs: number;
}

/**
 * A layer that tells `observer` of every request that leaves, repeated ones included; for logs and meters.
 *
 * @example
 * createClient({ provider, layers: [observe((seen) => console.log(seen.method, seen.path, seen.status))] });
 */
export function observe(observer: (seen: RequestObservation) => void, clock: Clock = systemClock): Layer {
  return (next) => async (request, exchange) => {
    const { method, path, endpoint, jobId } = request;
    const startedAt = clock.now();
    let status: number | undefined;
    try {
      const reply = await next(request, exchange);
      status = reply.status;
      return reply;
    } finally {
      const durationMs = clock.now() - startedAt;
      // A mistake of the observer's must be seen, and must not cost the answer.
      queueMicrotask(() => observer({ method, path, endpoint, jobId, status, durationMs }));
    }
  };
}
