import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import {
  album,
  batchWorld,
  inBrief,
  jobOf,
  picture,
  read,
  refOf,
  type Item,
} from '../../test/batch-world.ts';
import { bria, image } from '../bria.ts';
import type { Layer } from '../transport/transport.ts';
import { createClient } from './client.ts';
import { withBatches } from './with-batches.ts';

const remove = image.removeBackground;
const pictures = (count: number) => Array.from({ length: count }, (_, index) => picture(index));
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );

const teller = () => {
  const told: Item[] = [];
  return { told, onAbandoned: (item: Item) => void told.push(item) };
};

describe('a job that fails', () => {
  it('is an item, with what there is to know, and never a throw', async () => {
    const { clock, client } = batchWorld(
      (index) => [{}, { isFailing: true }, { answer: 422 }, { answer: 500 }, {}][index]!,
    );
    const inputs = [...pictures(4), { image: '' }];
    const items = await clock.runUntil(read(client.batch(remove, inputs, { ordered: true })));
    expect(inBrief(items)).toEqual([
      '0 ok',
      '1 error job_failed',
      '2 error input',
      '3 error server',
      '4 error input',
    ]);
    expect(items[1]).toMatchObject({ input: picture(1), ref: refOf(1), error: { jobId: jobOf(1) } });
    expect(items[3]).toMatchObject({ ref: undefined, error: { submission: 'unknown' } });
    expect(items[4]).toMatchObject({ ref: undefined, error: { submission: 'not-sent' } });
  });

  it('because its reader has stopped it, is one too; a ref that comes later is told', async () => {
    const { clock, client } = batchWorld(() => ({ answerMs: 3_000 }));
    const told: Item[] = [];
    const batch = client.batch(remove, pictures(1), {
      onJob: (job) => void clock.setTimer(job.stop, 1_000),
      onAbandoned: (item) => told.push(item),
    });
    expect(inBrief(await clock.runUntil(read(batch)))).toEqual(['0 error job_stopped']);
    expect([clock.now(), told]).toEqual([1_000, []]);
    await clock.advance(2_000);
    expect(told).toMatchObject([{ index: 0, status: 'error', ref: refOf(0, 3_000) }]);
  });

  it('because its reader has stopped it, is one item, also while others go on', async () => {
    const { clock, client } = batchWorld((index) => (index ? { workMs: 60_000 } : { answerMs: 3_000 }));
    const { told, onAbandoned } = teller();
    const batch = client.batch(remove, pictures(2), {
      onJob: (job, index) => index || void clock.setTimer(job.stop, 1_000),
      onAbandoned,
    });
    expect(inBrief(await clock.runUntil(read(batch)))).toEqual(['0 error job_stopped', '1 ok']);
    expect(told).toMatchObject([{ index: 0, ref: refOf(0, 3_000) }]);
  });
});

describe('an error in `stopOn`', () => {
  it('is the last submit: what is under way is handed out, and no more is taken', async () => {
    const { clock, client, submits } = batchWorld((index) =>
      index === 2 ? { answer: 402, answerMs: 100 } : {},
    );
    const { pictures: inputs, seen } = album();
    const batch = client.batch(remove, inputs, { concurrency: 4 });
    expect(inBrief(await clock.runUntil(read(batch)))).toEqual([
      '2 error insufficient_balance',
      '0 ok',
      '1 ok',
      '3 ok',
    ]);
    expect(batch.stoppedBy).toMatchObject({ code: 'insufficient_balance' });
    expect([submits, seen, clock.pendingTimers]).toEqual([[0, 1, 2, 3], { taken: 4, isClosed: true }, 0]);
  });

  it.for([
    [401, 'authentication'],
    [403, 'permission'],
  ])('may be a %d, too', async ([answer, code]) => {
    const { clock, client, submits } = batchWorld(() => ({ answer: answer as number }));
    const batch = client.batch(remove, album().pictures, { concurrency: 1 });
    expect(inBrief(await clock.runUntil(read(batch)))).toEqual([`0 error ${code}`]);
    expect(submits).toHaveLength(1);
  });

  it('is the first one, where others follow', async () => {
    const { clock, client } = batchWorld((index) => ({
      answer: index === 1 ? 401 : 402,
      answerMs: 300 - 100 * index,
    }));
    const batch = client.batch(remove, pictures(2));
    expect(inBrief(await clock.runUntil(read(batch)))).toEqual([
      '1 error authentication',
      '0 error insufficient_balance',
    ]);
    expect(batch.stoppedBy).toMatchObject({ code: 'authentication' });
  });

  it('is what you say', async () => {
    const { clock, client } = batchWorld((index) => ({ answer: index === 1 ? 422 : 401 }));
    const batch = client.batch(remove, album().pictures, { concurrency: 1, stopOn: ['input'] });
    expect(await clock.runUntil(read(batch))).toHaveLength(2);
    expect(batch.stoppedBy).toMatchObject({ code: 'input' });
    const never = client.batch(remove, pictures(3), { stopOn: [] });
    expect(await clock.runUntil(read(never))).toHaveLength(3);
    expect(never.stoppedBy).toBeUndefined();
  });

  it('calls off those that wait in line: they are not sent a minute later', async () => {
    const { clock, client, submits } = batchWorld(
      (index) => ({ answer: index ? 402 : 202, answerMs: 100 }),
      2,
    );
    const batch = client.batch(remove, album().pictures, { concurrency: 4, ordered: true });
    expect(inBrief(await clock.runUntil(read(batch)))).toEqual([
      '0 ok',
      '1 error insufficient_balance',
      '2 skipped stopped',
      '3 skipped stopped',
    ]);
    await clock.advance(600_000);
    expect([submits, clock.pendingTimers]).toEqual([[0, 1], 0]);
  });

  it('does not send again what was under way and is refused for now', async () => {
    const { clock, client, submits } = batchWorld((index) => ({
      answer: [402, 429][index]!,
      answerMs: 100 + index,
    }));
    const batch = client.batch(remove, pictures(2));
    expect(inBrief(await clock.runUntil(read(batch)))).toEqual([
      '0 error insufficient_balance',
      '1 skipped stopped',
    ]);
    await clock.advance(600_000);
    expect([submits, clock.pendingTimers]).toEqual([[0, 1], 0]);
  });

  it('calls off who waits in line, whatever the error is', async () => {
    const { clock, client, submits } = batchWorld(() => ({ answer: 401, answerMs: 100 }), 1);
    const batch = client.batch(remove, album().pictures, { concurrency: 3 });
    expect(inBrief(await clock.runUntil(read(batch)))).toEqual([
      '0 error authentication',
      '1 skipped stopped',
      '2 skipped stopped',
    ]);
    await clock.advance(600_000);
    expect([submits, clock.pendingTimers]).toEqual([[0], 0]);
  });

  it('calls off what goes back in line after it', async () => {
    const { clock, client, submits } = batchWorld((index) => ({
      answer: [401, 429][index]!,
      answerMs: 100 + index,
    }));
    const batch = client.batch(remove, pictures(2));
    expect(inBrief(await clock.runUntil(read(batch)))).toEqual([
      '0 error authentication',
      '1 skipped stopped',
    ]);
    await clock.advance(600_000);
    expect([submits, clock.pendingTimers]).toEqual([[0, 1], 0]);
  });

  describe('as another submit of the client found the wallet empty', () => {
    it('skips all that was not sent, and says why', async () => {
      const { clock, client, submits } = batchWorld((index) => ({ answer: index === 99 ? 402 : 202 }));
      await clock.runUntil(caught(client.run(remove, picture(99))));
      const { pictures: inputs, seen } = album();
      const batch = client.batch(remove, inputs, { concurrency: 3 });
      const items = await clock.runUntil(read(batch));
      expect(items.map(({ status }) => status)).toEqual(items.map(() => 'skipped'));
      expect(items).toHaveLength(seen.taken);
      expect(batch.stoppedBy).toMatchObject({ code: 'insufficient_balance', submission: 'not-sent' });
      expect([seen.taken <= 3, seen.isClosed, submits]).toEqual([true, true, [99]]);
    });

    it('hands out what was under way, and skips what waited', async () => {
      const { clock, client, submits } = batchWorld(
        (index) => ({ answer: index === 99 ? 402 : 202, answerMs: 100 }),
        2,
      );
      const batch = client.batch(remove, album().pictures, { concurrency: 3, ordered: true });
      const reading = read(batch);
      const other = client.submit(remove, picture(99), { priority: 1 });
      expect(inBrief(await clock.runUntil(reading))).toEqual([
        '0 ok',
        '1 skipped stopped',
        '2 skipped stopped',
      ]);
      expect(batch.stoppedBy).toMatchObject({ code: 'insufficient_balance', submission: 'not-sent' });
      expect(other.getSnapshot()).toMatchObject({ error: { submission: 'rejected' } });
      await clock.advance(600_000);
      expect([submits, clock.pendingTimers]).toEqual([[99, 0], 0]);
    });

    it('goes on, and says it of each, where that is not to stop it', async () => {
      const { clock, client, submits } = batchWorld((index) => ({ answer: index === 99 ? 402 : 202 }));
      await clock.runUntil(caught(client.run(remove, picture(99))));
      const batch = client.batch(remove, pictures(3), { stopOn: [] });
      expect(inBrief(await clock.runUntil(read(batch)))).toEqual(
        [0, 1, 2].map((index) => `${index} error insufficient_balance`),
      );
      expect([batch.stoppedBy, submits]).toEqual([undefined, [99]]);
    });

    it('is over with the money: the next run submits what was skipped', async () => {
      const { clock, client } = batchWorld((index) => ({ answer: index === 99 ? 402 : 202 }));
      await clock.runUntil(caught(client.run(remove, picture(99))));
      const finished = new Set<string>();
      const run = () =>
        read(client.batch(remove, pictures(3), { done: (key) => finished.has(key) }), (items) => {
          const { key, status } = items.at(-1)!;
          if (status !== 'skipped') finished.add(key);
        });
      await clock.runUntil(run());
      client.balance.reopen();
      expect(inBrief(await clock.runUntil(run()))).toEqual(['0 ok', '1 ok', '2 ok']);
    });
  });

  it('skips the input whose key is being looked up', async () => {
    const { clock, client, submits } = batchWorld(() => ({ answer: 402 }));
    const done = (key: string) =>
      new Promise<boolean>((resolve) => void clock.setTimer(() => resolve(false), key === '1' ? 1_000 : 0));
    const items = await clock.runUntil(read(client.batch(remove, pictures(9), { done })));
    expect(inBrief(items)).toEqual(['0 error insufficient_balance', '1 skipped stopped']);
    expect(submits).toEqual([0]);
  });

  it('does not wait for an input that is slow to come; where it still does, it is told', async () => {
    const { clock, client, submits } = batchWorld(() => ({ answer: 402 }));
    const { told, onAbandoned } = teller();
    async function* inputs() {
      yield picture(0);
      await new Promise<void>((resolve) => void clock.setTimer(resolve, 10_000));
      yield picture(1);
    }
    await clock.runUntil(read(client.batch(remove, inputs(), { onAbandoned })));
    expect([clock.now(), told]).toEqual([0, []]);
    await clock.advance(10_000);
    expect([inBrief(told), submits]).toEqual([['1 skipped stopped'], [0]]);
  });
});

describe('what the inputs throw', () => {
  it('ends the batch after what is under way has been handed out', async () => {
    const { clock, client } = batchWorld();
    function* broken() {
      yield* pictures(2);
      throw new Error('no disk');
    }
    const items: Item[] = [];
    const error = await clock.runUntil(caught(read(client.batch(remove, broken()), undefined, items)));
    expect(error).toEqual(new Error('no disk'));
    expect([inBrief(items), clock.pendingTimers]).toEqual([['0 ok', '1 ok'], 0]);
  });

  it.for(['key', 'done', 'onJob'] as const)('or `%s`, closes them, and loses no job', async (name) => {
    const { clock, client, acceptedAt } = batchWorld();
    const { pictures: inputs, seen } = album();
    const items: Item[] = [];
    const broken = vi.fn<() => never>(() => {
      throw new Error(`no ${name}`);
    });
    let calls = 0;
    const batch = client.batch(remove, inputs, {
      key: (_, index) => `${index}`,
      ordered: true,
      [name]: (_: unknown, index: number) => (++calls === 3 ? broken() : name === 'key' && `${index}`),
    });
    const error = await clock.runUntil(caught(read(batch, undefined, items)));
    expect(error).toEqual(new Error(`no ${name}`));
    expect([items.length, seen.isClosed, clock.pendingTimers]).toEqual([acceptedAt.size, true, 0]);
  });

  it('is what is thrown, whatever goes wrong in closing them', async () => {
    const { clock, client } = batchWorld();
    const inputs = {
      [Symbol.iterator]: () => ({
        next() {
          throw new Error('no disk');
        },
        return() {
          throw new Error('not closed');
        },
      }),
    };
    await expect(clock.runUntil(read(client.batch(remove, inputs)))).rejects.toThrow('no disk');
  });

  it('may come from an endpoint of another provider', async () => {
    const { client, submits } = batchWorld();
    const { image: pixazoImage } = await import('../pixazo.ts');
    // @ts-expect-error -- an endpoint of Pixazo
    const batch = client.batch(pixazoImage.removeBackground, [{ image_url: 'x' }]);
    await expect(read(batch as never)).rejects.toThrow(TypeError);
    expect(submits).toEqual([]);
  });
});

describe('leaving the loop', () => {
  it('stops what is under way and tells its refs, and what had ended its results', async () => {
    const { clock, client, counts } = batchWorld((index) => ({ workMs: [4_000, 100, 100, 60_000][index]! }));
    const { pictures: inputs, seen } = album();
    const { told, onAbandoned } = teller();
    const reading = read(
      client.batch(remove, inputs, { concurrency: 4, ordered: true, onAbandoned }),
      () => true,
    );
    expect(inBrief(await clock.runUntil(reading))).toEqual(['0 ok']);
    expect(inBrief(told)).toEqual(['1 ok', '2 ok', '3 error job_stopped']);
    expect(told[2]).toMatchObject({ ref: refOf(3), input: picture(3), error: { submission: 'accepted' } });
    const { polls } = counts;
    await clock.advance(600_000);
    expect([counts.polls, clock.pendingTimers]).toEqual([polls, 0]);
    expect(seen).toEqual({ taken: 4, isClosed: true });
  });

  it('tells of a submit under way at once, and again when its answer has brought the ref', async () => {
    const { clock, client } = batchWorld((index) => ({
      answerMs: index * 10_000,
      answer: index === 2 ? 402 : 202,
    }));
    const { told, onAbandoned } = teller();
    const batch = client.batch(remove, pictures(4), { onAbandoned });
    await clock.runUntil(read(batch, () => true));
    expect(told).toMatchObject(
      [1, 2, 3].map((index) => ({ index, ref: undefined, error: { submission: 'unknown' } })),
    );
    await clock.advance(60_000);
    expect(told.slice(3)).toMatchObject([
      { index: 1, ref: refOf(1, 10_000) },
      { index: 3, ref: refOf(3, 30_000) },
    ]);
    expect(clock.pendingTimers).toBe(0);
  });

  it('calls off what waits in line: nothing of it is bought', async () => {
    const { clock, client, submits } = batchWorld((index) => ({ workMs: index ? 9_000 : 1_500 }), 2);
    const { told, onAbandoned } = teller();
    await clock.runUntil(
      read(client.batch(remove, album().pictures, { concurrency: 4, onAbandoned }), () => true),
    );
    expect(inBrief(told)).toEqual(['1 error job_stopped', '2 skipped stopped', '3 skipped stopped']);
    await clock.advance(600_000);
    expect([submits, clock.pendingTimers]).toEqual([[0, 1], 0]);
  });

  it('by a throw does the same, and the throw goes on', async () => {
    const { clock, client } = batchWorld((index) => ({ workMs: index ? 9_000 : 1_500 }));
    const { told, onAbandoned } = teller();
    const reading = read(client.batch(remove, pictures(2), { onAbandoned }), () => {
      throw new Error('no space');
    });
    await expect(clock.runUntil(reading)).rejects.toThrow('no space');
    expect(inBrief(told)).toEqual(['1 error job_stopped']);
  });

  it('waits until the inputs are closed, and throws what that throws', async () => {
    const { clock, client } = batchWorld();
    async function* inputs() {
      try {
        yield* pictures(9);
      } finally {
        await new Promise<void>((resolve) => void clock.setTimer(resolve, 5_000));
        // oxlint-disable-next-line no-unsafe-finally -- it is what happens here
        throw new Error('not closed');
      }
    }
    const leaving = clock.runUntil(read(client.batch(remove, inputs(), { concurrency: 1 }), () => true));
    await expect(leaving).rejects.toThrow('not closed');
    expect(clock.now()).toBe(2_500 + 5_000);
  });

  it('costs no job its stop when the listener throws, which is seen', async () => {
    const mistakes: unknown[] = [];
    const platform = queueMicrotask;
    vi.stubGlobal('queueMicrotask', (callback: () => void) =>
      platform(() => {
        try {
          callback();
        } catch (mistake) {
          mistakes.push(mistake);
        }
      }),
    );
    const { clock, client } = batchWorld((index) => ({ workMs: [4_000, 100, 60_000][index]! }));
    const batch = client.batch(remove, pictures(3), {
      ordered: true,
      onAbandoned: ({ key }) => {
        throw new Error(key);
      },
    });
    await clock.runUntil(read(batch, () => true));
    expect([mistakes, clock.pendingTimers]).toEqual([[new Error('1'), new Error('2')], 0]);
  });
});

it('hands out what nobody has read yet with the ref that came late, and tells nobody else of it', async () => {
  const answers: (() => void)[] = [];
  const layers: Layer[] = [
    (next) => async (request, exchange) => {
      const reply = await next(request, exchange);
      if (request.method === 'POST') await new Promise<void>((resolve) => answers.push(resolve));
      return reply;
    },
  ];
  const { clock, answerTo } = batchWorld();
  const provider = bria({ apiToken: 'a-token' });
  const client = withBatches(createClient({ provider, fetch: answerTo, clock, layers }));
  const jobs: { stop: () => void }[] = [];
  const { told, onAbandoned } = teller();
  const batch = client.batch(remove, pictures(2), {
    ordered: true,
    onJob: (job) => void jobs.push(job),
    onAbandoned,
  });
  const reading = read(batch);
  await clock.advance(100);
  jobs[1]!.stop();
  await clock.advance(100);
  answers[1]!();
  await clock.advance(100);
  answers[0]!();
  const items = await clock.runUntil(reading);
  expect(items.map(({ key, status, ref }) => [key, status, !!ref])).toEqual([
    ['0', 'ok', true],
    ['1', 'error', true],
  ]);
  expect(told).toEqual([]);
});

describe('an abort', () => {
  it('ends the loop at once with its reason, wherever it is', async () => {
    const { clock, client } = batchWorld((index) => ({ workMs: index * 60_000 }));
    const { told, onAbandoned } = teller();
    const controller = new AbortController();
    const { signal } = controller;
    const { pictures: inputs, seen } = album();
    const items: Item[] = [];
    const batch = client.batch(remove, inputs, { concurrency: 3, signal, onAbandoned });
    const outcome = caught(read(batch, undefined, items));
    await clock.advance(2_000);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    controller.abort('enough');
    expect(await outcome).toBe('enough');
    expect([inBrief(items), inBrief(told)]).toEqual([
      ['0 ok'],
      ['1 error job_stopped', '2 error job_stopped', '3 error job_stopped'],
    ]);
    expect(told.map(({ ref }) => ref?.requestId)).toEqual([1, 2, 3].map(jobOf));
    expect([clock.pendingTimers, getEventListeners(signal, 'abort').length]).toEqual([0, 0]);
    expect(seen.isClosed).toBe(true);
  });

  it('while the reader is busy stops the jobs then, and throws when it comes back', async () => {
    const { clock, client } = batchWorld((index) => ({ workMs: index * 60_000 }));
    const { told, onAbandoned } = teller();
    const controller = new AbortController();
    const batch = client.batch(remove, pictures(3), { signal: controller.signal, onAbandoned });
    const reader = batch[Symbol.asyncIterator]();
    await clock.runUntil(reader.next());
    controller.abort('enough');
    expect(clock.pendingTimers).toBe(0);
    await Promise.resolve();
    expect(told).toHaveLength(2);
    await expect(reader.next()).rejects.toBe('enough');
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  it('before the start submits nothing', async () => {
    const { client, submits } = batchWorld();
    const { pictures: inputs, seen } = album();
    const signal = AbortSignal.abort('enough');
    await expect(read(client.batch(remove, inputs, { signal }))).rejects.toBe('enough');
    expect([submits.length, seen.taken]).toEqual([0, 0]);
  });

  it('does not wait for inputs that are slow; one that still comes is told, not submitted', async () => {
    const { clock, client, submits } = batchWorld();
    const { told, onAbandoned } = teller();
    let isClosed = false;
    async function* inputs() {
      try {
        await new Promise<void>((resolve) => void clock.setTimer(resolve, 10_000));
        yield picture(0);
        expect.unreachable();
      } finally {
        isClosed = true;
      }
    }
    const controller = new AbortController();
    const outcome = caught(read(client.batch(remove, inputs(), { signal: controller.signal, onAbandoned })));
    await clock.advance(1_000);
    controller.abort('enough');
    expect(await outcome).toBe('enough');
    await clock.advance(10_000);
    expect([inBrief(told), isClosed, submits.length]).toEqual([['0 skipped stopped'], true, 0]);
  });

  it('does not wait until the inputs are closed, either', async () => {
    const { clock, client } = batchWorld();
    let isClosed = false;
    async function* inputs() {
      try {
        yield* pictures(9);
      } finally {
        await new Promise<void>((resolve) => void clock.setTimer(resolve, 5_000));
        isClosed = true;
      }
    }
    const controller = new AbortController();
    const { signal } = controller;
    const outcome = caught(read(client.batch(remove, inputs(), { concurrency: 2, signal })));
    await clock.advance(1_000);
    controller.abort('enough');
    expect([await outcome, isClosed]).toEqual(['enough', false]);
    await clock.advance(5_000);
    expect(isClosed).toBe(true);
  });

  it('after the end finds no listener of ours', async () => {
    const { clock, client } = batchWorld();
    const { signal } = new AbortController();
    await clock.runUntil(read(client.batch(remove, pictures(3), { signal })));
    expect([clock.pendingTimers, getEventListeners(signal, 'abort').length]).toEqual([0, 0]);
  });
});

describe('what an earlier run has done', () => {
  it('is skipped, followed or submitted, as is said of its key', async () => {
    const { clock, client, submits, acceptedAt } = batchWorld();
    acceptedAt.set(1, 0);
    const known = new Map<string, boolean | Item['ref']>([
      ['a', true],
      ['b', refOf(1)],
      ['c', false],
    ]);
    const batch = client.batch(remove, pictures(4), {
      ordered: true,
      key: (_, index) => 'abcd'[index]!,
      done: async (key) => known.get(key),
    });
    const items = await clock.runUntil(read(batch));
    expect(inBrief(items)).toEqual(['0 skipped done', '1 ok', '2 ok', '3 ok']);
    expect(items.map(({ key }) => key).join('')).toBe('abcd');
    expect(submits).toEqual([2, 3]);
  });

  it('is what a run that was left has told: the next one loses nothing, and buys nothing twice', async () => {
    const { clock, client, submits, acceptedAt } = batchWorld((index) => ({ workMs: 1_000 * index }));
    const known = new Map<string, true | Item['ref']>();
    const keep = (item: Item) => known.set(item.key, item.status === 'ok' || item.ref);
    const run = (isEnough?: (items: readonly Item[]) => boolean) =>
      clock.runUntil(
        read(
          client.batch(remove, pictures(10), {
            concurrency: 4,
            done: (key) => known.get(key),
            onAbandoned: (item) => item.status === 'skipped' || keep(item),
          }),
          (items) => (keep(items.at(-1)!), isEnough?.(items)),
        ),
      );
    await run((items) => items.length === 3);
    const items = await run();
    expect(items).toHaveLength(10);
    expect(items.filter(({ status }) => status === 'error')).toEqual([]);
    expect(submits.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, index) => index));
    expect(acceptedAt.size).toBe(10);
  });
});
