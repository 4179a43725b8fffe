import type { Clock } from '@briakit/core/testing';
import type { FaultHandle, FaultRule } from '../world/faults.ts';
import type { JournalEntry, JournalFilter } from '../world/journal.ts';
import { MICRO_USD } from '../world/ledger.ts';
import type { Outcome } from '../world/outcomes.ts';
import type { Plan } from '../world/tenants.ts';
import { runDue, settled, tenantOf, type World } from '../world/world.ts';
import { parseUsd } from './options.ts';

/** What a test, or a person at the controls, can do to a mock. */
export interface Control {
  readonly tenants: {
    /** The tenant with this token, who is made when there is none yet. */
    get(token: string): TenantSettings;
    /** @throws {RangeError} for a negative balance. */
    set(token: string, change: TenantChange): TenantSettings;
  };
  readonly faults: {
    /** Makes something go wrong; several rules strike one after the other. */
    add(rule: FaultRule): FaultHandle;
    clear(): void;
  };
  readonly outcomes: {
    /**
     * Decides what becomes of the jobs that are submitted next. Calls queue up.
     *
     * @throws {RangeError} when `times` is not a positive integer.
     */
    next(outcome: Outcome, options?: OutcomeOptions): void;
  };
  readonly journal: {
    requests(filter?: JournalFilter): readonly JournalEntry[];
    count(filter?: JournalFilter): number;
  };
  /** Forgets everything: jobs, tenants, journal, faults, outcomes, pictures. The clock goes on. */
  reset(): void;
  /** Runs what has fallen due by now, as every request does too. */
  settle(): Promise<void>;
}

export interface TenantSettings {
  readonly plan: Plan;
  /** What can be spent, in dollars; what running jobs hold is not in it. */
  readonly balanceUsd: number;
}

export interface TenantChange {
  readonly plan?: Plan | undefined;
  readonly balanceUsd?: number | undefined;
}

export interface OutcomeOptions {
  /** Default 1. */
  readonly times?: number | undefined;
  /** The reason that the client is told. */
  readonly message?: string | undefined;
}

export function createControl(clock: Clock, currentWorld: () => World, reset: () => void): Control {
  const settingsOf = (token: string): TenantSettings => {
    const [world, now] = [currentWorld(), clock.now()];
    runDue(world, now);
    const { plan } = tenantOf(world, token, now);
    return { plan, balanceUsd: world.ledger.available(token) / MICRO_USD };
  };

  return {
    tenants: {
      get: settingsOf,
      set(token, { plan, balanceUsd }) {
        const [world, before] = [currentWorld(), settingsOf(token)];
        if (balanceUsd !== undefined) world.ledger.setAvailable(token, parseUsd(balanceUsd), clock.now());
        world.tenants.set({ token, plan: plan ?? before.plan });
        return settingsOf(token);
      },
    },
    faults: {
      add: (rule) => currentWorld().faults.add(rule),
      clear: () => currentWorld().faults.clear(),
    },
    outcomes: {
      next(outcome, { times = 1, message } = {}) {
        if (!Number.isInteger(times) || times < 1)
          throw new RangeError(`times must be 1, 2, 3 …, got ${times}.`);
        currentWorld().outcomes.add({ outcome, message }, times);
      },
    },
    journal: {
      requests: (filter) => currentWorld().journal.requests(filter),
      count: (filter) => currentWorld().journal.requests(filter).length,
    },
    reset,
    async settle() {
      const world = currentWorld();
      runDue(world, clock.now());
      await settled(world);
    },
  };
}
