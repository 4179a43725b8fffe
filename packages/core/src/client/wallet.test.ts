import { expect, it } from 'vitest';
import { ACCEPTED, briaClient, COMPLETED, lateLayer, PICTURE } from '../../test/client.ts';
import { bria, image, tailored } from '../bria.ts';
import type { Clock } from '../primitives/clock.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import { createClient } from './client.ts';

const EMPTY = { status: 402, body: { message: 'no credits' } };
const input = { image: PICTURE };
const remove = image.removeBackground;

it('fails the submits that wait, and the ones to come, at once: none of them is sent', async () => {
  const provider = bria({ apiToken: 'a-token', plan: 1 });
  const { clock, client, methods } = briaClient([EMPTY], { provider });
  const [refused, waiting] = [client.submit(remove, input), client.submit(remove, input)];
  await clock.advance(0);
  const later = client.submit(image.increaseResolution, input);
  await clock.advance(0);
  expect(refused.getSnapshot()).toMatchObject({
    error: { code: 'insufficient_balance', submission: 'rejected', httpStatus: 402 },
  });
  for (const job of [waiting, later])
    expect(job.getSnapshot()).toMatchObject({
      phase: 'failed',
      error: { code: 'insufficient_balance', submission: 'not-sent', endpoint: job.endpoint },
    });
  expect([methods(), client.balance.isEmpty, clock.pendingTimers]).toEqual(['POST', true, 0]);
});

it('fails those who wait, though it was reopened before anybody knew that it is empty', async () => {
  const provider = bria({ apiToken: 'a-token', plan: 1 });
  const { clock, client, methods } = briaClient([EMPTY, EMPTY], { provider });
  const jobs = [client.submit(remove, input), client.submit(remove, input)];
  client.balance.reopen();
  await clock.advance(60_000);
  expect(jobs.map((job) => job.getSnapshot())).toMatchObject([
    { error: { submission: 'rejected' } },
    { error: { code: 'insufficient_balance', submission: 'not-sent' } },
  ]);
  expect(methods()).toBe('POST');
});

it('goes on when it is told that there is money again', async () => {
  const { clock, client, methods } = briaClient([EMPTY, ACCEPTED, COMPLETED]);
  await expect(clock.runUntil(client.run(remove, input))).rejects.toThrow('top up');
  client.balance.reopen();
  expect(client.balance.isEmpty).toBe(false);
  await clock.runUntil(client.run(remove, input));
  expect(methods()).toBe('POST POST GET');
});

it('lets one submit go each minute, and believes what becomes of it', async () => {
  const { clock, client, methods } = briaClient([EMPTY, EMPTY, ACCEPTED, COMPLETED]);
  const attempt = () => client.run(remove, input).catch((error: { submission: string }) => error.submission);
  expect(await clock.runUntil(attempt())).toBe('rejected');
  await clock.advance(59_000);
  expect(await clock.runUntil(attempt())).toBe('not-sent');
  await clock.advance(1_000);
  expect(await clock.runUntil(Promise.all([attempt(), attempt()]))).toEqual(['rejected', 'not-sent']);
  await clock.advance(60_000);
  const probing = attempt();
  expect(await clock.runUntil(attempt())).toBe('not-sent');
  expect(await clock.runUntil(probing)).toMatchObject({ image_url: expect.any(String) as string });
  expect([methods(), client.balance.isEmpty]).toEqual(['POST POST POST GET', false]);
});

it('lets pass what makes nothing, and leaves alone what is under way', async () => {
  const { clock, client, methods } = briaClient([
    ACCEPTED,
    EMPTY,
    { body: { result: [], request_id: 'r1' } },
    COMPLETED,
  ]);
  const underWay = client.submit(remove, input);
  await clock.advance(0);
  await expect(clock.runUntil(client.run(remove, input))).rejects.toThrow('top up');
  await clock.runUntil(client.run(tailored.listModels, {}));
  await clock.runUntil(underWay.result());
  expect(methods()).toBe('POST POST GET GET');
});

it('says of a submit that was refused for now what is true of it, and not of the one that found it out', async () => {
  const { clock, client, methods } = briaClient([{ status: 429, headers: { 'retry-after': '20' } }, EMPTY]);
  const refused = client.submit(remove, input);
  await clock.advance(0);
  expect(refused.getSnapshot().phase).toBe('waiting');
  client.submit(image.increaseResolution, input);
  await clock.advance(0);
  expect(refused.getSnapshot()).toMatchObject({
    error: {
      code: 'insufficient_balance',
      submission: 'not-sent',
      endpoint: remove.id,
    },
  });
  expect([methods(), clock.pendingTimers]).toEqual(['POST POST', 0]);
});

it('does not take a question that was answered for a sign of money', async () => {
  const { clock, client } = briaClient([EMPTY, { body: { result: [], request_id: 'r1' } }]);
  await expect(clock.runUntil(client.run(remove, input))).rejects.toThrow('top up');
  await clock.runUntil(client.run(tailored.listModels, {}));
  expect(client.balance.isEmpty).toBe(true);
});

it('still speaks for those that wait when it is told that there is money while there is', async () => {
  const provider = bria({ apiToken: 'a-token', plan: 1 });
  const { clock, client, methods } = briaClient([EMPTY], { provider });
  const jobs = [client.submit(remove, input), client.submit(remove, input)];
  client.balance.reopen();
  await clock.advance(0);
  expect(jobs.map((job) => job.getSnapshot().phase)).toEqual(['failed', 'failed']);
  expect(methods()).toBe('POST');
});

it('is found out once a minute for as long as that fails for another reason', async () => {
  const { clock, client, methods } = briaClient([EMPTY, { status: 500 }, ACCEPTED, COMPLETED]);
  const attempt = () => client.run(remove, input).catch((error: { code: string }) => error.code);
  const codes = [];
  for (let minute = 0; minute < 3; minute++) {
    codes.push(await clock.runUntil(attempt()));
    await clock.advance(60_000);
  }
  expect(codes).toMatchObject([
    'insufficient_balance',
    'server',
    { image_url: expect.any(String) as string },
  ]);
  expect([methods(), client.balance.isEmpty]).toEqual(['POST POST POST GET', false]);
});

it('does not send again what was refused for now, once another one found the wallet empty', async () => {
  const sent: string[] = [];
  const clock = virtualClock(0);
  const client = createClient({
    provider: bria({ apiToken: 'a-token' }),
    clock,
    // The first is answered last.
    fetch: async (url) => {
      const isFirst = sent.push(url) === 1;
      await new Promise<void>((resolve) => void clock.setTimer(resolve, isFirst ? 200 : 100));
      return new Response('{}', { status: isFirst ? 429 : 402, headers: { 'retry-after': '1' } });
    },
  });
  const [refused, found] = [client.submit(remove, input), client.submit(image.increaseResolution, input)];
  await clock.advance(60_000);
  expect(found.getSnapshot()).toMatchObject({
    error: { code: 'insufficient_balance', submission: 'rejected' },
  });
  expect(refused.getSnapshot()).toMatchObject({
    error: { code: 'insufficient_balance', submission: 'not-sent' },
  });
  expect([sent.length, clock.pendingTimers]).toEqual([2, 0]);
});

it('does not send what a layer of yours keeps while another one finds the wallet empty', async () => {
  const clock = virtualClock(0);
  const { client, methods } = briaClient([EMPTY, ACCEPTED], { clock, layers: [lateLayer(clock, 1_000)] });
  client.submit(remove, input);
  await clock.advance(500);
  const second = client.submit(remove, input);
  await clock.advance(600);
  await expect(second.result()).rejects.toMatchObject({
    code: 'insufficient_balance',
    submission: 'not-sent',
  });
  await clock.advance(60_000);
  expect(methods()).toBe('POST');
});

it('lets one go after a minute, though the clock was set back meanwhile', async () => {
  const inner = virtualClock(0);
  let aheadMs = 7_200_000;
  const clock: Clock = { now: () => inner.now() + aheadMs, setTimer: (...timer) => inner.setTimer(...timer) };
  const { client, methods } = briaClient([EMPTY, ACCEPTED, COMPLETED], { clock });
  client.submit(remove, input);
  await inner.advance(100);
  aheadMs = 0;
  await inner.advance(61_000);
  await inner.runUntil(client.run(remove, input));
  expect(methods()).toBe('POST POST GET');
});

it('is not asked by what is not to be sent: a bad input leaves the next one its turn', async () => {
  const { clock, client, methods } = briaClient([EMPTY, ACCEPTED, COMPLETED]);
  client.submit(remove, input);
  await clock.advance(60_100);
  await expect(client.run(remove, { image: '' })).rejects.toMatchObject({ code: 'input' });
  await clock.runUntil(client.run(remove, input));
  expect(methods()).toBe('POST POST GET');
});

it('tells each of those that wait why, though the first of them says that there is money again', async () => {
  const { clock, client } = briaClient([EMPTY], { provider: bria({ apiToken: 'a-token', plan: 1 }) });
  const [, first, second] = [0, 1, 2].map(() => client.submit(remove, input));
  first!.subscribe(() => client.balance.reopen());
  await clock.advance(0);
  for (const job of [first, second])
    expect(job!.getSnapshot()).toMatchObject({ error: { cause: { submission: 'rejected' } } });
});

it('is not asked by what was stopped before it was sent: the next one has its turn', async () => {
  const { clock, client, methods } = briaClient([EMPTY, ACCEPTED, COMPLETED]);
  client.submit(remove, input);
  await clock.advance(60_100);
  client.submit(remove, input).stop();
  await clock.runUntil(client.run(remove, input));
  expect(methods()).toBe('POST POST GET');
});

it('lets the one that is to find out wait for the limit', async () => {
  const provider = bria({ apiToken: 'a-token', plan: 1 });
  const { clock, client, methods } = briaClient([EMPTY, ACCEPTED, COMPLETED], { provider });
  client.submit(remove, input);
  await clock.advance(60_001);
  const waiting = client.submit(remove, input);
  await clock.advance(1);
  expect(waiting.getSnapshot().phase).toBe('waiting');
  await clock.runUntil(waiting.result());
  expect([methods(), client.balance.isEmpty]).toEqual(['POST POST GET', false]);
});

it('lets none go to find out before a minute has passed since the refusal, however late that came', async () => {
  const clock = virtualClock(0);
  const { client, methods } = briaClient([EMPTY], { clock, layers: [lateLayer(clock, 20_000)] });
  client.submit(remove, input);
  await clock.advance(79_000);
  expect(client.balance.isEmpty).toBe(true);
  const early = client.submit(remove, input);
  await clock.advance(1_000);
  expect(early.getSnapshot()).toMatchObject({ error: { submission: 'not-sent' } });
  client.submit(remove, input);
  await clock.advance(20_000);
  expect(methods()).toBe('POST POST');
});
