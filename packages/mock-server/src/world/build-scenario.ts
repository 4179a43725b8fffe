/** A scenario, told step by step. What comes of it is plain data. */
import type { Range } from './chance.ts';
import type { Conditions } from './conditions.ts';
import type { DeliveryFault } from './deliveries.ts';
import type { EdgePage, FaultEffect, FaultRule, NetworkErrorCode, RefusedStatus } from './faults.ts';
import type { Outcome } from './outcomes.ts';
import type { Scenario } from './scenario.ts';
import type { Plan } from './tenants.ts';

/** A scenario under way. Each step gives a new one, so that one beginning can have several ends. */
export interface ScenarioBuilder {
  /** In a sentence, for people. */
  describe(description: string): ScenarioBuilder;
  /** What everybody has. */
  tenants(settings: { readonly plan?: Plan; readonly balanceUsd?: number }): ScenarioBuilder;
  /** How long a job waits, and how long it is worked on, in milliseconds from least to most. */
  latency(ranges: { readonly queuedMs?: Range; readonly runningMs?: Range }): ScenarioBuilder;
  /** Begins a fault; what is called on it says what goes wrong. */
  on(operation: FaultRule['on'], conditions?: FaultConditions): FaultBuilder;
  /** Decides what becomes of jobs; the first rule whose turn it is counts. */
  jobs(outcome: Outcome, conditions?: Conditions & { readonly message?: string }): ScenarioBuilder;
  /** Makes deliveries go wrong. */
  webhooks(fault: DeliveryFault, conditions?: Conditions): ScenarioBuilder;
  /** For `createMock`, `control.scenario`, `--scenario` and `POST /__admin/scenario`. */
  build(): Scenario;
}

/** When a fault strikes. */
export type FaultConditions = Omit<FaultRule, 'on' | 'effect'>;

/** What can go wrong with a request; each says what `FaultEffect` has of that name. */
export interface FaultBuilder {
  /** Answers with this, whatever was asked. */
  respond(answer: Omit<Extract<FaultEffect, { readonly kind: 'respond' }>, 'kind'>): ScenarioBuilder;
  /** Refuses in the provider's own words. */
  refuse(
    status: RefusedStatus,
    when?: Omit<Extract<FaultEffect, { readonly kind: 'refuse' }>, 'kind' | 'status'>,
  ): ScenarioBuilder;
  /** Answers with the page of an edge in front of the provider. */
  edge(page: EdgePage): ScenarioBuilder;
  /** Spoils the body of the answer. */
  garble(how: Extract<FaultEffect, { readonly kind: 'garble' }>['how']): ScenarioBuilder;
  /** Takes its time, by the mock's clock. */
  slow(times: Omit<Extract<FaultEffect, { readonly kind: 'slow' }>, 'kind'>): ScenarioBuilder;
  /** Says something else of a job than what is so. */
  report(what: Omit<Extract<FaultEffect, { readonly kind: 'report' }>, 'kind'>): ScenarioBuilder;
  /** Answers links of results as if they had expired. */
  expire(status?: 403 | 404 | 410): ScenarioBuilder;
  /** Breaks the connection. */
  breakConnection(code?: NetworkErrorCode): ScenarioBuilder;
  /** Never answers. */
  hang(): ScenarioBuilder;
}

/**
 * Tells a scenario: `scenario('monday').on('status', { every: 3 }).refuse(503).jobs('stuck', { nth: 2 }).build()`.
 *
 * @param name - for whoever asks which one is on.
 */
export const scenario = (name: string): ScenarioBuilder => extend({ name });

function extend(so: Scenario): ScenarioBuilder {
  const suffer = (rule: FaultRule) => extend({ ...so, faults: [...(so.faults ?? []), rule] });
  return {
    describe: (description) => extend({ ...so, description }),
    tenants: (settings) => extend({ ...so, ...settings }),
    latency: (latency) => extend({ ...so, latency }),
    on: (on, conditions = {}) => faultBuilder((effect) => suffer({ on, ...conditions, effect })),
    jobs: (outcome, conditions = {}) =>
      extend({ ...so, outcomes: [...(so.outcomes ?? []), { outcome, ...conditions }] }),
    webhooks: (fault, conditions = {}) =>
      extend({ ...so, webhooks: [...(so.webhooks ?? []), { fault, ...conditions }] }),
    build: () => so,
  };
}

const faultBuilder = (suffer: (effect: FaultEffect) => ScenarioBuilder): FaultBuilder => ({
  respond: (answer) => suffer({ kind: 'respond', ...answer }),
  refuse: (status, when) => suffer({ kind: 'refuse', status, ...when }),
  edge: (page) => suffer({ kind: 'edge', page }),
  garble: (how) => suffer({ kind: 'garble', how }),
  slow: (times) => suffer({ kind: 'slow', ...times }),
  report: (what) => suffer({ kind: 'report', ...what }),
  expire: (status) => suffer({ kind: 'expired', status }),
  breakConnection: (code) => suffer({ kind: 'network-error', code }),
  hang: () => suffer({ kind: 'hang' }),
});
