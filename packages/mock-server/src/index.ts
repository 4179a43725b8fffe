/**
 * `@briakit/mock-server`: a stateful imitation of both APIs, for any runtime. The doors that need one of their
 * own are `@briakit/mock-server/node` and `@briakit/mock-server/browser`.
 *
 * @module @briakit/mock-server
 */

/* The mock */
export { createMock, type Mock } from './doors/create-mock.ts';
export type { MockOptions } from './mock/options.ts';
export type { Deliver } from './mock/deliver.ts';
export type { RetryAfterStyle } from './providers/exchange.ts';
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
export type { FaultEffect, FaultHandle, FaultRule } from './world/faults.ts';
export type { Outcome } from './world/outcomes.ts';
export type { Plan } from './world/tenants.ts';

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
  VideoLook,
} from './world/job-files.ts';
export type { JobInput } from './world/job-input.ts';
export type { JobPlan, JobRecord, JobStatus, ProviderName } from './world/jobs.ts';
export type { JournalEntry, JournalFilter, Operation } from './world/journal.ts';
export type { LedgerEntry } from './world/ledger.ts';
export type { RepositoryView } from './world/repository.ts';
export type { Tenant } from './world/tenants.ts';
