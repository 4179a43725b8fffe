import type { Clock } from '@briakit/core/testing';
import { beginScenario } from '../world/begin-scenario.ts';
import type { Conditions } from '../world/conditions.ts';
import {
  deliveryFaultRuleSchema,
  type Delivery,
  type DeliveryFault,
  type DeliveryFilter,
} from '../world/deliveries.ts';
import { faultRuleSchema, type FaultHandle, type FaultRule } from '../world/faults.ts';
import type { JournalEntry, JournalFilter } from '../world/journal.ts';
import { MICRO_USD } from '../world/ledger.ts';
import type { ScenarioName } from '../world/named-scenarios.ts';
import { outcomeRuleSchema, type Outcome } from '../world/outcomes.ts';
import type { Armed } from '../world/rules.ts';
import type { Scenario } from '../world/scenario.ts';
import type { Plan } from '../world/tenants.ts';
import { runDue, scenarioOf, settled, tenantOf, type World } from '../world/world.ts';
import { checkData } from './check-data.ts';
import { createClockControl, isMovable, type ClockControl } from './control-clock.ts';
import type { Postman } from './deliver.ts';
import { parseUsd } from './options.ts';
import { resolveScenario } from './resolve-scenario.ts';
import type { Watching } from './watching.ts';
import { verifyJournal, type JournalExpectation } from './verify-journal.ts';

/** What a test, or a person at the controls, can do to a mock. */
export interface Control extends Watching {
  readonly tenants: {
    /** The tenant with this token, who is made when there is none yet. */
    get(token: string): TenantSettings;
    /** @throws {RangeError} for a negative balance. */
    set(token: string, change: TenantChange): TenantSettings;
  };
  readonly faults: {
    /**
     * Makes something go wrong. Of several rules the first strikes whose turn it is, and those of a scenario come
     * last.
     *
     * @throws {TypeError} for a rule that is none.
     */
    add(rule: FaultRule): FaultHandle;
    /** Those that are not used up, in the order that they strike in; with what has come of each. */
    list(): readonly Armed<FaultRule>[];
    /** Takes one away; false when there is none of this id, or no longer. */
    remove(id: string): boolean;
    /** Takes all rules away, those of the scenario too. */
    clear(): void;
  };
  readonly outcomes: {
    /**
     * Decides what becomes of the jobs that are submitted next. Calls queue up.
     *
     * @throws {RangeError} for conditions that make no sense, such as `times: 0`.
     */
    next(outcome: Outcome, options?: OutcomeOptions): void;
  };
  readonly journal: {
    /** What was asked and answered, oldest first. */
    requests(filter?: JournalFilter): readonly JournalEntry[];
    /** How many of these there are. */
    count(filter?: JournalFilter): number;
    /**
     * Says that this was asked: `times`, or at least once.
     *
     * @throws {JournalMismatchError} when it was not; the message says what came near, and how that differed.
     */
    verify(expected: JournalExpectation): void;
    /** Forgets what was asked. */
    clear(): void;
  };
  readonly webhooks: {
    /** What webhooks were told, and what they are owed, oldest first. */
    deliveries(filter?: DeliveryFilter): readonly Delivery[];
    /**
     * Decides what goes wrong with the deliveries that leave next, all attempts of each. Calls queue up.
     *
     * @throws {RangeError} for conditions that make no sense, such as `times: 0`.
     */
    next(fault: DeliveryFault, options?: DeliveryFaultOptions): void;
  };
  /**
   * The scenario that is on; with one that comes with the mock, or your own, that one begins and the one before
   * it ends.
   *
   * @param options - `tenant`, a token: it is on for this one alone, and nothing else is.
   * @throws {TypeError} for a scenario that is none.
   */
  scenario(next?: ScenarioName | Scenario, options?: { readonly tenant?: string | undefined }): Scenario;
  /** The mock's own time. */
  readonly clock: ClockControl;
  /** Forgets everything: jobs, tenants, journal, faults, outcomes, pictures, deliveries. The clock goes on. */
  reset(): void;
  /**
   * Runs what has fallen due by now, and waits for the webhooks to answer; one that is silent it leaves after a
   * while, and that attempt has failed when the clock says so.
   */
  settle(): Promise<void>;
  /**
   * Moves the mock's clock on, and runs what falls due on the way: in order, each at its own instant, and
   * settled before the next. Whoever is told something by a webhook can read the time of it off the clock.
   *
   * @throws {TypeError} when the mock was given a clock that cannot be moved.
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

/** For which jobs an outcome is decided, by default the next one; and why it came to that. */
export interface OutcomeOptions extends Conditions {
  /** The reason that the client is told. */
  readonly message?: string | undefined;
}

/** With which deliveries something goes wrong: by default the next one. */
export type DeliveryFaultOptions = Conditions;

/** What there is between two resets. */
export interface Session {
  readonly world: World;
  readonly postman: Postman;
}

/** @param clockMoved - is told when somebody has moved the clock, or changed how fast it runs. */
export function createControl(
  clock: Clock,
  current: () => Session,
  reset: () => void,
  clockMoved: () => void,
): Omit<Control, keyof Watching> {
  const currentWorld = () => current().world;
  const settingsOf = (token: string): TenantSettings => {
    const [world, now] = [currentWorld(), clock.now()];
    runDue(world, now);
    const { plan } = tenantOf(world, token, now);
    return { plan, balanceUsd: world.ledger.available(token) / MICRO_USD };
  };

  const advance = async (ms: number): Promise<void> => {
    if (!isMovable(clock))
      throw new TypeError('This clock cannot be moved; a mockClock or a virtualClock can.');
    if (!(ms >= 0)) throw new RangeError(`ms must be 0 or more, got ${ms}.`);
    const { world, postman } = current();
    await postman.advance(clock, ms);
    runDue(world, clock.now());
    await settled(world);
    clockMoved();
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
      add(rule) {
        const checked = checkData(faultRuleSchema, rule, 'the fault');
        if ('flaw' in checked) throw new TypeError(`This is no fault: ${checked.flaw}`);
        const { faults } = currentWorld();
        const { id } = faults.add(checked.value, clock.now());
        return { id, remove: () => void faults.remove(id) };
      },
      list: () => currentWorld().faults.list(),
      remove: (id) => currentWorld().faults.remove(id),
      clear: () => currentWorld().faults.clear(),
    },
    outcomes: {
      next(outcome, options = {}) {
        const checked = checkData(outcomeRuleSchema, { outcome, ...options }, 'the outcome');
        if ('flaw' in checked) throw new RangeError(checked.flaw);
        currentWorld().outcomes.add(checked.value, clock.now());
      },
    },
    journal: {
      requests: (filter) => currentWorld().journal.requests(filter),
      count: (filter) => currentWorld().journal.requests(filter).length,
      verify: (expected) => verifyJournal(currentWorld().journal.requests(), expected),
      clear: () => currentWorld().journal.clear(),
    },
    webhooks: {
      deliveries: (filter) => currentWorld().outbox.deliveries(filter),
      next(fault, options = {}) {
        const checked = checkData(deliveryFaultRuleSchema, { fault, ...options }, 'the fault');
        if ('flaw' in checked) throw new RangeError(checked.flaw);
        currentWorld().outbox.faults.add(checked.value, clock.now());
      },
    },
    scenario(next, { tenant } = {}) {
      const [world, now] = [currentWorld(), clock.now()];
      runDue(world, now);
      if (next !== undefined) beginScenario(world, resolveScenario(next), tenant, now);
      return scenarioOf(world, tenant);
    },
    clock: createClockControl(clock, advance, clockMoved),
    reset,
    async settle() {
      const { world, postman } = current();
      runDue(world, clock.now());
      await postman.settled();
      await settled(world);
    },
    advance,
  };
}
