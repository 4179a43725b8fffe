import { describe, expect, it } from 'vitest';
import { ACCEPTED, briaClient, COMPLETED, IN_PROGRESS, PICTURE } from '../../test/client.ts';
import { bria, image } from '../bria.ts';
import type { WaitingState } from '../job/job-state.ts';
import { adaptivePacing } from '../pacing/adaptive-pacing.ts';
import { pageAware } from '../pacing/page-aware.ts';
import { steadyPacing } from '../pacing/steady-pacing.ts';
import type { Clock } from '../primitives/clock.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import type { ScriptedAnswer } from '../testing/scripted-transport.ts';

const input = { image: PICTURE };
const HOURS_MS = 2 * 3_600_000;

const page = { isHidden: () => true, isOnline: () => true, subscribe: () => () => {} };

describe.for([
  ['steady', () => steadyPacing],
  ['adaptive', () => adaptivePacing()],
  ['hidden', () => pageAware(steadyPacing, page)],
] as const)('a clock that is set back by hours, with %s pacing', ([, pacing]) => {
  function setUp(answers: readonly ScriptedAnswer[], plan = 60) {
    const real = virtualClock(0);
    let aheadMs = 3 * HOURS_MS;
    const clock: Clock = { now: () => real.now() + aheadMs, setTimer: (...timer) => real.setTimer(...timer) };
    const provider = bria({ apiToken: 'a-token', plan });
    const made = briaClient(answers, { clock, pacing: pacing(), provider });
    return { ...made, real, clock, setBack: () => void (aheadMs -= HOURS_MS) };
  }

  it('holds up no job that is asked about', async () => {
    const { client, real, setBack } = setUp([ACCEPTED, IN_PROGRESS, IN_PROGRESS, COMPLETED]);
    const job = client.submit(image.removeBackground, input);
    await real.advance(2_000);
    setBack();
    await real.runUntil(job.result());
    expect(real.now()).toBeLessThan(90_000);
  });

  it('holds up nobody who waits for the limit, and says until when by the clock as it is', async () => {
    const { client, real, clock, setBack } = setUp([ACCEPTED, ACCEPTED, COMPLETED, COMPLETED], 1);
    client.submit(image.removeBackground, input);
    await real.advance(10_000);
    setBack();
    const waiting = client.submit(image.removeBackground, input);
    await real.advance(0);
    const state = waiting.getSnapshot() as WaitingState;
    expect(state.phase).toBe('waiting');
    expect(state.untilAt! - clock.now()).toBeLessThanOrEqual(60_010);
    await real.runUntil(waiting.result());
    expect(real.now()).toBeLessThan(200_000);
  });

  it('keeps to a pause that the provider asks for afterwards', async () => {
    const refused = { status: 429, headers: { 'retry-after': '20' } };
    const { client, real, setBack, methods } = setUp([ACCEPTED, COMPLETED, refused, ACCEPTED, COMPLETED]);
    await real.runUntil(client.run(image.removeBackground, input));
    setBack();
    const startedAt = real.now();
    const job = client.submit(image.removeBackground, input);
    await real.advance(19_900);
    expect(methods()).toBe('POST GET POST');
    await real.runUntil(job.result());
    expect(real.now() - startedAt).toBeLessThan(60_000);
  });
});
