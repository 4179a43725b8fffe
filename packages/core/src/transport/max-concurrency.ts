import { cancellable } from '../primitives/cancellable.ts';
import type { Layer } from './transport.ts';

/**
 * For `submitLayers`: at most so many jobs under way, from before their submit until they have ended or are no
 * longer followed. The others are held (`waitReason: 'concurrency'`), and are sent by priority and then in order.
 * Goes outside of a layer that sends a request again: inside, each try would take a place of its own.
 *
 * @param limit - an integer, 1 or more.
 * @throws {RangeError} when it is not.
 *
 * @example
 * createClient({ provider, submitLayers: [maxConcurrency(8)] });
 */
export function maxConcurrency(limit: number): Layer {
  if (!(Number.isInteger(limit) && limit > 0))
    throw new RangeError(`maxConcurrency: ${limit} is no such number.`);
  const line: { readonly priority: number; readonly pass: () => void }[] = [];
  let underWay = 0;
  const pump = () => {
    while (underWay < limit && line[0]) {
      underWay++;
      line.shift()!.pass();
    }
  };

  return (next) => async (request, exchange) => {
    const { signal, priority = 0, onHeld, onEnded } = exchange;
    await cancellable<void>(signal, (pass) => {
      const waiter = { priority, pass };
      line.splice(line.findLastIndex((other) => other.priority >= priority) + 1, 0, waiter);
      pump();
      if (line.includes(waiter)) onHeld?.('concurrency', undefined);
      return () => {
        const at = line.indexOf(waiter);
        if (at >= 0) line.splice(at, 1);
      };
    });
    const leave = () => {
      underWay--;
      pump();
    };
    if (!onEnded) return next(request, exchange).finally(leave);
    onEnded(leave);
    return next(request, exchange);
  };
}
