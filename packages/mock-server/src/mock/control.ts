import type { Clock, VirtualClock } from '@briakit/core/testing';
import type { Delivery, DeliveryFault, DeliveryFilter } from '../world/deliveries.ts';
import type { FaultHandle, FaultRule } from '../world/faults.ts';
import type { JournalEntry, JournalFilter } from '../world/journal.ts';
import { MICRO_USD } from '../world/ledger.ts';
import type { Outcome } from '../world/outcomes.ts';
import type { Plan } from '../world/tenants.ts';
import { runDue, settled, tenantOf, type World } from '../world/world.ts';
import type { Postman } from './deliver.ts';
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
    /** Takes all rules away. */
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
    /** What was asked and answered, oldest first. */
    requests(filter?: JournalFilter): readonly JournalEntry[];
    /** How many of these there are. */
    count(filter?: JournalFilter): number;
  };
  readonly webhooks: {
    /** What webhooks were told, and what they are owed, oldest first. */
    deliveries(filter?: DeliveryFilter): readonly Delivery[];
    /**
     * Decides what goes wrong with the deliveries that leave next, all attempts of each. Calls queue up.
     *
     * @throws {RangeError} when `times` is not a positive integer.
     */
    next(fault: DeliveryFault, options?: DeliveryFaultOptions): void;
  };
  /** Forgets everything: jobs, tenants, journal, faults, outcomes, pictures, deliveries. The clock goes on. */
  reset(): void;
  /**
   * Runs what has fallen due by now, and waits for the webhooks to answer; one that is silent it leaves after a
   * while, and that attempt has failed when the clock says so.
   */
  settle(): Promise<void>;
  /**
   * Moves a virtual clock on, and runs what falls due on the way: in order, each at its own instant, and
   * settled before the next. Whoever is told something by a webhook can read the time of it off the clock.
   *
   * @throws {TypeError} when the mock's clock cannot be moved. With fake timers, advance those and `settle`.
   * @throws {RangeError} when `ms` is negative.
   */
  advance(ms: number): Promise<void>;
}

/** What a tenant may do, and what it has. */
export interface TenantSettings {
  readonly plan: Plan;
  /** What can be spent, in dollars; what running jobs hold is not in it. */
  readonly balanceUsd: number;
}

/** What is to change; the rest stays as it is. */
export interface TenantChange {
  readonly plan?: Plan | undefined;
  readonly balanceUsd?: number | undefined;
}

/** For how many jobs an outcome is decided, and why it came to that. */
export interface OutcomeOptions {
  /** Default 1. */
  readonly times?: number | undefined;
  /** The reason that the client is told. */
  readonly message?: string | undefined;
}

/** For how many deliveries something goes wrong. */
export interface DeliveryFaultOptions {
  /** Default 1. */
  readonly times?: number | undefined;
}

/** What there is between two resets. */
export interface Session {
  readonly world: World;
  readonly postman: Postman;
}

export function createControl(clock: Clock, current: () => Session, reset: () => void): Control {
  const currentWorld = () => current().world;
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
        checkTimes(times);
        currentWorld().outcomes.add({ outcome, message }, times);
      },
    },
    journal: {
      requests: (filter) => currentWorld().journal.requests(filter),
      count: (filter) => currentWorld().journal.requests(filter).length,
    },
    webhooks: {
      deliveries: (filter) => currentWorld().outbox.deliveries(filter),
      next(fault, { times = 1 } = {}) {
        checkTimes(times);
        currentWorld().outbox.spoil(fault, times);
      },
    },
    reset,
    async settle() {
      const { world, postman } = current();
      runDue(world, clock.now());
      await postman.settled();
      await settled(world);
    },
    async advance(ms) {
      if (!isMovable(clock)) throw new TypeError('Only a virtualClock can be advanced.');
      if (!(ms >= 0)) throw new RangeError(`ms must be 0 or more, got ${ms}.`);
      const { world, postman } = current();
      await postman.advance(clock, ms);
      runDue(world, clock.now());
      await settled(world);
    },
  };
}

const isMovable = (clock: Clock): clock is VirtualClock => 'advance' in clock;

function checkTimes(times: number): void {
  if (!Number.isInteger(times) || times < 1) throw new RangeError(`times must be 1, 2, 3 …, got ${times}.`);
}
