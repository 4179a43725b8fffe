/**
 * A promise that can be called off: an abort rejects it with the signal's own reason, at once. However it
 * settles, the listener is taken off the signal and the clean-up that `start` returned has run.
 */
export function cancellable<T>(
  signal: AbortSignal | undefined,
  start: (resolve: (value: T) => void, reject: (reason: unknown) => void) => (() => void) | undefined,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    signal?.throwIfAborted();
    let isSettled = false;
    let cleanUp: (() => void) | undefined;
    const settling =
      <V>(how: (value: V) => void) =>
      (value: V) => {
        isSettled = true;
        signal?.removeEventListener('abort', onAbort);
        cleanUp?.();
        how(value);
      };
    const onAbort = () => settling(reject)(signal?.reason);
    cleanUp = start(settling(resolve), settling(reject));
    if (isSettled) cleanUp?.();
    // Who aborts within `start` is heard when there is a way to clean up.
    else if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort);
  });
}
