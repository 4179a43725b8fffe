/** Judges what a page lets through that nobody looks at, or that has no network. */
import type { Judge } from './judge.ts';
import type { Process } from './processes.ts';

export interface PageWatch {
  readonly turned: (process: Process) => void;
  /** How long ago they asked last is not what it was, until they have asked anew. */
  readonly clockWasSet: () => void;
  /** A question has its turn. */
  readonly passed: (process: Process, lane: Lane) => void;
  /** @param turnAt - when it had its turn: a layer may have kept it since. */
  readonly left: (process: Process, turnAt: number) => void;
}

/** Status requests, or looks at files, which nobody counts: each has its own breath. */
type Lane = 'api' | 'files';

const HIDDEN_MS = 15_000;
const BREATH_MS = 1_000;

/** @param isKnown - whether the clients look at their page. */
export function watchPages(judge: Judge, now: () => number, isKnown: boolean): PageWatch {
  const turnedAt = new Map<Process, number>();
  /** When the page began to ask last: the rest goes along. */
  const askedAt = new Map<string, number>();
  let clockSetAt = -Infinity;
  const hasJustTurned = (process: Process, at: number) => at <= (turnedAt.get(process) ?? -Infinity);
  return {
    turned: (process) => void turnedAt.set(process, now()),
    clockWasSet: () => void (clockSetAt = now()),
    passed(process, lane) {
      const who = `${process.name} ${lane}`;
      const before = askedAt.get(who) ?? -Infinity;
      const sinceMs = now() - before;
      if (sinceMs < BREATH_MS) return;
      judge.hold(
        'page',
        !isKnown ||
          hasJustTurned(process, now()) ||
          !process.page.isHidden() ||
          sinceMs >= HIDDEN_MS - BREATH_MS ||
          before <= clockSetAt,
        () => `${process.name} asks again after ${sinceMs} ms, and nobody looks`,
      );
      askedAt.set(who, now());
    },
    left(process, turnAt) {
      judge.hold(
        'page',
        !isKnown || hasJustTurned(process, turnAt) || process.page.isOnline(),
        () => `${process.name} sends without a network`,
      );
    },
  };
}
