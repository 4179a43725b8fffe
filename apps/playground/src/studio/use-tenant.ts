import type { Clock } from '@briakit/core';
import { useCallback, useEffect, useState } from 'react';
import type { NextOutcome, Tenant, TenantApi } from './tenant-api.ts';

/** What is known of the mock. */
export type MockState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'reachable'; readonly tenant: Tenant }
  | { readonly kind: 'unreachable' };

export interface UseTenant {
  readonly mock: MockState;
  /** What the next job will come to. */
  readonly nextOutcome: NextOutcome;
  readonly refresh: () => void;
  readonly change: (change: Partial<Tenant>) => void;
  readonly scriptNext: (outcome: NextOutcome) => void;
  /** To be told when a job was accepted: it has taken the scripted outcome with it. */
  readonly onAccepted: () => void;
}

const RETRY_MS = 2_000;

/** What the mock charges for a picture, in US dollars. */
export const PRICE_USD = 0.018;

/** Whether the wallet holds enough for one picture. */
export const canPay = ({ mock }: UseTenant): boolean =>
  mock.kind === 'reachable' && mock.tenant.balanceUsd >= PRICE_USD;

/** The mock's wallet and plan of this page, and whether there is a mock at all; if not, it keeps asking. */
export function useTenant(api: TenantApi, clock: Clock): UseTenant {
  const [mock, setMock] = useState<MockState>({ kind: 'asking' });
  const [nextOutcome, setNextOutcome] = useState<NextOutcome>('completed');

  const show = useCallback((answer: Promise<Tenant>) => {
    answer.then(
      (tenant) => setMock({ kind: 'reachable', tenant }),
      () => setMock({ kind: 'unreachable' }),
    );
  }, []);
  const refresh = useCallback(() => show(api.read()), [api, show]);
  const change = useCallback((wanted: Partial<Tenant>) => show(api.change(wanted)), [api, show]);
  const scriptNext = useCallback(
    (outcome: NextOutcome) => {
      setNextOutcome(outcome);
      api.scriptNext(outcome).catch(() => {
        setNextOutcome('completed');
        setMock({ kind: 'unreachable' });
      });
    },
    [api],
  );
  const onAccepted = useCallback(() => setNextOutcome('completed'), []);

  useEffect(refresh, [refresh]);
  // Each failure sets a new state, and with it the next try.
  useEffect(
    () => (mock.kind === 'unreachable' ? clock.setTimer(refresh, RETRY_MS) : undefined),
    [mock, clock, refresh],
  );
  return { mock, nextOutcome, refresh, change, scriptNext, onAccepted };
}
