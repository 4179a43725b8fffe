/**
 * What happens in a mock, for whoever wants to watch it. Nothing is kept before somebody does; from then on the
 * latest events are, for those who lose their connection.
 */
import type { Clock } from '@briakit/core/testing';
import { createAgenda } from '../world/agenda.ts';
import { assertNever } from '../world/assert-never.ts';
import type { Delivery, DeliveryAttempt, DeliveryFault } from '../world/deliveries.ts';
import type { Fact } from '../world/facts.ts';
import type { FaultEffect } from '../world/faults.ts';
import type { JobRecord, JobStatus, ProviderName } from '../world/jobs.ts';
import type { Operation } from '../world/journal.ts';
import { MICRO_USD, type LedgerEntry } from '../world/ledger.ts';
import { tenantHint } from '../world/tenants.ts';
import { runDue, type World } from '../world/world.ts';

/** Something that happened. `tenant` is a hint at the token, and never the token. */
export type MockEvent = {
  /** Counts from 1. */
  readonly id: number;
  /** On the mock's clock, epoch milliseconds. */
  readonly at: number;
} & Happening;

/** What can happen, without its number. */
export type Happening =
  | {
      readonly type: 'request-answered';
      readonly operation: Operation;
      readonly provider?: ProviderName | undefined;
      readonly tenant?: string | undefined;
      readonly method: string;
      readonly path: string;
      /** 0 for a connection that failed. */
      readonly status: number;
      readonly faulty: boolean;
    }
  /** A job is new, or has come to another status; one that changed twice since anybody looked is told of twice. */
  | {
      readonly type: 'job-changed';
      readonly requestId: string;
      readonly provider: ProviderName;
      readonly endpoint: string;
      readonly tenant: string;
      readonly status: JobStatus;
    }
  | {
      readonly type: 'delivery-changed';
      readonly deliveryId: string;
      readonly requestId: string;
      readonly tenant: string;
      readonly state: Delivery['state'];
      readonly attempts: number;
      readonly lastResult?: DeliveryAttempt['result'] | undefined;
      readonly fault?: DeliveryFault['kind'] | undefined;
    }
  | {
      readonly type: 'fault-struck';
      readonly effect: FaultEffect['kind'];
      readonly tenant?: string | undefined;
      readonly path: string;
    }
  /** Somebody moved the clock, or changed how it goes: `at` is the time now. */
  | { readonly type: 'clock-moved' }
  | {
      readonly type: 'money-moved';
      readonly kind: LedgerEntry['kind'];
      readonly tenant: string;
      readonly requestId?: string | undefined;
      readonly availableUsd: number;
      readonly heldUsd: number;
    }
  /** All is different: read everything anew. `missed`: there were more events than are kept. */
  | { readonly type: 'world-replaced'; readonly reason: 'reset' | 'restored' | 'missed' };

/** What happens in the mock, as it happens. */
export interface Events {
  /**
   * Tells of what happens from now on, as soon as it has; a job moves on when the clock says so.
   *
   * @param options.after - the `id` of an event: what came after it is told first, as far as it is kept (the latest
   * 1,000); if it is not, that is an event of its own.
   * @returns a function that ends it.
   */
  subscribe(
    listener: (event: MockEvent) => void,
    options?: { readonly after?: number | undefined },
  ): () => void;
}

export interface EventHub extends Events {
  tell(fact: Fact): void;
  clockMoved(): void;
  worldReplaced(reason: 'reset' | 'restored'): void;
}

const KEPT = 1_000;

export function createEventHub(clock: Clock, currentWorld: () => World): EventHub {
  const listeners = new Set<(event: MockEvent) => void>();
  const kept: MockEvent[] = [];
  let lastId = 0;
  let isAwake = false;
  let phases = createAgenda<Happening>();
  let disarm = () => {};

  const emit = (happening: Happening, at: number) => {
    const event = Object.freeze({ id: ++lastId, at, ...happening });
    kept.push(event);
    if (kept.length > KEPT) kept.shift();
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        // It is the listener's mistake: no request may fail by it.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  };
  const passPhases = (now: number) => {
    for (let due = phases.takeDue(now); due; due = phases.takeDue(now)) emit(due.effect, due.dueAt);
  };
  const expectPhases = (job: JobRecord, after: number) => {
    for (const { at, status } of job.plan) if (at > after) phases.add(at, describeJob(job, status));
  };
  const expectAll = () => {
    phases = createAgenda();
    const now = clock.now();
    // A stuck job never changes again, whenever it was submitted.
    for (const job of currentWorld().jobs.find()) expectPhases(job, now);
  };
  const catchUp = () => {
    const now = clock.now();
    runDue(currentWorld(), now);
    passPhases(now);
    setAlarm();
  };
  /** A job moves on by itself, and its money too: nobody tells of it at the time. */
  const setAlarm = () => {
    disarm();
    const at = Math.min(phases.nextDueAt ?? Infinity, currentWorld().agenda.nextDueAt ?? Infinity);
    const isWanted = listeners.size > 0 && at < Infinity;
    disarm = isWanted ? clock.setTimer(catchUp, Math.max(0, at - clock.now())) : () => {};
  };

  return {
    subscribe(listener, { after } = {}) {
      if (!isAwake) expectAll();
      isAwake = true;
      catchUp();
      if (after !== undefined) replay(listener, after);
      listeners.add(listener);
      setAlarm();
      return () => {
        listeners.delete(listener);
        setAlarm();
      };
    },
    tell(fact) {
      if (!isAwake) return;
      if (fact.type === 'job-admitted') {
        const { job } = fact;
        passPhases(job.submittedAt);
        expectPhases(job, job.submittedAt - 1);
        passPhases(job.submittedAt);
      } else {
        const at = instantOf(fact) ?? clock.now();
        passPhases(at);
        emit(describe(fact), at);
      }
      setAlarm();
    },
    clockMoved() {
      if (!isAwake) return;
      catchUp();
      emit({ type: 'clock-moved' }, clock.now());
    },
    worldReplaced(reason) {
      if (!isAwake) return;
      expectAll();
      emit({ type: 'world-replaced', reason }, clock.now());
      setAlarm();
    },
  };

  function replay(listener: (event: MockEvent) => void, after: number): void {
    const oldest = kept[0]?.id ?? lastId + 1;
    // An event that is yet to come was one of another mock's, in our place before.
    if (after < oldest - 1 || after > lastId)
      listener({ id: lastId, at: clock.now(), type: 'world-replaced', reason: 'missed' });
    else for (const event of kept.filter(({ id }) => id > after)) listener(event);
  }
}

function instantOf(fact: Exclude<Fact, { type: 'job-admitted' }>): number | undefined {
  return 'entry' in fact ? fact.entry.at : undefined;
}

const describeJob = (job: JobRecord, status: JobStatus): Happening => {
  const { requestId, provider, endpoint, tenant } = job;
  return { type: 'job-changed', requestId, provider, endpoint, tenant: tenantHint(tenant), status };
};

function describe(fact: Exclude<Fact, { type: 'job-admitted' }>): Happening {
  switch (fact.type) {
    case 'request-answered': {
      const { operation, provider, tenant, method, path, status, faulty } = fact.entry;
      const who = { provider, tenant: tenant === undefined ? undefined : tenantHint(tenant) };
      return { type: 'request-answered', operation, ...who, method, path, status, faulty };
    }
    case 'delivery-changed': {
      const { id, requestId, tenant, state, attempts, fault } = fact.delivery;
      const what = {
        state,
        attempts: attempts.length,
        lastResult: attempts.at(-1)?.result,
        fault: fault?.kind,
      };
      return { type: 'delivery-changed', deliveryId: id, requestId, tenant: tenantHint(tenant), ...what };
    }
    case 'fault-struck': {
      const { effect, tenant, path } = fact;
      const who = tenant === undefined ? undefined : tenantHint(tenant);
      return { type: 'fault-struck', effect: effect.kind, tenant: who, path };
    }
    case 'money-moved': {
      const { kind, tenant, requestId, availableMicroUsd, heldMicroUsd } = fact.entry;
      const [availableUsd, heldUsd] = [availableMicroUsd / MICRO_USD, heldMicroUsd / MICRO_USD];
      return { type: 'money-moved', kind, tenant: tenantHint(tenant), requestId, availableUsd, heldUsd };
    }
    default:
      return assertNever(fact);
  }
}
