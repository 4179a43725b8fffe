/** Time that only goes forward, though the clock it is read from may be set back. */
export interface ForwardTime {
  /** The clock's instant in this time. Never earlier than the one before. */
  readonly from: (clockAt: number) => number;
  /** How far it is ahead of the clock: subtract it from an instant of this time to get one of the clock. */
  readonly aheadMs: () => number;
}

/**
 * Whatever is to happen at an instant of the clock is hours away once the clock was set back by hours. In here it
 * stays as far away as it was.
 */
export function createForwardTime(): ForwardTime {
  let latestAt = -Infinity;
  let aheadMs = 0;
  return {
    from(clockAt) {
      aheadMs = Math.max(aheadMs, latestAt - clockAt);
      latestAt = clockAt + aheadMs;
      return latestAt;
    },
    aheadMs: () => aheadMs,
  };
}
