import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { JobFailedError } from '../errors/job-failed-error.ts';
import { JobStoppedError } from '../errors/job-stopped-error.ts';
import {
  isTerminal,
  refOf,
  type JobEffect,
  type JobEvent,
  type JobPhase,
  type JobState,
} from './job-state.ts';
import { resumed, submitted, transition } from './transition.ts';

const ref = { provider: 'bria', endpoint: 'image/edit', requestId: 'a1', acceptedAt: 0 };

const fact: fc.Arbitrary<JobEvent> = fc.oneof(
  fc.record({
    type: fc.constant('submit-held' as const),
    waitReason: fc.constantFrom('rate-limit' as const, 'offline' as const),
    untilAt: fc.option(fc.nat(), { nil: undefined }),
  }),
  fc.constant({ type: 'submit-started' } as const),
  fc.record({
    type: fc.constant('status-returned' as const),
    phase: fc.constantFrom('queued' as const, 'running' as const),
    status: fc.constantFrom('QUEUED', 'PROCESSING', 'STRANGE'),
    progress: fc.double({ min: 0, max: 0.99, noNaN: true }),
    etaMs: fc.option(fc.nat(), { nil: undefined }),
  }),
  fc.constant({ type: 'poll-missed' } as const),
  fc.record({
    type: fc.constant('poll-missed' as const),
    error: fc.constant(new JobFailedError({})),
    tolerance: fc.nat({ max: 3 }),
  }),
  fc.constant({ type: 'job-completed', result: 'picture' } as const),
  fc.constant({ type: 'job-failed', error: new JobFailedError({}) } as const),
  fc.constant({ type: 'job-stopped', error: new JobStoppedError({}) } as const),
);

/** What comes from an answer brings the name of the job. */
const event = fc
  .tuple(fact, fc.boolean())
  .map(([told, isAnswer]): JobEvent =>
    isAnswer && !/submit|stopped/.test(told.type) ? { ...told, ref } : told,
  );

const starts = fc.constantFrom(submitted, resumed(ref));

/** Every state on the way, the first included, and every order. */
function replay([initial, first]: typeof submitted, events: readonly JobEvent[]) {
  const states: JobState[] = [initial];
  const effects: JobEffect[] = [...first];
  for (const next of events) {
    const [state, orders] = transition(states.at(-1)!, next);
    states.push(state);
    effects.push(...orders);
  }
  return { states, effects };
}

const RANK: Record<JobPhase, number> = {
  waiting: 0,
  submitting: 0,
  queued: 1,
  running: 2,
  succeeded: 3,
  failed: 3,
  stopped: 3,
};

const progressOf = (state: JobState) => (isTerminal(state) ? 1 : 'progress' in state ? state.progress : 0);

it('ends at most once, whatever happens: one terminal phase, one release, one result', () => {
  fc.assert(
    fc.property(starts, fc.array(event, { maxLength: 40 }), (start, events) => {
      const { states, effects } = replay(start, events);
      const endings = states.filter((state) => isTerminal(state));
      expect(new Set(endings.map(({ phase }) => phase)).size).toBeLessThanOrEqual(1);
      expect(effects.filter((effect) => effect === 'release')).toHaveLength(endings.length > 0 ? 1 : 0);
      const results = endings.flatMap((state) => (state.phase === 'succeeded' ? [state.result] : []));
      expect(new Set(results).size).toBeLessThanOrEqual(1);
    }),
  );
});

it('moves forwards only, in phase and in progress, and keeps the name of the job', () => {
  fc.assert(
    fc.property(starts, fc.array(event, { maxLength: 40 }), (start, events) => {
      const { states } = replay(start, events);
      for (const [index, state] of states.entries()) {
        const before = states[index - 1] ?? state;
        expect(RANK[state.phase]).toBeGreaterThanOrEqual(RANK[before.phase]);
        expect(progressOf(state)).toBeGreaterThanOrEqual(progressOf(before));
        expect(refOf(state)).toBe(refOf(before) ?? refOf(state));
      }
    }),
  );
});

it('never has two polls ahead, and one for as long as it is followed', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      let state = resumed(ref)[0];
      for (const next of events) {
        const [after, effects] = transition(state, next);
        const isAnswer = next.type === 'status-returned' || next.type === 'poll-missed';
        const goesOn = !isTerminal(state) && !isTerminal(after);
        expect(effects.includes('schedule-poll')).toBe(isAnswer && goesOn);
        state = after as typeof state;
      }
    }),
  );
});

it('ends with the event that ends it, from anywhere', () => {
  fc.assert(
    fc.property(starts, fc.array(event, { maxLength: 20 }), (start, events) => {
      const { states } = replay(start, [...events, { type: 'job-stopped', error: new JobStoppedError({}) }]);
      expect(isTerminal(states.at(-1)!)).toBe(true);
    }),
  );
});
