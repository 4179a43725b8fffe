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
  PIXAZO_LINK,
  PIXAZO_REF,
  pixazoClient,
  RESULT,
  TOKEN,
} from '../../test/client.ts';
import { BRIA_JOB, fixture } from '../../test/fixture.ts';
import { bria, image } from '../bria.ts';
import { image as atPixazo, pixazo } from '../pixazo.ts';
import { adaptivePacing } from '../pacing/adaptive-pacing.ts';
import { scriptedTransport } from '../testing/scripted-transport.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import type { Fetch } from '../transport/fetch-transport.ts';
import { parseDelivery } from '../webhook.ts';
import { createClient } from './client.ts';

const webhookUrl = 'https://shop.example/hook';
const done = parseDelivery('bria', fixture('bria/status.completed.json'));
const failed = parseDelivery('bria', fixture('bria/status.error.json'));

function slowClient() {
  const clock = virtualClock(0);
  return { ...briaClient([ACCEPTED], { clock, layers: [lateReply(clock, 1_000)] }), clock };
}

describe('a delivery', () => {
  it('ends the job that it is about, and nothing is asked', async () => {
    const { clock, client, methods } = briaClient([ACCEPTED]);
    const job = client.submit(image.removeBackground, { image: PICTURE }, { webhookUrl });
    await clock.runUntil(job.accepted());
    expect(client.deliver(done)).toBe(true);
    await expect(job.result()).resolves.toEqual(RESULT);
    expect([methods(), clock.pendingTimers]).toEqual(['POST', 0]);
  });

  it('that comes twice, or late, or after another, changes nothing', async () => {
    const { clock, client } = briaClient([ACCEPTED, COMPLETED]);
    const job = client.submit(image.removeBackground, { image: PICTURE }, { webhookUrl });
    let changes = 0;
    await clock.runUntil(job.accepted());
    job.subscribe(() => changes++);
    client.deliver(done);
    expect([client.deliver(done), client.deliver(failed)]).toEqual([false, false]);
    expect([changes, job.getSnapshot().phase]).toEqual([1, 'succeeded']);
  });

  it('and a poll under way: whichever comes first wins', async () => {
    const { clock, client, methods } = briaClient([ACCEPTED, 'hang']);
    const job = client.submit(image.removeBackground, { image: PICTURE });
    await clock.advance(5_000);
    expect(methods()).toBe('POST GET');
    client.deliver(done);
    await expect(job.result()).resolves.toEqual(RESULT);
    await clock.advance(0);
    expect(clock.pendingTimers).toBe(0);
  });

  it('of a job that is not followed here is said to be so', () => {
    const { client, methods } = briaClient([ACCEPTED]);
    expect([client.deliver(done), methods()]).toEqual([false, '']);
  });

  it('that says the job goes on does not make it asked about twice', async () => {
    const { clock, client, methods } = briaClient([ACCEPTED, IN_PROGRESS, COMPLETED]);
    const job = client.submit(image.removeBackground, { image: PICTURE });
    await clock.runUntil(job.accepted());
    client.deliver(parseDelivery('bria', fixture('bria/status.in-progress.json')));
    expect(job.getSnapshot()).toMatchObject({ phase: 'running' });
    await clock.runUntil(job.result());
    expect(methods()).toBe('POST GET GET');
  });

  it('that nobody signed is a reason to ask at once, and not believed', async () => {
    const { clock, client, requests } = pixazoClient([PIXAZO_ANSWERS[0]!, PIXAZO_ANSWERS[2]!]);
    const job = client.submit(atPixazo.removeBackground, { image_url: PICTURE }, { webhookUrl });
    await clock.runUntil(job.accepted());
    await clock.advance(2_000);
    const forged = fixture('pixazo/status.completed.json').replace(PIXAZO_LINK, 'https://evil.example/a.png');
    expect(client.deliver(parseDelivery('pixazo', forged))).toBe(true);
    await clock.advance(0);
    expect(requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
    expect(await job.result()).toMatchObject({ media_url: [PIXAZO_LINK] });
    expect(client.deliver({ ...parseDelivery('pixazo', forged), requestId: PIXAZO_REF.requestId })).toBe(
      false,
    );
  });

  it('that comes before the answer to the submit is kept until then', async () => {
    const { clock, client, methods } = slowClient();
    const job = client.submit(image.removeBackground, { image: PICTURE }, { webhookUrl });
    await clock.advance(500);
    expect([client.deliver(done), job.getSnapshot().phase]).toEqual([false, 'submitting']);
    await clock.advance(500);
    await expect(job.result()).resolves.toMatchObject({ seed: RESULT.seed });
    expect([methods(), clock.pendingTimers]).toEqual(['POST', 0]);
  });

  it('that comes before the answer to the submit is not forgotten for a hint that comes after it', async () => {
    const { clock, client, methods } = slowClient();
    const job = client.submit(image.removeBackground, { image: PICTURE }, { webhookUrl });
    await clock.advance(500);
    client.deliver(done);
    client.deliver({ ...done, body: '' });
    await clock.advance(500);
    await expect(job.result()).resolves.toMatchObject({ seed: RESULT.seed });
    expect(methods()).toBe('POST');
  });

  it('that comes before any submit, or so many that they are others’, is not', async () => {
    const { clock, client } = slowClient();
    client.deliver(done);
    const job = client.submit(image.removeBackground, { image: PICTURE }, { webhookUrl });
    await clock.advance(500);
    client.deliver(done);
    for (let other = 0; other < 1_000; other++) client.deliver({ ...done, requestId: `other ${other}` });
    await clock.advance(500);
    expect(job.getSnapshot().phase).toBe('running');
    job.stop();
  });

  it('that comes while nothing is under way is not kept for what is submitted later', async () => {
    const { clock, client } = slowClient();
    const before = client.submit(image.removeBackground, { image: PICTURE });
    await clock.advance(1_000);
    before.stop();
    client.deliver(done);
    const job = client.submit(image.removeBackground, { image: PICTURE }, { webhookUrl });
    await clock.advance(1_000);
    expect(job.getSnapshot().phase).toBe('running');
    job.stop();
  });

  it('that comes early is kept though another submit is answered first, and no longer than any is under way', async () => {
    const clock = virtualClock(0);
    const answers: ((response: Response) => void)[] = [];
    const client = createClient({
      provider: bria({ apiToken: TOKEN }),
      fetch: () => new Promise((resolve) => answers.push(resolve)),
      clock,
    });
    const [first, second] = [1, 2].map(() => client.submit(image.removeBackground, { image: PICTURE }));
    await clock.advance(0);
    client.deliver(done);
    client.deliver({ requestId: 'another', body: done.body.replaceAll(BRIA_JOB, 'another') });
    answers[0]!(new Response('{"request_id": "first", "status_url": "https://bria.example/first"}'));
    await clock.advance(0);
    answers[1]!(new Response(fixture('bria/submit.accepted.json')));
    await clock.advance(0);
    expect([first, second].map((job) => job!.getSnapshot().phase)).toEqual(['running', 'succeeded']);
    const other = client.resume({ ...BRIA_REF, requestId: 'another' });
    expect(other.getSnapshot().phase).toBe('queued');
    for (const job of [first!, other]) job.stop();
  });

  it('that nobody signed, and comes before the answer to the submit, has it asked about at once', async () => {
    const clock = virtualClock(0);
    const { fetch } = scriptedTransport(PIXAZO_ANSWERS[0]!, PIXAZO_ANSWERS[2]!);
    const client = createClient({
      provider: pixazo({ subscriptionKey: TOKEN }),
      fetch,
      clock,
      layers: [lateReply(clock, 1_000)],
    });
    const job = client.submit(atPixazo.removeBackground, { image_url: PICTURE }, { webhookUrl });
    await clock.advance(500);
    client.deliver({ requestId: PIXAZO_REF.requestId, body: '{}' });
    await clock.advance(1_500);
    expect(job.getSnapshot().phase).toBe('succeeded');
  });

  it('that nobody signed, and comes while a question is under way, is asked about once more', async () => {
    const clock = virtualClock(0);
    const { fetch, requests } = scriptedTransport(...PIXAZO_ANSWERS);
    const client = createClient({
      provider: pixazo({ subscriptionKey: TOKEN }),
      fetch,
      clock,
      layers: [lateReply(clock, 2_000)],
      pacing: adaptivePacing(),
    });
    const job = client.submit(atPixazo.removeBackground, { image_url: PICTURE }, { webhookUrl });
    while (requests.length < 2) await clock.advance(1_000);
    client.deliver({ requestId: PIXAZO_REF.requestId, body: '{}' });
    await clock.advance(5_000);
    expect([requests.length, job.getSnapshot().phase]).toEqual([3, 'succeeded']);
  });
});

it('asks again at once when an unsigned delivery comes while a question is under way', async () => {
  const clock = virtualClock(0);
  const answers: ((response: Response) => void)[] = [];
  const fetch: Fetch = () => new Promise((resolve) => answers.push(resolve));
  const client = createClient({ provider: pixazo({ subscriptionKey: TOKEN }), fetch, clock });
  const job = client.submit(atPixazo.removeBackground, { image_url: PICTURE }, { webhookUrl });
  const answer = (name: string) => answers.at(-1)!(new Response(fixture(`pixazo/${name}.json`)));
  await clock.advance(0);
  answer('submit.queued');
  await clock.advance(30_000);
  expect(answers).toHaveLength(2);
  client.deliver(parseDelivery('pixazo', fixture('pixazo/status.completed.json')));
  // From before the job had ended.
  answer('status.processing');
  await clock.advance(0);
  expect(answers).toHaveLength(3);
  // Once: afterwards it is seldom again.
  answer('status.processing');
  await clock.advance(29_000);
  expect(answers).toHaveLength(3);
  job.stop();
  await clock.advance(0);
  expect(clock.pendingTimers).toBe(0);
});

it('asks about a job with a webhook only now and then, to be on the safe side', async () => {
  const { clock, client, methods } = briaClient([ACCEPTED, IN_PROGRESS, COMPLETED]);
  const job = client.submit(image.removeBackground, { image: PICTURE }, { webhookUrl });
  await clock.advance(29_000);
  expect(methods()).toBe('POST');
  await clock.runUntil(job.result());
  expect([methods(), clock.now()]).toEqual(['POST GET GET', 90_000]);
});

it('shares one handle between who submitted a job and who resumes it', async () => {
  const { clock, client, methods } = briaClient([ACCEPTED, COMPLETED]);
  const job = client.submit(image.removeBackground, { image: PICTURE });
  await clock.runUntil(job.accepted());
  expect(client.resume(BRIA_REF, image.removeBackground)).toBe(job);
  await clock.runUntil(job.result());
  expect([methods(), BRIA_REF.requestId]).toEqual(['POST GET', BRIA_JOB]);
});
