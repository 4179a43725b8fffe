/** What a job is told to have come to whose answer is links, held against what its process could see of the files. */
import type { JobState } from '@briakit/core';
import type { Judge } from './judge.ts';
import type { Links } from './links.ts';
import { errorOf, type Handle } from './processes.ts';
import type { Storage } from './storage.ts';
import type { Look } from './watch-looks.ts';

/** What is there by then may be handed out without the rest, which goes on where nothing is there: for an hour. */
const LATE_MS = 10 * 60_000;
const HOUR_MS = 60 * 60_000;
/** Who looked within this time before he gave up, could have had it. */
const LATELY_MS = 10 * 60_000;
/** Looks at all files of a job, each of which may last for 15 s. */
const TURN_MS = 60_000;

interface Surroundings {
  readonly judge: Judge;
  /** True time. */
  readonly now: () => number;
  readonly storage: Storage;
}

/** @param looks - of the process that tells it, the oldest first. */
export function judgeFiles(
  { judge, now, storage }: Surroundings,
  { state, process, since }: Handle,
  { name, links, withheld }: Links,
  looks: readonly Look[],
): void {
  if (state.phase !== 'succeeded' && state.phase !== 'failed') return;
  const acceptedAt = state.ref!.acceptedAt;
  // As the device believes.
  const ageMs = process.clock.now() - acceptedAt;
  const isLate = ageMs >= (state.phase === 'succeeded' ? LATE_MS : HOUR_MS);
  const foundOf = (link: string) => looks.findLast((look) => look.link === link)?.found ?? 'nothing';
  /** Storage answered not long ago, and had the picture, too, for long enough to look at it. */
  const couldBeHad = (link: string) =>
    looks.some(
      ({ leftAt, answeredAt }) =>
        leftAt >= Math.max(since, now() - LATELY_MS) &&
        answeredAt !== undefined &&
        [answeredAt, answeredAt + TURN_MS].every((at) => storage.hasAt(link, at)),
    );
  /** It was said not to be there; or, by when it would have been deleted, nobody knew. */
  const isOutOfReach = (link: string) => {
    const last = looks.findLast((look) => look.link === link && look.leftAt >= since);
    return !!last && (last.isDenied || (ageMs >= HOUR_MS && last.found === 'nothing'));
  };
  const { images, blocked } = outcomeOf(state);
  const told = () =>
    `${name} is ${codeOf(state)} after ${Math.round(ageMs / 60_000)} min, with pictures ${images.map((link) => links.indexOf(link)).join()} and without ${blocked.length}; seen: ${links.map(foundOf).join()}`;

  for (const link of links) {
    const isShown = images.includes(link);
    judge.hold('no-loss', isShown || !couldBeHad(link) || isOutOfReach(link), told);
    judge.hold(
      'true-outcome',
      isShown ? foundOf(link) === 'there' : foundOf(link) === 'empty' || isLate,
      told,
    );
  }
  if (state.phase === 'succeeded') {
    const inOrder = links.filter((link) => images.includes(link));
    const rest = links.filter((link) => !images.includes(link));
    judge.hold('no-loss', images.length > 0 && images.join() === inOrder.join(), told);
    judge.hold(
      'no-loss',
      rest.every((link) => blocked.includes(link)),
      told,
    );
    judge.hold('no-loss', blocked.length === rest.length + withheld, told);
  } else {
    const isWithheld = links.every((link) => foundOf(link) === 'empty');
    judge.hold('true-outcome', codeOf(state) === (isWithheld ? 'moderation' : 'job_not_found'), told);
  }
}

function outcomeOf(state: JobState): {
  readonly images: readonly string[];
  readonly blocked: readonly string[];
} {
  if (state.phase !== 'succeeded') return { images: [], blocked: [] };
  const { images, blocked } = state.result as {
    readonly images: readonly { readonly image_url: string }[];
    readonly blocked: readonly string[];
  };
  return { images: images.map(({ image_url: link }) => link), blocked };
}

const codeOf = (state: JobState) => errorOf(state)?.code ?? state.phase;
