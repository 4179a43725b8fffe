/** Judges every look at a file at the moment at which it leaves, and remembers what it has come to. */
import type { MediaFetchInit } from '@briakit/core';
import { judgeFollowers } from './judge-followers.ts';
import type { PageWatch } from './judge-page.ts';
import { readLinks, type Links } from './links.ts';
import { peek, type Call, type Handle, type Process } from './processes.ts';
import { waitOf } from './rhythm.ts';
import type { Watched } from './watch-requests.ts';

/** One request for a file. */
export interface Look {
  readonly link: string;
  /** In true time, as all that follows. */
  readonly leftAt: number;
  /** When storage answered as its books have it; undefined where a fault was in the way. */
  answeredAt: number | undefined;
  /** A fault has it that the file is not there, which cannot be told from the truth. */
  isDenied: boolean;
  /** When the engine let go of it. */
  endedAt: number | undefined;
  /** What the engine could see of the file: its first byte, its end, or neither. */
  found: 'there' | 'empty' | 'nothing';
}

export interface LookWatch {
  /** The answer to a submit has reached its process. @returns the name of the job, where it is links. */
  readonly accepted: (call: Call, text: string) => string | undefined;
  /** Undefined of a job that has a status to ask for. */
  readonly linksOf: (requestId: string) => Links | undefined;
  /** The job that was made of a call, where its answer has come. */
  readonly nameOf: (words: string) => string | undefined;
  readonly left: (process: Process, link: string, init: MediaFetchInit) => Look;
  readonly answered: (look: Look, isTrue: boolean) => void;
  readonly ended: (look: Look) => void;
  /** Those of one process at the files of one job, the oldest first. */
  readonly of: (process: Process, requestId: string) => readonly Look[];
  /** A hint came: they may be looked at once more. */
  readonly hinted: (requestId: string) => void;
  readonly clockWasSet: () => void;
  /** Since when a job waits for its next turn; undefined while it is looked after, or a clock was set meanwhile. */
  readonly waitsSince: (handle: Handle, requestId: string) => number | undefined;
}

/** What counts in whole milliseconds may be off by one. */
const EXACT_MS = 2;

export function watchLooks(world: Watched, pages: PageWatch): LookWatch {
  const { judge, now, handles, pacing } = world;
  const linksOf = new Map<string, Links>();
  const ownerOf = new Map<string, Links>();
  const nameOf = new Map<string, string>();
  const acceptedAt = new Map<string, number>();
  const hintedAt = new Map<string, number>();
  const looks = new Map<string, Look[]>();
  let clockSetAt = -Infinity;

  const of = (process: Process, requestId: string): Look[] => {
    const key = `${process.name} ${requestId}`;
    const own = looks.get(key) ?? [];
    looks.set(key, own);
    return own;
  };
  const waitsSince: LookWatch['waitsSince'] = ({ process, since }, requestId) => {
    const last = of(process, requestId).at(-1);
    if (last && last.endedAt === undefined) return undefined;
    const at = Math.max(since, acceptedAt.get(requestId)!, last?.endedAt ?? 0);
    return at <= clockSetAt ? undefined : at;
  };

  /** All its files are looked at in one turn, or as many as are there. */
  const judgeTurn = (process: Process, requestId: string) => {
    pages.passed(process, 'files');
    const handle = handles.find(
      (one) => one.process === process && one.requestId === requestId && isOpen(one),
    );
    const sinceAt = handle && waitsSince(handle, requestId);
    if (!handle || sinceAt === undefined) return;
    const lastAt = of(process, requestId).findLast(({ link }) => isFirst(link))?.leftAt ?? 0;
    const isHinted = (hintedAt.get(requestId) ?? -Infinity) >= Math.max(lastAt, handle.since);
    const { leastMs } = waitOf(pacing, handle, peek(handle.job));
    judge.hold(
      'no-hot-loop',
      isHinted || now() - sinceAt >= leastMs - EXACT_MS,
      () => `${requestId} is looked after again after ${now() - sinceAt} ms, and not after ${leastMs}`,
    );
  };
  const isFirst = (link: string) => ownerOf.get(link)?.links[0] === link;

  return {
    accepted({ words }, text) {
      const answer = readLinks(text);
      if (!answer) return undefined;
      const { name, links } = answer;
      linksOf.set(name, answer);
      for (const link of links) ownerOf.set(link, answer);
      nameOf.set(words, name);
      acceptedAt.set(name, now());
      return name;
    },
    linksOf: (requestId) => linksOf.get(requestId),
    nameOf: (words) => nameOf.get(words),
    left(process, link, init) {
      const look: Look = {
        link,
        leftAt: now(),
        answeredAt: undefined,
        isDenied: false,
        endedAt: undefined,
        found: 'nothing',
      };
      const owner = ownerOf.get(link);
      judge.hold(
        'anonymous',
        Object.keys(init).join() === 'redirect,cache,signal' && init.redirect === 'manual',
        () => JSON.stringify(init),
      );
      judge.hold('anonymous', !!owner, () => `Nobody has named ${link}`);
      if (!owner) return look;
      const own = of(process, owner.name);
      if (isFirst(link)) judgeTurn(process, owner.name);
      own.push(look);
      const turnAt = own.findLast((one) => isFirst(one.link))?.leftAt ?? now();
      pages.left(process, turnAt);
      judgeFollowers(world, process, owner.name, 'file');
      const again = own.filter((one) => one.link === link && one.leftAt > now() - 1_000).length;
      judge.hold(
        'no-hot-loop',
        again <= MOST_PER_SECOND,
        () => `${link} is asked for ${again} times in a second`,
      );
      return look;
    },
    answered(look, isTrue) {
      if (isTrue) look.answeredAt = now();
      else look.isDenied = true;
    },
    ended: (look) => void (look.endedAt = now()),
    of,
    hinted: (requestId) => void hintedAt.set(requestId, now()),
    clockWasSet: () => void (clockSetAt = now()),
    waitsSince,
  };
}

/** Adaptive pacing, two hints, and a job that is stopped and taken up again. */
const MOST_PER_SECOND = 8;

const isOpen = ({ job }: Handle) => 'polls' in peek(job);
