import { expect, it } from 'vitest';
import { ACCEPTED, briaClient, COMPLETED, PICTURE } from '../../test/client.ts';
import { bria, image, tailored } from '../bria.ts';

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
