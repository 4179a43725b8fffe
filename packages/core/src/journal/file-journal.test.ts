import { spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { virtualClock } from '../testing/virtual-clock.ts';
import { fileJournal } from './file-journal.ts';
import type { Journal } from './journal.ts';

const LEASE_MS = 30_000;

function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'briakit-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** One on a folder of its own, with an entry that it does not hold. */
async function withEntry() {
  const [folder, clock] = [makeFolder(), virtualClock()];
  const journal = fileJournal(folder, { clock });
  await journal.put('a', 'one');
  (await journal.lease('a'))!();
  return { folder, clock, journal };
}

const filesIn = (folder: string) => readdirSync(join(folder, 'jobs'));
const livesIn = (folder: string) => readdirSync(join(folder, 'lives'));

it('writes within the call: neither an exit nor a crash loses the job', () => {
  const [folder, clock] = [makeFolder(), virtualClock()];
  void fileJournal(folder, { clock }).put('a', 'one');
  expect(filesIn(folder).map((file) => readFileSync(join(folder, 'jobs', file), 'utf8'))).toEqual(['one']);
});

it.runIf(process.platform !== 'win32')('is for its owner alone', async () => {
  const folder = join(makeFolder(), 'jobs of mine');
  await fileJournal(folder, { clock: virtualClock() }).put('a', 'one');
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
  expect([modeOf(folder), modeOf(join(folder, 'jobs', filesIn(folder)[0]!))]).toEqual(['700', '600']);
});

it('has only whole entries: what a crash left half written is none', async () => {
  const { folder, journal } = await withEntry();
  writeFileSync(join(folder, 'jobs', `${filesIn(folder)[0]}.someone.draft`), '{"v":');
  await expect(journal.list()).resolves.toEqual(['one']);
});

it('replaces an entry whole, so that nobody reads half of it', async () => {
  const [folder, clock] = [makeFolder(), virtualClock()];
  const journal = fileJournal(folder, { clock });
  const look = () => statSync(join(folder, 'jobs', filesIn(folder)[0]!)).ino;
  await journal.put('a', 'one');
  const before = look();
  await journal.put('a', 'two');
  expect([filesIn(folder).length, look() === before]).toEqual([1, false]);
});

it('lists once what changes hands while it looks', async () => {
  const { folder, journal } = await withEntry();
  writeFileSync(join(folder, 'jobs', filesIn(folder)[0]!.replace('free', 'another')), 'one');
  await expect(journal.list()).resolves.toEqual(['one']);
});

it('says when it cannot write, and leaves no timer', async () => {
  const [folder, clock] = [makeFolder(), virtualClock()];
  writeFileSync(join(folder, 'a file'), '');
  const journal = fileJournal(join(folder, 'a file'), { clock });
  await expect(journal.put('a', 'one')).rejects.toThrow(/ENOTDIR|EEXIST/);
  await expect(journal.lease('a')).rejects.toThrow(/ENOTDIR|EEXIST/);
  expect(clock.pendingTimers).toBe(0);
});

describe('a lease', () => {
  it('is given to one of two journals on a folder', async () => {
    const { folder, clock, journal } = await withEntry();
    const other = fileJournal(folder, { clock });
    const release = await other.lease('a');
    await expect(journal.lease('a')).resolves.toBeUndefined();
    release!();
    await expect(journal.lease('a')).resolves.toBeTypeOf('function');
    await expect(other.lease('a')).resolves.toBeUndefined();
  });

  it('is with the one that has written the entry, from the start', async () => {
    const [folder, clock] = [makeFolder(), virtualClock()];
    const [journal, other] = [fileJournal(folder, { clock }), fileJournal(folder, { clock })];
    await journal.put('a', 'one');
    await expect(other.lease('a')).resolves.toBeUndefined();
    await expect(journal.lease('a')).resolves.toBeTypeOf('function');
  });

  it('is of an entry: where there is none, there is no lease, and no timer', async () => {
    const [folder, clock] = [makeFolder(), virtualClock()];
    const journal = fileJournal(folder, { clock });
    await expect(journal.lease('a')).resolves.toBeUndefined();
    expect(clock.pendingTimers).toBe(0);
  });

  it('is kept for as long as its holder gives signs of life', async () => {
    const { folder, clock, journal } = await withEntry();
    const release = await journal.lease('a');
    const other = fileJournal(folder, { clock });
    await clock.advance(10 * LEASE_MS);
    await expect(other.lease('a')).resolves.toBeUndefined();
    release!();
    expect([clock.pendingTimers, livesIn(folder)]).toEqual([0, []]);
  });

  it('is taken over from one that gives none, and its late release changes nothing', async () => {
    const { folder, journal } = await withEntry();
    const late = await journal.lease('a');
    const clock = virtualClock(virtualClock().now() + LEASE_MS);
    await expect(fileJournal(folder, { clock }).lease('a')).resolves.toBeTypeOf('function');
    late!();
    await expect(fileJournal(folder, { clock }).lease('a')).resolves.toBeUndefined();
  });

  it('is taken over from one that ended in the middle of giving it back', async () => {
    const { folder, clock, journal } = await withEntry();
    await journal.lease('a');
    for (const life of livesIn(folder)) rmSync(join(folder, 'lives', life));
    await expect(fileJournal(folder, { clock }).lease('a')).resolves.toBeTypeOf('function');
  });

  it('is not taken over a moment before', async () => {
    const { folder, journal } = await withEntry();
    await journal.lease('a');
    const other = fileJournal(folder, { clock: virtualClock(virtualClock().now() + LEASE_MS - 1) });
    await expect(other.lease('a')).resolves.toBeUndefined();
  });

  it('ends with the job, whoever has it by then', async () => {
    const { folder, journal } = await withEntry();
    await journal.lease('a');
    const other = fileJournal(folder, { clock: virtualClock(virtualClock().now() + LEASE_MS) });
    await other.lease('a');
    await journal.delete('a');
    expect(filesIn(folder)).toEqual([]);
  });

  it('goes on where a sign of life cannot be written', async () => {
    const { folder, clock, journal } = await withEntry();
    const release = await journal.lease('a');
    rmSync(folder, { recursive: true });
    await clock.advance(LEASE_MS);
    expect(clock.pendingTimers).toBe(1);
    release!();
    expect(clock.pendingTimers).toBe(0);
    await journal.put('a', 'one');
    await expect(journal.list()).resolves.toEqual(['one']);
  });
});

describe('a sign of life', () => {
  const held = async (change: object) => {
    const { folder, clock, journal } = await withEntry();
    await journal.lease('a');
    const [file] = filesIn(folder);
    const [life] = livesIn(folder);
    // As another process would have left it, under a name of its own.
    const sign = JSON.parse(readFileSync(join(folder, 'lives', life!), 'utf8')) as object;
    rmSync(join(folder, 'jobs', file!));
    rmSync(join(folder, 'lives', life!));
    writeFileSync(join(folder, 'jobs', file!.replace(life!, 'another')), 'one');
    writeFileSync(join(folder, 'lives', 'another'), JSON.stringify({ ...sign, ...change }));
    return { folder, taken: await fileJournal(folder, { clock }).lease('a') };
  };
  /** No process has it: the largest there is, and one that is larger. */
  const NO_PROCESS = 2 ** 31 - 1;

  it.for([
    ['a process that is gone', { pid: NO_PROCESS }],
    ['a process that had the id that is ours now', {}],
    ['long ago', { host: 'another', seenAt: 0 }],
    ['a clock that is far ahead', { host: 'another', seenAt: Date.UTC(2027, 0, 1) }],
  ] as const)('of %s is none', async ([, change]) => {
    expect((await held(change)).taken).toBeTypeOf('function');
  });

  it.for([
    ['a process that runs', { pid: process.ppid }],
    ['another thread of ours', { threadId: 1e6 }],
    ['another machine, whatever its processes are called', { host: `not-${hostname()}`, pid: NO_PROCESS }],
  ] as const)('of %s counts', async ([, change]) => {
    expect((await held(change)).taken).toBeUndefined();
  });

  it('of the dead is cleared away once they have no jobs', async () => {
    const { folder, taken } = await held({ pid: NO_PROCESS });
    expect(livesIn(folder)).toContain('another');
    taken!();
    await fileJournal(folder, { clock: virtualClock() }).list();
    expect(livesIn(folder)).toEqual([]);
  });

  it('of the dead is left while they have', async () => {
    const { folder } = await withEntry();
    const file = filesIn(folder)[0]!;
    writeFileSync(join(folder, 'jobs', file.replace('free', 'another')), 'one');
    writeFileSync(join(folder, 'lives', 'another'), '{}');
    await fileJournal(folder, { clock: virtualClock() }).list();
    expect(livesIn(folder)).toEqual(['another']);
  });
});

describe('between processes', () => {
  const script = fileURLToPath(new URL('../../test/journal-process.ts', import.meta.url));
  const start = async (folder: string) => {
    const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const lines = on(createInterface({ input: child.stdout }), 'line') as AsyncIterator<[string]>;
    const read = async () => (await lines.next()).value as [string];
    await read();
    return {
      lease: (keys: readonly string[]) => void child.stdin.write(`${JSON.stringify(keys)}\n`),
      got: async () => JSON.parse((await read())[0]) as string[],
      end: async () => {
        child.kill('SIGKILL');
        await once(child, 'exit');
      },
    };
  };
  const keys = Array.from({ length: 200 }, (_, index) => `bria:${index}`);
  const fill = async (journal: Journal) => {
    for (const key of keys) {
      await journal.put(key, key);
      (await journal.lease(key))!();
    }
  };

  it('each job is leased to exactly one, however many try at once', async () => {
    const folder = makeFolder();
    await fill(fileJournal(folder));
    const others = await Promise.all([1, 2, 3, 4].map(() => start(folder)));
    for (const { lease } of others) lease(keys);
    const got = await Promise.all(others.map((other) => other.got()));
    expect(got.flat().toSorted()).toEqual(keys.toSorted());
  });

  it('the jobs of one that was killed are free at once', async () => {
    const folder = makeFolder();
    const journal = fileJournal(folder);
    await fill(journal);
    const other = await start(folder);
    other.lease(keys);
    await expect(other.got()).resolves.toEqual(keys);
    await expect(journal.lease(keys[0]!)).resolves.toBeUndefined();
    await other.end();
    for (const key of keys) (await journal.lease(key))!();
    await expect(journal.list()).resolves.toHaveLength(keys.length);
  });
});
