import { describe, expect, it } from 'vitest';
import { JobFailedError } from '../errors/job-failed-error.ts';
import { JobStoppedError } from '../errors/job-stopped-error.ts';
import type { FollowedState, JobEffect, JobEvent, JobPhase, JobState } from './job-state.ts';
import { isTerminal, refOf } from './job-state.ts';
import { resumed, submitted, transition } from './transition.ts';

const ref = { provider: 'bria', endpoint: 'image/edit', requestId: 'a1', acceptedAt: 1_000 };
const otherRef = { ...ref, requestId: 'b2' };
const failure = new JobFailedError({ jobId: 'a1' });
const stopping = new JobStoppedError({});
const followed: FollowedState = {
  phase: 'queued',
  ref,
  status: 'QUEUED',
  progress: 0.2,
  etaMs: 800,
  polls: 3,
  misses: 1,
  doubts: 1,
};

const STATES = {
  waiting: { phase: 'waiting', waitReason: 'rate-limit', untilAt: 5_000 },
  submitting: { phase: 'submitting' },
  queued: followed,
  running: { ...followed, phase: 'running', status: 'PROCESSING' },
  succeeded: { phase: 'succeeded', ref, result: 'picture' },
  failed: { phase: 'failed', ref, error: failure },
  stopped: { phase: 'stopped', ref, error: stopping },
} as const satisfies Record<JobPhase, JobState>;

const EVENTS = {
  'submit-held': { type: 'submit-held', waitReason: 'offline', untilAt: 9_000 },
  'submit-started': { type: 'submit-started' },
  'status-returned': { type: 'status-returned', phase: 'queued', status: 'QUEUED', progress: 0.5, etaMs: 1 },
  'poll-missed': { type: 'poll-missed' },
  'job-completed': { type: 'job-completed', result: 'other' },
  'job-failed': { type: 'job-failed', error: failure },
  'job-stopped': { type: 'job-stopped', error: stopping },
} as const satisfies Record<JobEvent['type'], JobEvent>;

type Row = readonly [phase: JobPhase, effects: readonly JobEffect[]];

/** What each event makes of each phase, none bringing a name; an event that is not listed changes nothing. */
const TABLE: Record<JobPhase, Partial<Record<JobEvent['type'], Row>>> = {
  waiting: {
    'submit-held': ['waiting', []],
    'submit-started': ['submitting', []],
    'job-failed': ['failed', ['release']],
    'job-stopped': ['stopped', ['release']],
  },
  submitting: {
    'submit-held': ['waiting', []],
    'job-failed': ['failed', ['release']],
    'job-stopped': ['stopped', ['release']],
  },
  queued: {
    'status-returned': ['queued', ['schedule-poll']],
    'poll-missed': ['queued', ['schedule-poll']],
    'job-completed': ['succeeded', ['release']],
    'job-failed': ['failed', ['release']],
    'job-stopped': ['stopped', ['release']],
  },
  running: {
    'status-returned': ['running', ['schedule-poll']],
    'poll-missed': ['running', ['schedule-poll']],
    'job-completed': ['succeeded', ['release']],
    'job-failed': ['failed', ['release']],
    'job-stopped': ['stopped', ['release']],
  },
  succeeded: {},
  failed: {},
  stopped: {},
};

describe.for(Object.values(STATES))('a job that is $phase', (state: JobState) => {
  it.for(Object.values(EVENTS))('meets $type', (event: JobEvent) => {
    const row = TABLE[state.phase][event.type];
    const [phase, orders] = row ?? [state.phase, []];
    const [next, effects] = transition(state, event);
    expect([next.phase, effects]).toEqual([phase, orders]);
    expect(next === state).toBe(!row);
    // A job that exists keeps its name for ever.
    expect(refOf(next)).toBe(refOf(state));
  });
});

describe.for([STATES.waiting, STATES.submitting])(
  'a job that is $phase and is told its name',
  (state: JobState) => {
    const accepted = { ...(resumed(ref)[0] as FollowedState), polls: 1 };
    const { progress, etaMs } = EVENTS['status-returned'];
    it.for<readonly [JobEvent, JobState, readonly JobEffect[]]>([
      [EVENTS['status-returned'], { ...accepted, status: 'QUEUED', progress, etaMs }, ['schedule-poll']],
      [EVENTS['poll-missed'], { ...accepted, misses: 1 }, ['schedule-poll']],
      [EVENTS['job-completed'], { phase: 'succeeded', ref, result: 'other' }, ['release']],
      [EVENTS['job-failed'], { phase: 'failed', ref, error: failure }, ['release']],
    ])('by $0.type, is accepted with it', ([event, next, effects]) => {
      expect(transition(state, { ...event, ref })).toEqual([next, effects]);
    });
  },
);

it('keeps the name that it has, whatever it is told later', () => {
  expect(refOf(transition(followed, { ...EVENTS['status-returned'], ref: otherRef })[0])).toBe(ref);
  expect(refOf(transition(followed, { ...EVENTS['job-completed'], ref: otherRef })[0])).toBe(ref);
});

it('is set going by a submit, or by the ref alone', () => {
  expect(submitted).toEqual([{ phase: 'submitting' }, ['send-submit']]);
  expect(resumed(ref)).toEqual([
    { phase: 'queued', ref, status: '', progress: 0, etaMs: undefined, polls: 0, misses: 0, doubts: 0 },
    ['schedule-poll'],
  ]);
});

it('says anew why it waits, when that is told', () => {
  const { waiting } = STATES;
  const same = { type: 'submit-held', waitReason: waiting.waitReason, untilAt: waiting.untilAt } as const;
  expect(transition(waiting, { ...same, untilAt: undefined })[0]).toEqual({ ...waiting, untilAt: undefined });
  expect(transition(waiting, { ...same, waitReason: 'offline' })[0]).toEqual({
    ...waiting,
    waitReason: 'offline',
  });
});

it('takes news as such, and forgets its doubts', () => {
  expect(transition(followed, EVENTS['status-returned'])[0]).toEqual({
    ...followed,
    status: 'QUEUED',
    progress: 0.5,
    etaMs: 1,
    polls: 4,
    misses: 0,
    doubts: 0,
  });
});

it('moves neither backwards nor down in progress', () => {
  const [next] = transition(STATES.running, { ...EVENTS['status-returned'], progress: 0.1 });
  expect(next).toMatchObject({ phase: 'running', status: 'QUEUED', progress: 0.2 });
});

it('hands the warning that came on the way to a result that has none', () => {
  const [warned] = transition(followed, { ...EVENTS['status-returned'], warning: 'a brand' });
  const [later] = transition(warned, EVENTS['status-returned']);
  expect(later).toMatchObject({ warning: 'a brand' });
  const resultOf = (result: object) =>
    transition(later, { type: 'job-completed', result })[0] as { readonly result?: unknown };
  expect(resultOf({ seed: 1 }).result).toEqual({ seed: 1, warning: 'a brand' });
  expect(resultOf({ warning: 'another' }).result).toEqual({ warning: 'another' });
});

it('keeps all that it has through a miss', () => {
  expect(transition(STATES.running, { type: 'poll-missed' })[0]).toEqual({
    ...STATES.running,
    polls: 4,
    misses: 2,
  });
});

describe('a doubt', () => {
  const doubt = { type: 'poll-missed', error: failure, tolerance: 2 } as const;
  const after = (...events: readonly JobEvent[]): JobState =>
    events.reduce<JobState>((state, event) => transition(state, event)[0], {
      ...followed,
      doubts: 0,
      misses: 0,
    });

  it('is believed once it has come more often in a row than is tolerated', () => {
    expect(after(doubt, doubt)).toMatchObject({ phase: 'queued', doubts: 2 / 3, misses: 2 });
    expect(after(doubt, doubt, doubt)).toEqual({ phase: 'failed', ref, error: failure });
  });

  it('is neither strengthened nor weakened by a network that fails in between', () => {
    const missed = { type: 'poll-missed' } as const;
    expect(after(doubt, missed, missed, doubt, missed)).toMatchObject({
      phase: 'queued',
      doubts: 2 / 3,
      misses: 5,
    });
    expect(after(doubt, missed, doubt, missed, doubt)).toMatchObject({ phase: 'failed', error: failure });
    expect(after(missed, missed, missed, missed)).toMatchObject({ phase: 'queued', doubts: 0 });
  });

  it('is forgotten with the first news', () => {
    expect(after(doubt, doubt, EVENTS['status-returned'], doubt, doubt)).toMatchObject({ doubts: 2 / 3 });
  });

  it('weighs the less the more often it is tolerated, and adds to doubts of another kind', () => {
    const patient = { ...doubt, tolerance: 5 };
    expect(after(patient, patient, patient)).toMatchObject({ phase: 'queued', doubts: 0.5 });
    expect(after(patient, patient, patient, doubt)).toMatchObject({ phase: 'queued' });
    expect(after(patient, patient, patient, doubt, doubt)).toMatchObject({ phase: 'failed' });
    const six = Array.from({ length: 6 }, () => patient);
    expect(after(...six.slice(1))).toMatchObject({ phase: 'queued' });
    expect(after(...six)).toMatchObject({ phase: 'failed' });
  });
});

it('learns the id of a job that was stopped while its submit was under way, once, and follows it no more', () => {
  const stopped = { phase: 'stopped', ref: undefined, error: stopping } as const;
  const [named, effects] = transition(stopped, { ...EVENTS['job-completed'], ref });
  expect([named, effects]).toEqual([{ ...stopped, ref }, []]);
  expect(transition(named, { ...EVENTS['status-returned'], ref: otherRef })[0]).toBe(named);

  const failed = { phase: 'failed', ref: undefined, error: failure } as const;
  expect(transition(failed, { ...EVENTS['status-returned'], ref })[0]).toBe(failed);
});

it('knows which phases no event can leave', () => {
  const terminal = Object.values(STATES).filter((state) => isTerminal(state));
  expect(terminal.map(({ phase }) => phase)).toEqual(['succeeded', 'failed', 'stopped']);
});
