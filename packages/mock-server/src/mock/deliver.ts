/**
 * Takes what the outbox owes to where it belongs. The mock's clock says when: each attempt is made as of the
 * instant when it fell due, in their order, even when the clock has run far past it.
 */
import type { Clock } from '@briakit/core/testing';
import type { Message, Provider } from '../providers/exchange.ts';
import { assertNever } from '../world/assert-never.ts';
import type { Due } from '../world/agenda.ts';
import type { Delivery, DeliveryResult } from '../world/deliveries.ts';
import type { ProviderName } from '../world/jobs.ts';
import type { OutboxEffect } from '../world/outbox.ts';
import type { World } from '../world/world.ts';
import { withinPatience } from './patience.ts';

/** How a delivery leaves the mock. A promise that is rejected is a receiver that cannot be reached. */
export type Deliver = (request: Request) => Promise<Response>;

/** A clock that somebody moves. */
export interface MovableClock extends Clock {
  advance(ms: number): Promise<void>;
}

export interface Postman {
  /** Sets off what is due, and waits for the rest: with one timer, armed while something is owed. */
  wake(): void;
  /** Resolves when nothing is due any more, and the receivers have answered or are being slow about it. */
  settled(): Promise<void>;
  /** Moves the clock from one thing that is due to the next, and settles at each. */
  advance(clock: MovableClock, ms: number): Promise<void>;
  /** Forgets about the rest. */
  stop(): void;
}

/** A receiver has to answer within this. */
const ANSWER_WITHIN_MS = 10_000;

export function createPostman(
  world: World,
  clock: Clock,
  deliver: Deliver,
  providers: Readonly<Record<ProviderName, Provider>>,
): Postman {
  const { outbox } = world;
  /** The attempts that wait for an answer, by delivery. */
  const waiting = new Map<string, AbortController>();
  let round: Promise<void> | undefined;
  let disarm = () => {};
  let isStopped = false;
  let isAdvancing = false;

  const setAlarm = () => {
    disarm();
    const at = isStopped || isAdvancing ? undefined : outbox.nextDueAt;
    disarm = at === undefined ? () => {} : clock.setTimer(wake, Math.max(0, at - clock.now()));
  };
  const takeDue = () => (isStopped ? undefined : outbox.takeDue(clock.now()));

  const attempt = async (delivery: Delivery, at: number) => {
    const controller = new AbortController();
    const isOver = () => waiting.get(delivery.id) !== controller;
    waiting.set(delivery.id, controller);
    const message = await buildMessage(delivery, at);
    if (isOver()) return;
    const answered = async () => {
      const result = await send(delivery, message, controller.signal);
      if (isOver()) return;
      waiting.delete(delivery.id);
      outbox.endAttempt(delivery.id, result);
      if (!round) setAlarm();
    };
    await withinPatience(answered());
    if (!isOver()) outbox.awaitAnswer(delivery.id, at + ANSWER_WITHIN_MS);
  };
  const buildMessage = (delivery: Delivery, at: number): Promise<Message> => {
    const job = world.jobs.get(delivery.requestId);
    if (!job) throw new RangeError(`There is no job ${delivery.requestId}.`);
    return providers[delivery.provider].buildMessage(delivery, job, at);
  };
  const send = async ({ url }: Delivery, message: Message, signal: AbortSignal): Promise<DeliveryResult> => {
    const headers = { 'Content-Type': 'application/json', ...message.headers };
    try {
      const response = await deliver(
        new Request(url, { method: 'POST', headers, body: message.body, redirect: 'manual', signal }),
      );
      if (response.type === 'error') return { result: 'unreachable' };
      await response.body?.cancel();
      return { result: response.ok ? 'accepted' : 'refused', status: response.status };
    } catch {
      return { result: 'unreachable' };
    }
  };

  const perform = async ({ dueAt, effect }: Due<OutboxEffect>) => {
    switch (effect.type) {
      case 'attempt': {
        const delivery = outbox.beginAttempt(effect.deliveryId, dueAt);
        if (delivery) await attempt(delivery, dueAt);
        return;
      }
      case 'give-up':
        if (!outbox.endAttempt(effect.deliveryId, { result: 'timed-out' })) return;
        waiting.get(effect.deliveryId)?.abort();
        waiting.delete(effect.deliveryId);
        return;
      default:
        assertNever(effect.type);
    }
  };
  const goRound = async (first: Due<OutboxEffect>) => {
    try {
      for (let due: Due<OutboxEffect> | undefined = first; due; due = takeDue()) await perform(due);
    } finally {
      round = undefined;
      setAlarm();
    }
  };
  /** The round that is under way, or that begins because something is due. */
  const startRound = (): Promise<void> | undefined => {
    if (round) return round;
    const due = takeDue();
    if (due) return (round = goRound(due));
    setAlarm();
    return undefined;
  };
  const wake = () => void startRound();
  const settled = async () => {
    for (let going = startRound(); going; going = startRound()) await going;
  };

  return {
    wake,
    settled,
    async advance(virtual, ms) {
      const until = virtual.now() + ms;
      isAdvancing = true;
      try {
        for (;;) {
          await settled();
          const next = Math.min(outbox.nextDueAt ?? Infinity, until);
          await virtual.advance(Math.max(0, next - virtual.now()));
          if (next === until) break;
        }
      } finally {
        isAdvancing = false;
        await settled();
      }
    },
    stop() {
      isStopped = true;
      setAlarm();
      for (const controller of waiting.values()) controller.abort();
      waiting.clear();
    },
  };
}
