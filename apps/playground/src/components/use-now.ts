import type { Clock } from '@briakit/core';
import { useEffect, useState } from 'react';

/**
 * The time, told again every `everyMs` while a component is shown.
 *
 * @returns epoch milliseconds, at most `everyMs` old.
 */
export function useNow(clock: Clock, everyMs: number): number {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    let cancel = () => {};
    const tick = () => {
      setNow(clock.now());
      cancel = clock.setTimer(tick, everyMs);
    };
    tick();
    return () => cancel();
  }, [clock, everyMs]);
  return now;
}
