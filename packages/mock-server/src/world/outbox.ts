/**
 * The deliveries that are owed. Which ones, and when, follows from the plan that a job was given at its submit;
 * whoever sends them says what came of it, and gets the next one when that is due.
 */
import { createAgenda, type Due } from './agenda.ts';
import { assertNever } from './assert-never.ts';
import type {
  Delivery,
  DeliveryFault,
  DeliveryFaultRule,
  DeliveryFilter,
  DeliveryResult,
  Webhook,
} from './deliveries.ts';
import type { JobRecord } from './jobs.ts';
import type { RepositoryView } from './repository.ts';
import type { Rules } from './rules.ts';

export interface Outbox {
  /** From now on the client is told about this job. */
  owe(job: JobRecord, webhook: Webhook): void;
  /** All there were and are, in the order of their ids. */
  deliveries(filter?: DeliveryFilter): readonly Delivery[];
  /** Decide what goes wrong with the deliveries that leave next. */
  readonly faults: Rules<DeliveryFaultRule>;
  save(): SavedOutbox;
  /** Into an empty outbox. */
  restore(saved: SavedOutbox): void;

  /** When there is something to do next. */
  readonly nextDueAt: number | undefined;
  takeDue(now: number): Due<OutboxEffect> | undefined;
  /** Opens an attempt; undefined when a fault keeps the delivery back. */
  beginAttempt(deliveryId: string, at: number): Delivery | undefined;
  /** Its receiver is slow: from `giveUpAt` on it will have been silent. */
  awaitAnswer(deliveryId: string, giveUpAt: number): void;
  /** False, and nothing else, when the attempt is over already. */
  endAttempt(deliveryId: string, result: DeliveryResult): boolean;
}

/** An outbox as plain data; what goes wrong with it is in `faults`. */
export interface SavedOutbox {
  readonly deliveries: readonly Delivery[];
  readonly agenda: readonly Due<OutboxEffect>[];
  /** The ids of those that wait until another one has left. */
  readonly heldBack: readonly string[];
}

export interface OutboxEffect {
  readonly type: 'attempt' | 'give-up';
  readonly deliveryId: string;
}

/** @param onChange - is told of each delivery that is new or not what it was, but not of those restored. */
export function createOutbox(
  jobs: RepositoryView<JobRecord>,
  faults: Rules<DeliveryFaultRule>,
  onChange: (delivery: Delivery) => void = () => {},
): Outbox {
  const deliveries = new Map<string, Delivery>();
  const agenda = createAgenda<OutboxEffect>();
  const heldBack: string[] = [];

  const keep = (delivery: Delivery): Delivery => {
    deliveries.set(delivery.id, Object.freeze(delivery));
    onChange(delivery);
    return delivery;
  };
  const schedule = (deliveryId: string, dueAt: number) => agenda.add(dueAt, { type: 'attempt', deliveryId });
  const add = (delivery: Omit<Delivery, 'id' | 'state' | 'attempts'>, dueAt: number) => {
    const id = `delivery-${deliveries.size + 1}`;
    keep({ ...delivery, id, state: 'owed', attempts: [] });
    schedule(id, dueAt);
  };
  const oweAfter = (job: JobRecord, webhook: Webhook, after: number) => {
    const occurredAt = nextOccurrence(job, webhook, after);
    if (occurredAt === undefined) return;
    const { requestId, provider, tenant } = job;
    const { url, mediaOrigin, retryGapsMs, updateGapMs } = webhook;
    const how = { url, mediaOrigin, retryGapsMs, ...(updateGapMs && { updateGapMs }) };
    add({ requestId, provider, tenant, ...how, occurredAt }, occurredAt);
  };
  const takeFault = ({ provider, tenant, requestId }: Delivery, now: number): DeliveryFault | undefined => {
    const paths = [`/${jobs.get(requestId)?.endpoint}`];
    return faults.strike({ now, provider, tenant, paths })?.fault;
  };
  /** Whether the delivery leaves now all the same. */
  const strike = (delivery: Delivery, fault: DeliveryFault, at: number): boolean => {
    const struck = keep({ ...delivery, fault });
    switch (fault.kind) {
      case 'drop':
        keep({ ...struck, state: 'dropped' });
        return false;
      case 'delay':
        schedule(struck.id, at + fault.delayMs);
        return false;
      case 'reorder':
        heldBack.push(struck.id);
        return false;
      case 'duplicate':
        add(struck, at);
        return true;
      case 'forge':
      case 'stale':
        return true;
      default:
        return assertNever(fault);
    }
  };
  const known = (deliveryId: string): Delivery => {
    const delivery = deliveries.get(deliveryId);
    if (!delivery) throw new RangeError(`There is no delivery ${deliveryId}.`);
    return delivery;
  };

  return {
    owe: (job, webhook) => oweAfter(job, webhook, job.submittedAt),
    deliveries: ({ tenant, requestId } = {}) =>
      [...deliveries.values()].filter(
        (delivery) =>
          (tenant === undefined || delivery.tenant === tenant) &&
          (requestId === undefined || delivery.requestId === requestId),
      ),
    faults,
    save: () => ({ deliveries: [...deliveries.values()], agenda: agenda.list(), heldBack: [...heldBack] }),
    restore(saved) {
      for (const delivery of saved.deliveries) deliveries.set(delivery.id, Object.freeze(delivery));
      for (const { dueAt, effect } of saved.agenda) agenda.add(dueAt, effect);
      heldBack.push(...saved.heldBack);
    },

    get nextDueAt() {
      return agenda.nextDueAt;
    },
    takeDue: (now) => agenda.takeDue(now),
    beginAttempt(deliveryId, at) {
      const delivery = known(deliveryId);
      const isNew = delivery.attempts.length === 0 && !delivery.fault;
      const job = isNew ? jobs.get(delivery.requestId) : undefined;
      if (job && delivery.occurredAt !== endOf(job)) oweAfter(job, delivery, delivery.occurredAt);
      const fault = isNew ? takeFault(delivery, at) : undefined;
      if (fault && !strike(delivery, fault, at)) return undefined;
      for (const overtaken of heldBack.splice(0)) schedule(overtaken, at);
      const { attempts } = delivery;
      return keep({ ...known(deliveryId), attempts: [...attempts, { at, result: 'waiting' }] });
    },
    awaitAnswer: (deliveryId, giveUpAt) => agenda.add(giveUpAt, { type: 'give-up', deliveryId }),
    endAttempt(deliveryId, result) {
      const delivery = known(deliveryId);
      const last = delivery.attempts.at(-1);
      if (last?.result !== 'waiting') return false;
      const attempts = [...delivery.attempts.slice(0, -1), { at: last.at, ...result }];
      const gapMs = delivery.retryGapsMs[attempts.length - 1];
      if (result.result === 'accepted') keep({ ...delivery, attempts, state: 'accepted' });
      else if (gapMs === undefined) keep({ ...delivery, attempts, state: 'given-up' });
      else {
        keep({ ...delivery, attempts });
        schedule(deliveryId, last.at + gapMs);
      }
      return true;
    },
  };
}

/** The next instant after `after` that there is something to tell of. */
function nextOccurrence(job: JobRecord, { updateGapMs }: Webhook, after: number): number | undefined {
  const endsAt = endOf(job);
  if (!updateGapMs) return endsAt;
  const [least, most] = updateGapMs;
  const updateAt = after + Math.min(Math.max(after - job.submittedAt, least), most);
  return Math.min(updateAt, endsAt ?? Infinity);
}

/** When the job has an end that anybody is told of; a stuck one has none, and `UNKNOWN` is none. */
function endOf({ plan }: JobRecord): number | undefined {
  const last = plan.at(-1);
  if (!last) return undefined;
  switch (last.status) {
    case 'completed':
    case 'empty':
    case 'error':
    case 'failed':
      return last.at;
    case 'queued':
    case 'running':
    case 'unknown':
      return undefined;
    default:
      return assertNever(last.status);
  }
}
