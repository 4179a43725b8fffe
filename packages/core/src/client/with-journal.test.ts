import { describe, expect, it, vi } from 'vitest';
import {
  ACCEPTED,
  BRIA_REF,
  briaClient,
  COMPLETED,
  IN_PROGRESS,
  PICTURE,
  PIXAZO_REF,
  RESULT,
  TOKEN,
} from '../../test/client.ts';
import { BRIA_JOB, fixture } from '../../test/fixture.ts';
import { fakeLocks, fakeStorage } from '../../test/web-platform.ts';
import { image, product, tailored } from '../bria.ts';
import type { JobWaitTimeoutError } from '../errors/job-wait-timeout-error.ts';
import { keyOf, type JournalEntry } from '../journal/journal-entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalFault } from '../journal/keeper.ts';
import type { Lease, Release } from '../journal/lease.ts';
import { memoryJournal } from '../journal/memory-journal.ts';
import { webStorageJournal } from '../journal/web-storage-journal.ts';
import { removeBackground } from '../operations.ts';
import type { JobRef } from '../schemas/job-ref.ts';
import type { ScriptedAnswer } from '../testing/scripted-transport.ts';
import type { Job } from './job.ts';
import { withJournal, type JournalOptions } from './with-journal.ts';

const input = { image: PICTURE };
const ENTRY: JournalEntry = { v: 1, ref: BRIA_REF };
const OTHER_REF = { ...BRIA_REF, requestId: 'other', acceptedAt: -1, endpoint: image.generate.id };

/** A client with a journal, in which there may be something already. */
async function journaling(
  answers: readonly ScriptedAnswer[],
  { journal = memoryJournal(), onJournalError }: JournalOptions & { readonly journal?: Journal } = {},
  ...refs: readonly JobRef[]
) {
  for (const ref of refs) await journal.put(keyOf(ref), JSON.stringify({ v: 1, ref }));
  const { client: plain, ...rest } = briaClient(answers);
  return {
    journal,
    plain,
    client: withJournal(plain, journal, onJournalError && { onJournalError }),
    ...rest,
  };
}

const settled = () => new Promise(setImmediate);

describe('a job that is accepted', () => {
  it('is in the journal before it waits, with its label, and nothing of its input or the token', async () => {
    const { storage, entries } = fakeStorage();
    const { clock, client, methods } = await journaling([ACCEPTED], {
      journal: webStorageJournal({ storage }),
    });
    const job = client.submit(image.removeBackground, input, { label: 'row 7' });
    const counts: number[] = [];
    job.subscribe(() => counts.push(entries.size));
    expect(entries.size).toBe(0);
    await clock.advance(0);
    // It was there when the listeners were told of the ref.
    expect([counts, methods()]).toEqual([[1], 'POST']);
    expect(job.label).toBe('row 7');
    await expect(client.pending()).resolves.toEqual([{ ...ENTRY, label: 'row 7' }]);
    const [text] = entries.values();
    expect(text).not.toContain(PICTURE);
    expect(text).not.toContain(TOKEN);
    job.stop();
  });

  it.for<[string, (job: Job) => unknown]>([
    ['result', (job) => job.result()],
    [
      'iterator',
      async (job) => {
        for await (const state of job) void state;
      },
    ],
    ['getSnapshot', (job) => job.subscribe(() => job.getSnapshot())],
  ])('stays there until its result is handed out, by: %s', async ([, take]) => {
    const { clock, client } = await journaling([ACCEPTED, IN_PROGRESS, COMPLETED]);
    const job = client.submit(image.removeBackground, input);
    const taken = take(job);
    await clock.advance(2_000);
    await expect(client.pending()).resolves.toEqual([ENTRY]);
    await clock.advance(60_000);
    await taken;
    await expect(client.pending()).resolves.toEqual([]);
  });

  it('stays there when nobody asks for its result, and is resumed in the next life', async () => {
    const { clock, client, journal } = await journaling([ACCEPTED, COMPLETED]);
    const job = client.submit(image.removeBackground, input);
    await clock.advance(60_000);
    await expect(client.pending()).resolves.toEqual([ENTRY]);
    const next = await journaling([COMPLETED], { journal });
    const [resumed] = await next.client.resumePending();
    await expect(next.clock.runUntil(resumed!.result())).resolves.toMatchObject({
      image_url: RESULT.image_url,
    });
    await expect(client.pending()).resolves.toEqual([]);
    // Late, and still a result.
    await expect(job.result()).resolves.toEqual(RESULT);
  });

  it.for([
    ['job_failed', [{ body: fixture('bria/status.error.json') }]],
    [
      'moderation',
      [{ body: { request_id: BRIA_JOB, status: 'ERROR', error: { message: 'It was moderated.' } } }],
    ],
    ['job_not_found', [{ status: 404, body: fixture('bria/status.not-found.json') }]],
  ] as const)('is removed when it failed for good: %s', async ([code, answers]) => {
    const { clock, client } = await journaling([ACCEPTED, ...answers]);
    const job = client.submit(image.removeBackground, input);
    await clock.advance(60_000);
    await expect(client.pending()).resolves.toEqual([]);
    await expect(job.result()).rejects.toMatchObject({ code });
  });

  it.for([
    ['authentication', [{ status: 401 }]],
    ['insufficient_balance', [{ status: 402 }]],
    ['permission', [{ status: 403, body: 'not on your plan' }]],
    ['schema_drift', [{ body: { request_id: BRIA_JOB, status: 'COMPLETED', result: 7 } }]],
  ] as const)('stays there when what failed may be mended: %s', async ([code, answers]) => {
    const { clock, client, journal } = await journaling([ACCEPTED, ...answers]);
    const job = client.submit(image.removeBackground, input);
    await expect(clock.runUntil(job.result())).rejects.toMatchObject({ code, jobId: BRIA_JOB });
    const next = await journaling([COMPLETED], { journal });
    const [resumed] = await next.client.resumePending({ endpoints: [image.removeBackground] });
    await expect(next.clock.runUntil(resumed!.result())).resolves.toEqual(RESULT);
    await expect(next.client.pending()).resolves.toEqual([]);
  });

  it('and done at once is there for a moment, and then not', async () => {
    const { clock, client } = await journaling([{ body: fixture('bria/submit.sync-completed.json') }]);
    const job = client.submit(image.removeBackground, { ...input, sync: true });
    await clock.advance(0);
    await expect(client.pending()).resolves.toMatchObject([{ v: 1 }]);
    await job.result();
    await expect(client.pending()).resolves.toEqual([]);
  });
});

it.for([
  ['is refused', [{ status: 402 }]],
  ['may or may not have landed', [new TypeError('fetch failed')]],
  ['is answered without an id', [{ body: { result: { image_url: 'https://example.com/a.png' } } }]],
] as const)('has nothing to keep of a submit that %s', async ([, answers]) => {
  const { clock, client, journal } = await journaling(answers);
  const put = vi.spyOn(journal, 'put');
  client.submit(image.removeBackground, input);
  await clock.advance(60_000);
  expect(put).not.toHaveBeenCalled();
});

it('has nothing to keep of an endpoint that answers at once', async () => {
  const { clock, client, journal } = await journaling([{ body: { result: [], request_id: 'r1' } }]);
  const put = vi.spyOn(journal, 'put');
  const job = client.submit(tailored.listModels, {}, { label: 'models' });
  await clock.runUntil(job.result());
  expect([put.mock.calls.length, job.label]).toEqual([0, 'models']);
});

describe('a job that is stopped', () => {
  it('stays, is free for others, and can be resumed or forgotten', async () => {
    const { clock, client, methods } = await journaling([ACCEPTED, IN_PROGRESS, COMPLETED]);
    const job = client.submit(image.removeBackground, input, { label: 'row 7' });
    await clock.advance(2_000);
    job.stop();
    await expect(client.pending()).resolves.toEqual([{ ...ENTRY, label: 'row 7' }]);
    const [resumed, ...others] = await client.resumePending();
    expect([resumed!.label, others]).toEqual(['row 7', []]);
    expect(resumed).not.toBe(job);
    resumed!.stop();
    await client.forget(BRIA_REF);
    await expect(client.pending()).resolves.toEqual([]);
    await expect(client.resumePending()).resolves.toEqual([]);
    // A job that is taken up again is asked about at once.
    expect([methods(), clock.pendingTimers]).toEqual(['POST GET GET', 0]);
  });

  it('while its submit is under way is kept once its ref is known, and free', async () => {
    let answer: (reply: Response) => void = () => {};
    const fetch = () => new Promise<Response>((resolve) => (answer = resolve));
    const { client: plain, clock } = briaClient([], { fetch });
    const journal = memoryJournal();
    const client = withJournal(plain, journal);
    const job = client.submit(image.removeBackground, input);
    await clock.advance(0);
    job.stop();
    answer(new Response(fixture('bria/submit.accepted.json'), { status: 202 }));
    await clock.advance(0);
    await expect(client.pending()).resolves.toEqual([ENTRY]);
    await settled();
    await expect(journal.lease(keyOf(BRIA_REF))).resolves.toBeTypeOf('function');
    expect(clock.pendingTimers).toBe(0);
  });

  it('before it was sent leaves nothing', async () => {
    const { clock, client } = await journaling([ACCEPTED]);
    client.submit(image.removeBackground, input, { signal: AbortSignal.abort() });
    await clock.advance(60_000);
    await expect(client.pending()).resolves.toEqual([]);
  });
});

describe('run', () => {
  it('keeps the job for as long as it takes', async () => {
    const { clock, client } = await journaling([ACCEPTED, COMPLETED]);
    const result = client.run(image.removeBackground, input, { label: 'row 7' });
    await clock.advance(0);
    await expect(client.pending()).resolves.toEqual([{ ...ENTRY, label: 'row 7' }]);
    await expect(clock.runUntil(result)).resolves.toEqual(RESULT);
    await expect(client.pending()).resolves.toEqual([]);
  });

  it('keeps the job of a wait that is over; the handle in the error is this one', async () => {
    const { clock, client } = await journaling([ACCEPTED, IN_PROGRESS, IN_PROGRESS, COMPLETED]);
    const waited = client.run(image.removeBackground, input, { timeoutMs: 2_000 });
    const error = await clock.runUntil(waited.catch((thrown: unknown) => thrown));
    const { code, job } = error as JobWaitTimeoutError<Job>;
    expect(code).toBe('job_wait_timeout');
    await expect(client.pending()).resolves.toEqual([ENTRY]);
    await expect(clock.runUntil(job.result())).resolves.toEqual(RESULT);
    await expect(client.pending()).resolves.toEqual([]);
  });

  it('keeps the job that an abort stopped', async () => {
    const { clock, client } = await journaling([ACCEPTED, IN_PROGRESS]);
    const controller = new AbortController();
    const result = client.run(image.removeBackground, input, { signal: controller.signal });
    await clock.advance(2_000);
    controller.abort('enough');
    await expect(result).rejects.toBe('enough');
    await expect(client.pending()).resolves.toEqual([ENTRY]);
    expect(clock.pendingTimers).toBe(0);
  });

  it('sends nothing after an abort', async () => {
    const { client, plain, requests } = await journaling([ACCEPTED]);
    const submit = vi.spyOn(plain, 'submit');
    const signal = AbortSignal.abort('too late');
    await expect(client.run(image.removeBackground, input, { signal })).rejects.toBe('too late');
    expect([submit.mock.calls, requests]).toEqual([[], []]);
  });
});

describe('resumePending', () => {
  it('follows what an earlier life has submitted, the oldest first, and submits nothing', async () => {
    const { clock, client, methods } = await journaling([IN_PROGRESS], {}, BRIA_REF, OTHER_REF);
    const jobs = await client.resumePending();
    expect(jobs.map((job) => job.endpoint)).toEqual([OTHER_REF.endpoint, BRIA_REF.endpoint]);
    await clock.advance(0);
    expect(methods()).toBe('GET GET');
    jobs.forEach(({ stop }) => stop());
    expect(clock.pendingTimers).toBe(0);
  });

  it('follows those of the endpoints that it is given, with their results', async () => {
    const { clock, client } = await journaling([COMPLETED], {}, BRIA_REF, OTHER_REF);
    const [job, ...others] = await client.resumePending({ endpoints: [removeBackground] });
    expect(others).toEqual([]);
    await expect(clock.runUntil(job!.result())).resolves.toMatchObject({ expiresAt: RESULT.expiresAt });
    await expect(client.pending()).resolves.toEqual([{ v: 1, ref: OTHER_REF }]);
  });

  it('leaves alone what is of another provider', async () => {
    const { client, journal } = await journaling([COMPLETED], {}, PIXAZO_REF);
    await expect(client.pending()).resolves.toEqual([]);
    await expect(client.resumePending()).resolves.toEqual([]);
    await expect(journal.list()).resolves.toHaveLength(1);
  });

  it('leaves alone what cannot be followed without its endpoint, until that is given', async () => {
    const LINK = 'https://storage.example.com/a.jpeg';
    const first = await journaling([{ body: { result: [[LINK, '1', 'a.jpeg']] } }]);
    const shot = { image_url: PICTURE, scene_description: 'on a table' };
    const job = first.client.submit(product.lifestyleShotByText, shot);
    await first.clock.advance(0);
    job.stop();
    await expect(first.client.pending()).resolves.toMatchObject([{ needsEndpoint: true }]);

    const { clock, client } = await journaling([{ body: 'picture' }], { journal: first.journal });
    await expect(client.resumePending()).resolves.toEqual([]);
    const [resumed] = await client.resumePending({ endpoints: [product.lifestyleShotByText] });
    await expect(clock.runUntil(resumed!.result())).resolves.toMatchObject({ images: [{ image_url: LINK }] });
    await expect(client.pending()).resolves.toEqual([]);
  });

  it('gives the handles that this client has anyhow, also to two who ask at once', async () => {
    const { clock, client, methods } = await journaling([ACCEPTED, IN_PROGRESS], {}, OTHER_REF);
    const job = client.submit(image.removeBackground, input);
    await clock.advance(0);
    const [one, two] = await Promise.all([client.resumePending(), client.resumePending()]);
    expect(one).toEqual([expect.objectContaining({ endpoint: OTHER_REF.endpoint }), job]);
    expect([one[0] === two[0], one[1] === job, two[1] === job]).toEqual([true, true, true]);
    await clock.advance(1_000);
    expect(methods()).toBe('POST GET GET');
    for (const { stop } of one) stop();
  });

  it('gives the same to the second who asks, however long the first waits for its leases', async () => {
    const journal = memoryJournal();
    let grant = () => {};
    const slowly = (key: string) =>
      new Promise<Release | undefined>((resolve) => {
        grant = () => resolve(journal.lease(key));
      });
    const lease = vi.fn<Lease>(journal.lease).mockImplementationOnce(slowly);
    const { client } = await journaling([], { journal: { ...journal, lease } }, BRIA_REF);
    const both = Promise.all([client.resumePending(), client.resumePending()]);
    await settled();
    grant();
    const [[one], [two]] = await both;
    expect(one).toMatchObject({ endpoint: BRIA_REF.endpoint });
    expect(two).toBe(one);
    one!.stop();
  });

  it('leaves to the other tab what that follows, until it is closed', async () => {
    const { storage } = fakeStorage();
    const { openTab } = fakeLocks();
    const [here, there] = [openTab(), openTab()];
    const inTab = async ({ locks }: typeof here, answers: readonly ScriptedAnswer[]) => {
      vi.stubGlobal('navigator', { locks });
      return journaling(answers, { journal: webStorageJournal({ storage }) });
    };
    const mine = await inTab(here, [ACCEPTED, IN_PROGRESS]);
    mine.client.submit(image.removeBackground, input);
    await mine.clock.advance(0);

    const yours = await inTab(there, [COMPLETED]);
    await expect(yours.client.pending()).resolves.toEqual([ENTRY]);
    vi.stubGlobal('navigator', { locks: there.locks });
    await expect(yours.client.resumePending()).resolves.toEqual([]);
    here.close();
    const [job] = await yours.client.resumePending();
    await yours.clock.runUntil(job!.result());
    await expect(mine.client.pending()).resolves.toEqual([]);
  });

  it('does not follow again what ended while it waited for the lease', async () => {
    const journal = memoryJournal();
    const lease = async (key: string) => {
      const release = await journal.lease(key);
      await journal.delete(key);
      return release;
    };
    const { client, requests, clock } = await journaling([], { journal: { ...journal, lease } }, BRIA_REF);
    await expect(client.resumePending()).resolves.toEqual([]);
    await settled();
    await expect(journal.lease(keyOf(BRIA_REF))).resolves.toBeTypeOf('function');
    expect([requests.length, clock.pendingTimers]).toEqual([0, 0]);
  });

  it('gives its leases back when it fails, and can be asked again', async () => {
    const journal = memoryJournal();
    const list = vi.fn<Journal['list']>(journal.list);
    const { client } = await journaling([], { journal: { ...journal, list } }, BRIA_REF);
    list.mockImplementationOnce(journal.list).mockRejectedValueOnce(new Error('broken'));
    await expect(client.resumePending()).rejects.toThrow('broken');
    const [job] = await client.resumePending();
    expect(job).toMatchObject({ endpoint: BRIA_REF.endpoint });
    job!.stop();
  });
});

describe('resume', () => {
  it('removes the entry at the end, and writes none', async () => {
    const { clock, client, journal } = await journaling([COMPLETED], {}, BRIA_REF);
    const put = vi.spyOn(journal, 'put');
    const job = client.resume(BRIA_REF, image.removeBackground);
    await expect(journal.lease(keyOf(BRIA_REF))).resolves.toBeUndefined();
    await expect(clock.runUntil(job.result())).resolves.toEqual(RESULT);
    await expect(client.pending()).resolves.toEqual([]);
    expect(put).not.toHaveBeenCalled();
  });

  it('gives the handle of a job that is followed, however that came', async () => {
    const { clock, client, methods } = await journaling([ACCEPTED, IN_PROGRESS]);
    const job = client.submit(image.removeBackground, input);
    const ref = await clock.runUntil(job.accepted());
    expect(client.resume(ref, image.removeBackground)).toBe(job);
    await clock.advance(1_000);
    expect(methods()).toBe('POST GET');
    job.stop();
    const again = client.resume(ref);
    expect(again).not.toBe(job);
    expect(client.resume(ref)).toBe(again);
    again.stop();
  });

  it('follows what another tab follows, because it was told to', async () => {
    const { clock, client, journal } = await journaling([COMPLETED], {}, BRIA_REF);
    await journal.lease(keyOf(BRIA_REF));
    await clock.runUntil(client.resume(BRIA_REF).result());
    await expect(client.pending()).resolves.toEqual([]);
  });
});

describe('a journal that fails costs no job', () => {
  const full = new DOMException('full', 'QuotaExceededError');
  const throwing = (): never => {
    throw full;
  };
  const broken = { put: throwing, delete: throwing, lease: throwing };

  it('from submit to result, and each failure is told with the ref', async () => {
    const faults: JournalFault[] = [];
    const { clock, client } = await journaling([ACCEPTED, COMPLETED], {
      journal: { ...memoryJournal(), ...broken },
      onJournalError: (fault) => faults.push(fault),
    });
    await expect(clock.runUntil(client.run(image.removeBackground, input))).resolves.toEqual(RESULT);
    await client.pending();
    expect(faults).toEqual(
      ['put', 'lease', 'delete'].map((operation) => ({ operation, ref: BRIA_REF, cause: full })),
    );
  });

  it('where nobody listens, too, and where the listener makes a mistake', async () => {
    const { clock, client } = await journaling([ACCEPTED, COMPLETED], {
      journal: { ...memoryJournal(), ...broken },
    });
    await expect(clock.runUntil(client.run(image.removeBackground, input))).resolves.toEqual(RESULT);

    const other = await journaling([ACCEPTED, COMPLETED], {
      journal: { ...memoryJournal(), put: throwing },
      onJournalError() {
        throw new Error('a mistake');
      },
    });
    const mistakes: unknown[] = [];
    const { queueMicrotask } = globalThis;
    vi.stubGlobal('queueMicrotask', (callback: () => void) =>
      queueMicrotask(() => {
        try {
          callback();
        } catch (error) {
          mistakes.push(error);
        }
      }),
    );
    const result = other.client.run(image.removeBackground, input);
    await expect(other.clock.runUntil(result)).resolves.toEqual(RESULT);
    expect(mistakes).toEqual([new Error('a mistake')]);
  });

  it('nor does one that never answers', async () => {
    const never = () => new Promise<never>(() => {});
    const { clock, client } = await journaling([ACCEPTED, COMPLETED], {
      journal: { put: never, delete: never, list: never, lease: never },
    });
    await expect(clock.runUntil(client.run(image.removeBackground, input))).resolves.toEqual(RESULT);
    expect(clock.pendingTimers).toBe(0);
  });

  it('follows a job again where there are no leases to be had', async () => {
    const onJournalError = vi.fn<(fault: JournalFault) => void>();
    const journal = { ...memoryJournal(), lease: throwing };
    const { client } = await journaling([], { journal, onJournalError }, BRIA_REF);
    const [job] = await client.resumePending();
    expect(job).toMatchObject({ endpoint: BRIA_REF.endpoint });
    expect(onJournalError).toHaveBeenCalledExactlyOnceWith({
      operation: 'lease',
      ref: BRIA_REF,
      cause: full,
    });
    job!.stop();
  });

  it('says to who asks that it cannot be read or written', async () => {
    const { client } = await journaling([], { journal: { ...memoryJournal(), ...broken, list: throwing } });
    await expect(client.pending()).rejects.toBe(full);
    await expect(client.resumePending()).rejects.toBe(full);
    await expect(client.forget(BRIA_REF)).rejects.toBe(full);
  });

  it('tells once of each entry that cannot be read, leaves it there, and goes on with the rest', async () => {
    const faults: JournalFault[] = [];
    const journal = memoryJournal();
    await journal.put('half', '{"v":1,"ref":{');
    await journal.put('newer', JSON.stringify({ v: 2, job: 'x' }));
    const onJournalError = (fault: JournalFault) => faults.push(fault);
    const { client } = await journaling([], { journal, onJournalError }, BRIA_REF);
    await expect(client.pending()).resolves.toEqual([ENTRY]);
    const [job] = await client.resumePending();
    job!.stop();
    expect(faults).toMatchObject([
      { operation: 'list', ref: undefined, cause: { name: 'SyntaxError' } },
      { operation: 'list', ref: undefined, cause: { name: 'TypeError' } },
    ]);
    await expect(journal.list()).resolves.toHaveLength(3);
  });
});

/** A journal whose writes are done when the test says so, and by then in any order. */
function slowJournal() {
  const journal = memoryJournal();
  const writes: (() => void)[] = [];
  const slow =
    <A extends unknown[]>(write: (...args: A) => Promise<void>) =>
    (...args: A) =>
      new Promise<void>((resolve) => writes.push(() => resolve(write(...args))));
  return { ...journal, put: slow(journal.put), delete: slow(journal.delete), writes };
}

describe('what has begun to be written', () => {
  it('is waited for by all who ask', async () => {
    const journal = slowJournal();
    const { clock, client } = await journaling([ACCEPTED, IN_PROGRESS], { journal });
    const job = client.submit(image.removeBackground, input);
    await clock.advance(0);
    const asked = Promise.all([client.pending(), client.resumePending()]);
    await settled();
    journal.writes.shift()!();
    await expect(asked).resolves.toEqual([[ENTRY], [job]]);
    job.stop();
  });

  it('is written before it is removed, or it would be there for ever', async () => {
    const journal = slowJournal();
    const { clock, client } = await journaling([ACCEPTED, COMPLETED], { journal });
    await clock.runUntil(client.run(image.removeBackground, input));
    expect(journal.writes).toHaveLength(1);
    journal.writes.shift()!();
    await settled();
    journal.writes.shift()!();
    await expect(client.pending()).resolves.toEqual([]);
  });

  it('is removed before others get the lease, or they would follow it again', async () => {
    const journal = slowJournal();
    const { clock, client } = await journaling([ACCEPTED, COMPLETED], { journal });
    const result = client.run(image.removeBackground, input);
    await clock.advance(0);
    journal.writes.shift()!();
    await clock.runUntil(result);
    await settled();
    await expect(journal.lease(keyOf(BRIA_REF))).resolves.toBeUndefined();
    journal.writes.shift()!();
    await settled();
    await expect(journal.lease(keyOf(BRIA_REF))).resolves.toBeTypeOf('function');
  });

  it('is not undone by an entry that is forgotten meanwhile', async () => {
    const journal = slowJournal();
    const { clock, client } = await journaling([ACCEPTED], { journal });
    const job = client.submit(image.removeBackground, input);
    await clock.advance(0);
    job.stop();
    const forgotten = client.forget(BRIA_REF);
    await settled();
    for (const write of journal.writes.splice(0).toReversed()) write();
    await settled();
    for (const write of journal.writes.splice(0)) write();
    await forgotten;
    await expect(client.pending()).resolves.toEqual([]);
  });
});

it('leaves the client what it was', async () => {
  const { client: plain } = briaClient([]);
  const client = withJournal({ ...plain, more: 1 }, memoryJournal());
  expect(client).toMatchObject({ provider: 'bria', more: 1 });
  expect(() => client.submit({ ...removeBackground.pixazo } as never, {})).toThrow(TypeError);
  await expect(client.resumePending({ endpoints: [removeBackground.pixazo as never] })).rejects.toThrow(
    TypeError,
  );
});
