import { describe, expect, it } from 'vitest';
import {
  ACCEPTED,
  BRIA_REF,
  briaClient,
  COMPLETED,
  IN_PROGRESS,
  lateReply,
  PICTURE,
  PIXAZO_ANSWERS,
  PIXAZO_REF,
  RESULT,
  TOKEN,
} from '../../test/client.ts';
import { fixture } from '../../test/fixture.ts';
import { bria, image, product } from '../bria.ts';
import type { FollowedState } from '../job/job-state.ts';
import { adaptivePacing } from '../pacing/adaptive-pacing.ts';
import type { Pacing, Polled } from '../pacing/pacing.ts';
import { steadyPacing } from '../pacing/steady-pacing.ts';
import { image as atPixazo, pixazo } from '../pixazo.ts';
import { scriptedTransport, type ScriptedAnswer } from '../testing/scripted-transport.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import { parseDelivery } from '../webhook.ts';
import { createClient } from './client.ts';

const remove = image.removeBackground;
const input = { image: PICTURE };
const goesOn = parseDelivery('bria', fixture('bria/status.in-progress.json'));

/** Holds the engine to what a lane is promised: no job waits twice, and each place that is taken is given back. */
function strictPacing() {
  const faults: string[] = [];
  let inFlight = 0;
  const pacing: Pacing = (limit, bucket) => {
    const { window, queue, ...lane } = steadyPacing(limit, bucket);
    const waiting = new Set<Polled>();
    return {
      ...lane,
      window: {
        ...window,
        sent: (now) => (inFlight++, window.sent(now)),
        settled: (now, refusedAt) => (inFlight--, window.settled(now, refusedAt)),
      },
      queue: {
        ...queue,
        add(job, ...standing) {
          if (waiting.size === waiting.add(job).size) faults.push('waits already');
          return queue.add(job, ...standing);
        },
        take(now) {
          const job = queue.take(now);
          waiting.delete(job);
          return job;
        },
        remove(job, ...how) {
          waiting.delete(job);
          queue.remove(job, ...how);
        },
      },
    };
  };
  return { pacing, faults, inFlight: () => inFlight };
}

describe('a lane is told of each job once, and has each place back', () => {
  function setUp(answers: readonly ScriptedAnswer[], lateMs = 0) {
    const { pacing, faults, inFlight } = strictPacing();
    const clock = virtualClock(0);
    const layers = lateMs ? [lateReply(clock, lateMs)] : [];
    return { ...briaClient(answers, { clock, pacing, layers }), clock, pacing, faults, inFlight };
  }

  it('when a delivery says that a job goes on, which waits to be asked about', async () => {
    const { clock, client, faults, inFlight } = setUp([ACCEPTED, COMPLETED]);
    const job = client.submit(remove, input);
    await clock.runUntil(job.accepted());
    client.deliver(goesOn);
    await clock.runUntil(job.result());
    expect([faults, inFlight()]).toEqual([[], 0]);
  });

  it('when it says so of one that is being asked about', async () => {
    const { clock, client, methods, faults, inFlight } = setUp([ACCEPTED, IN_PROGRESS, COMPLETED], 20_000);
    const job = client.submit(remove, input);
    await clock.runUntil(job.accepted());
    while (methods() !== 'POST GET') await clock.advance(100);
    client.deliver(goesOn);
    await clock.advance(19_000);
    expect(methods()).toBe('POST GET');
    await clock.runUntil(job.result());
    expect([faults, methods(), inFlight()]).toEqual([[], 'POST GET GET', 0]);
  });

  it('when it says so before the answer to the submit is there', async () => {
    const { clock, client, methods, faults } = setUp([ACCEPTED, COMPLETED], 1_000);
    const job = client.submit(remove, input);
    await clock.advance(500);
    client.deliver(goesOn);
    await clock.advance(500);
    expect(job.getSnapshot()).toMatchObject({ phase: 'running', polls: 2 });
    await clock.runUntil(job.result());
    expect([faults, methods()]).toEqual([[], 'POST GET']);
  });

  it('when nobody signed the delivery, so that it is asked about at once', async () => {
    const { pacing, faults, inFlight } = strictPacing();
    const clock = virtualClock(0);
    const { fetch } = scriptedTransport(...PIXAZO_ANSWERS);
    const client = createClient({ provider: pixazo({ subscriptionKey: TOKEN }), fetch, clock, pacing });
    const job = client.submit(atPixazo.removeBackground, { image_url: PICTURE });
    await clock.runUntil(job.accepted());
    client.deliver({ requestId: PIXAZO_REF.requestId, body: '' });
    await clock.runUntil(job.result());
    expect([faults, inFlight()]).toEqual([[], 0]);
  });

  it('when it looks for the files of a placeholder', async () => {
    const links = { body: { result: [['https://storage.example.com/a.jpeg', '1', 'a.jpeg']] } };
    const { clock, client, faults, inFlight } = setUp([links, { status: 404 }, { body: 'picture' }]);
    const shot = { image_url: PICTURE, scene_description: 'a table' };
    await clock.runUntil(client.run(product.lifestyleShotByText, shot));
    expect([faults, inFlight()]).toEqual([[], 0]);
  });

  it('when a question is not answered, or refused, or its job is stopped', async () => {
    const { clock, client, faults, inFlight } = setUp([
      ACCEPTED,
      new TypeError('fetch failed'),
      { status: 429 },
      'hang',
    ]);
    const job = client.submit(remove, input);
    await clock.advance(20_000);
    expect(inFlight()).toBe(1);
    job.stop();
    await clock.advance(0);
    expect([faults, inFlight(), clock.pendingTimers]).toEqual([[], 0, 0]);
  });
});

it('reckons progress, and when the files are deleted, from when the job was accepted', async () => {
  const { clock, client } = briaClient([ACCEPTED, IN_PROGRESS, COMPLETED]);
  await clock.advance(500_000);
  const job = client.submit(remove, input);
  const state = () => job.getSnapshot() as FollowedState;
  while (state().polls !== 2) await clock.advance(100);
  expect(state().progress).toBeLessThan(0.9);
  await expect(clock.runUntil(job.result())).resolves.toEqual({
    ...RESULT,
    expiresAt: RESULT.expiresAt + 500_000,
  });
});

it('tells the warning that came with the acceptance, at once and with the result', async () => {
  const warning = 'the prompt names a brand';
  const accepted = { status: 202, body: { request_id: BRIA_REF.requestId, status_url: '/', warning } };
  const { clock, client } = briaClient([accepted, IN_PROGRESS, COMPLETED]);
  const job = client.submit(image.generate, { prompt: 'a mouse with a bow tie', ip_signal: true });
  await clock.advance(0);
  expect(job.getSnapshot()).toMatchObject({ phase: 'running', warning });
  await expect(clock.runUntil(job.result())).resolves.toMatchObject({ warning });
});

it.for([
  ['of a result', COMPLETED, true],
  ['not of a failure', { body: fixture('bria/status.error.json') }, false],
  ['not of a job that nobody knows', { status: 404, body: fixture('bria/status.not-found.json') }, false],
  ['not of a credential that is refused', { status: 401 }, false],
  ['not of a stop', IN_PROGRESS, false],
] as const)('learns how long jobs take %s', async ([, answer, isLearned]) => {
  const pacing = adaptivePacing();
  const { clock, client } = briaClient([ACCEPTED, answer], { pacing });
  const job = client.submit(remove, input);
  await clock.advance(30_000);
  job.stop();
  expect(Object.keys(pacing.learned())).toEqual(isLearned ? [BRIA_REF.endpoint] : []);
});

it('does not take it for the end of a job when nobody signed the delivery that says so', async () => {
  const pacing = adaptivePacing();
  const clock = virtualClock(0);
  const { fetch } = scriptedTransport(...PIXAZO_ANSWERS.slice(0, 2));
  const client = createClient({ provider: pixazo({ subscriptionKey: TOKEN }), fetch, clock, pacing });
  const job = client.submit(atPixazo.removeBackground, { image_url: PICTURE });
  await clock.advance(500);
  client.deliver({ requestId: PIXAZO_REF.requestId, body: '' });
  await clock.advance(500);
  job.stop();
  expect(pacing.learned()).toEqual({});
});

it.for([
  [-20_000, 20_000],
  [7_200_000, 0],
])('tells the lane of a job that was accepted at %d that its age is %d', ([acceptedAt, ageMs]) => {
  const ages: number[] = [];
  const pacing: Pacing = (limit, bucket) => {
    const { queue, ...lane } = steadyPacing(limit, bucket);
    return { ...lane, queue: { ...queue, add: (...job) => (ages.push(job[3]), queue.add(...job)) } };
  };
  const { client } = briaClient([IN_PROGRESS], { pacing });
  client.resume({ ...BRIA_REF, acceptedAt: acceptedAt! }).stop();
  expect(ages).toEqual([ageMs]);
});

it('counts no look at a file against the limit of questions', async () => {
  const links = { body: { result: [['https://storage.example.com/a.jpeg', '1', 'a.jpeg']] } };
  const provider = bria({ apiToken: TOKEN, plan: 1 });
  const { clock, client } = briaClient([links, { status: 404 }, { status: 404 }, { body: 'picture' }], {
    provider,
  });
  const shot = { image_url: PICTURE, scene_description: 'a table' };
  const result = client.run(product.lifestyleShotByText, shot);
  await expect(clock.runUntil(result, 60_000)).resolves.toBeDefined();
});
