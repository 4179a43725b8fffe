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
