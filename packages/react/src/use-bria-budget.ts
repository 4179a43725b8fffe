'use client';

import type { BucketSnapshot, Inspection, WaitReason } from '@briakit/core';
import { useMemo, useSyncExternalStore } from 'react';
import { useClientWith } from './client-context.tsx';
import { getEmpty } from './empty-list.ts';

/** One limit: what is left of it (`free`), when it refills (`refillsAt`), and whether it holds anything back. */
export interface BudgetLine extends BucketSnapshot {
  /** Why nothing may leave now; undefined where something may. */
  readonly blockedBy: WaitReason | undefined;
  /** Until when, epoch milliseconds; undefined where it is not blocked, or nobody knows. */
  readonly blockedUntil: number | undefined;
}

/** What a client may send. */
export interface UseBriaBudget {
  /** Of the limits that were used, in that order. */
  readonly lines: readonly BudgetLine[];
  /** Whether a submit was refused for want of money, so that others are not sent. */
  readonly isWalletEmpty: boolean;
  /** Lets submits go again, when the account was topped up. */
  readonly reopen: () => void;
}

const getFull = () => false;

/**
 * What is left of the limits, when they refill, and what is blocked and why. The component renders with each
 * request that leaves or falls out of its window, so keep it small.
 *
 * @throws {Error} where the client was not made with `createInspectedClient`.
 *
 * @example
 * function Budget() {
 *   const { lines, isWalletEmpty } = useBriaBudget();
 *   if (isWalletEmpty) return <p>No credit is left.</p>;
 *   return (
 *     <ul>
 *       {lines.map(({ bucket, free, limit, blockedBy }) => (
 *         <li key={bucket}>
 *           {bucket}: {free} of {limit} {blockedBy}
 *         </li>
 *       ))}
 *     </ul>
 *   );
 * }
 */
export function useBriaBudget(): UseBriaBudget {
  const { budget, balance, onEvent } = useClientWith<Inspection>('budget', 'createInspectedClient');
  const buckets = useSyncExternalStore(budget.subscribe, budget.getSnapshot, getEmpty);
  const isWalletEmpty = useSyncExternalStore(onEvent, () => balance.isEmpty, getFull);
  return useMemo(
    () => ({ lines: buckets.map(lineOf), isWalletEmpty, reopen: balance.reopen }),
    [buckets, isWalletEmpty, balance],
  );
}

function lineOf(bucket: BucketSnapshot): BudgetLine {
  const { free, waitReason, pausedUntil, refillsAt } = bucket;
  const blockedBy = waitReason ?? (free === 0 ? 'rate-limit' : undefined);
  return { ...bucket, blockedBy, blockedUntil: blockedBy && (pausedUntil ?? refillsAt) };
}
