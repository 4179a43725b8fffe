import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock, type Clock } from '../primitives/clock.ts';
import type { Journal } from './journal.ts';
import { isAlive, signOfLife } from './sign-of-life.ts';

/** When a process that shares the folder counts as dead. */
export interface FileJournalOptions {
  /**
   * How long a process on another machine may give no sign of life before its jobs can be taken over, in
   * milliseconds; the same for all who share the folder. Default 30 000.
   */
  readonly leaseMs?: number;
  /** Default: the platform's. */
  readonly clock?: Clock;
}

/** The journals of this thread. */
const journalsHere = new Set<string>();
/** Stands in a file's name for the journal that follows the job, where none does. */
const NOBODY = 'free';

/**
 * A journal in a folder, one small file for each job, shared by all processes that use the folder. Its calls
 * are synchronous: an entry is written before its job waits for anything, so neither an exit nor a crash of the
 * process loses it. (A power cut may: nothing is forced to the disk.)
 *
 * Two processes do not follow one job. Whose job it is stands in the name of its file, and is changed by
 * renaming it, which only one can do. That a process died is known at once on the same machine, and on
 * another one after `leaseMs`; then `resumePending` takes its jobs over. A process that stood still for longer
 * than that, or a clock that is as much ahead, makes two processes poll one job, and no more. Machines that
 * share a folder need host names of their own.
 *
 * @param folder - is made when it is first needed, for its owner alone.
 *
 * @example
 * const client = withJournal(createClient({ provider }), fileJournal('/var/lib/shop/jobs'));
 */
export function fileJournal(
  folder: string,
  { leaseMs = 30_000, clock = systemClock }: FileJournalOptions = {},
): Journal {
  const me = randomUUID();
  journalsHere.add(me);
  /** The jobs whose files are ours, and whether somebody here has the lease. */
  const ours = new Map<string, boolean>();
  let cancelBeat: (() => void) | undefined;

  const jobs = join(folder, 'jobs');
  const lives = join(folder, 'lives');
  const fileOf = (name: string, holder: string) => join(jobs, `${name}.${holder}.json`);
  const isHolding = (holder: string) =>
    isAlive(join(lives, holder), clock.now(), leaseMs, journalsHere.has(holder));

  /** Whole or not at all, whoever reads it meanwhile. */
  const write = (path: string, text: string) => {
    const draft = `${path}.${me}.draft`;
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, path);
  };
  const giveSign = () => write(join(lives, me), signOfLife(clock.now()));
  const keepGiving = () => {
    cancelBeat = clock.setTimer(() => {
      keepGiving();
      try {
        giveSign();
      } catch {
        // Others may take our jobs over then, which costs requests. That a folder is gone is for `put` to tell.
      }
    }, leaseMs / 3);
  };
  /** To be called before a file becomes ours, so that nobody takes us for dead. */
  const comeAlive = () => {
    if (cancelBeat) return;
    for (const path of [jobs, lives]) mkdirSync(path, { recursive: true, mode: 0o700 });
    giveSign();
    keepGiving();
  };
  const retire = () => {
    if (ours.size > 0) return;
    cancelBeat?.();
    cancelBeat = undefined;
    rmSync(join(lives, me), { force: true });
  };

  /** The files of jobs, as the parts of their names. */
  const files = () =>
    namesIn(jobs)
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.split('.') as [name: string, holder: string]);

  return {
    async put(key, entry) {
      const name = nameOf(key);
      comeAlive();
      write(fileOf(name, me), entry);
      if (!ours.has(name)) ours.set(name, false);
    },

    async delete(key) {
      const name = nameOf(key);
      if (ifThere(() => rmSync(fileOf(name, me)))) return;
      // A job that has ended has ended for all, whoever follows it now.
      for (const [other, holder] of files())
        if (other === name) rmSync(fileOf(name, holder), { force: true });
    },

    async list() {
      const found = files();
      for (const holder of namesIn(lives))
        if (!isHolding(holder) && !found.some(([, other]) => other === holder))
          rmSync(join(lives, holder), { force: true });
      // By name: a file that changes hands while we look may be seen twice.
      const entries = new Map<string, string>();
      for (const [name, holder] of found)
        ifThere(() => entries.set(name, readFileSync(fileOf(name, holder), 'utf8')));
      return [...entries.values()];
    },

    async lease(key) {
      const name = nameOf(key);
      if (ours.get(name)) return undefined;
      comeAlive();
      const isOurs = ours.has(name) || takeOver(name);
      if (isOurs) ours.set(name, true);
      retire();
      if (!isOurs) return undefined;
      return () => {
        ours.delete(name);
        // First: a file under the name of somebody without a sign of life would be left over.
        ifThere(() => renameSync(fileOf(name, me), fileOf(name, NOBODY)));
        retire();
      };
    },
  };

  /** Of several who try, one finds the file there. False, too, where there is none. */
  function takeOver(name: string): boolean {
    const free = [NOBODY];
    for (const holder of namesIn(lives)) {
      if (!isHolding(holder)) free.push(holder);
      else if (existsSync(fileOf(name, holder))) return false;
    }
    const take = (holder: string) => ifThere(() => renameSync(fileOf(name, holder), fileOf(name, me)));
    // Last those without any sign of life: whoever ended between two steps has left a file, and nothing else.
    return (
      free.some(take) ||
      files().some(([other, holder]) => other === name && !isHolding(holder) && take(holder))
    );
  }
}

/** The name of a job's file: a key may be longer than a file's name, and have any characters. */
const nameOf = (key: string) => createHash('sha256').update(key).digest('hex');

const namesIn = (path: string): readonly string[] => {
  let names: string[] = [];
  ifThere(() => (names = readdirSync(path)));
  return names;
};

/** Whether it was there: others work in the folder, too. */
function ifThere(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
