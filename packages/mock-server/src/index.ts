/**
 * `@briakit/mock-server`: a stateful imitation of both APIs, for any runtime. The doors that need one of their
 * own are `@briakit/mock-server/node` and `@briakit/mock-server/browser`.
 *
 * @module @briakit/mock-server
 */

/* The mock */
export { createMock, type Mock } from './doors/create-mock.ts';
export type { MockOptions } from './mock/options.ts';
export { mockClock, type MockClock, type MockClockOptions } from './mock/mock-clock.ts';
export type { Deliver } from './mock/deliver.ts';
export type { BalanceRefusal, RetryAfterStyle, Validation } from './providers/exchange.ts';
export type { Range } from './world/chance.ts';

/* What can be done to it */
export type {
  Control,
  DeliveryFaultOptions,
  OutcomeOptions,
  TenantChange,
  TenantSettings,
} from './mock/control.ts';
export type { DeliveryFault } from './world/deliveries.ts';
export type { ClockChange, ClockControl, ClockState } from './mock/control-clock.ts';
export { JournalMismatchError, type JournalExpectation, type NearMiss } from './mock/verify-journal.ts';
export type { Conditions } from './world/conditions.ts';
export type { DeliveryFaultRule } from './world/deliveries.ts';
export type {
  EdgePage,
  FaultEffect,
  FaultHandle,
  FaultRule,
  NetworkErrorCode,
  RefusedStatus,
} from './world/faults.ts';
export type { OutcomeRule } from './world/outcomes.ts';
export type { Armed } from './world/rules.ts';
export {
  scenario,
  type FaultBuilder,
  type FaultConditions,
  type ScenarioBuilder,
} from './world/build-scenario.ts';
export { namedScenarios, type ScenarioName } from './world/named-scenarios.ts';
export type { Scenario } from './world/scenario.ts';
export type { Outcome } from './world/outcomes.ts';
export type { WindowKind } from './world/limiter.ts';
export type { Plan } from './world/tenants.ts';

/* What can be seen of it, and kept */
export type { Events, Happening, MockEvent } from './mock/events.ts';
export type { Hinted, JobOverview, LimitOverview, Overview, TenantOverview } from './mock/overview.ts';
export type { Watching } from './mock/watching.ts';
export type { LimitUsage, SavedLimits } from './world/limiter.ts';
export type { SavedOutbox } from './world/outbox.ts';
export type { StoredPicture } from './world/picture-store.ts';
export type { SavedPicture, Snapshot, SnapshotOptions } from './world/snapshot.ts';

/* What there is in it */
export type { MockState } from './mock/mock-core.ts';
export type { Delivery, DeliveryAttempt, DeliveryFilter, Webhook } from './world/deliveries.ts';
export type {
  Box,
  Dimension,
  FileLink,
  JobFile,
  ResultPart,
  Scene,
  Step,
  VideoFit,
  VideoLook,
} from './world/job-files.ts';
export type { JobInput } from './world/job-input.ts';
export type { JobPlan, JobRecord, JobStatus, ProviderName } from './world/jobs.ts';
export type { JournalEntry, JournalFilter, Operation } from './world/journal.ts';
export type { Difference } from './world/journal-filter.ts';
export type { LedgerEntry } from './world/ledger.ts';
export type { RepositoryView } from './world/repository.ts';
export type { Tenant } from './world/tenants.ts';
