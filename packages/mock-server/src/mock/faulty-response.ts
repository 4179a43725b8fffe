import { assertNever } from '../world/assert-never.ts';
import type { FaultEffect } from '../world/faults.ts';

/** The answer that a fault makes; a broken connection is `Response.error()`, whose type is `error`. */
export async function faultyResponse(effect: FaultEffect, signal: AbortSignal): Promise<Response> {
  switch (effect.kind) {
    case 'respond': {
      const { status, headers, body } = effect;
      return typeof body === 'object'
        ? Response.json(body, { status, headers: { ...headers } })
        : new Response(body ?? null, { status, headers: { ...headers } });
    }
    case 'network-error':
      return Response.error();
    case 'hang':
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve(), { once: true });
      });
      return Response.error();
    default:
      return assertNever(effect);
  }
}
