import { cancellable } from './cancellable.ts';
import type { Clock } from './clock.ts';

/**
 * Waits `delayMs` on the given clock.
 *
 * @throws the signal's own reason as soon as it aborts. Either way, no timer and no listener is left.
 */
export const sleep = (clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> =>
  cancellable(signal, (resolve) => clock.setTimer(resolve, delayMs));
