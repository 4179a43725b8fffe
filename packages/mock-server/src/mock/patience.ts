/** As they were when the mock was loaded: a test's fake timers must not decide how long a machine takes. */
const { setTimeout, clearTimeout } = globalThis;

/** In real time, because the code of the receiver runs in it. */
const PATIENCE_MS = 250;

/** Resolves with the promise, or when a receiver on this machine should have answered. */
export async function withinPatience(answered: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => void (timer = setTimeout(resolve, PATIENCE_MS)));
  await Promise.race([answered, patience]);
  clearTimeout(timer);
}
