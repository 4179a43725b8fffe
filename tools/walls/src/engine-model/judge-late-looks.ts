/** Looks at files wait for no limit and for nobody: each leaves when its turn comes, and lasts a while at the most. */
import { peek, type Handle } from './processes.ts';
import { waitOf } from './rhythm.ts';
import type { World } from './world.ts';

/** How long one look may take, and what counts in whole milliseconds. */
const LOOK_MS = 15_000 + 2;
const EXACT_MS = 2;

/** To be called when all that was due has happened. */
export function judgeLateLooks({ judge, now, choice, handles, requests: { looks } }: World): void {
  for (const handle of handles) {
    const { process, requestId, job } = handle;
    if (!process.isAlive || !requestId || !looks.linksOf(requestId)) continue;
    const state = peek(job);
    const open = looks.of(process, requestId).find(({ endedAt }) => endedAt === undefined);
    const isFollowed = 'polls' in state;
    judge.hold(
      'abort',
      !open ||
        isFollowed ||
        process.resuming > 0 ||
        handles.some((one) => one !== handle && isSame(one, handle)),
      () => `A look at ${open?.link} goes on after the end`,
    );
    if (!isFollowed) continue;
    judge.hold(
      'no-hold-up',
      !open || now() - open.leftAt <= LOOK_MS,
      () => `A look at ${open?.link} lasts for ${now() - open!.leftAt} ms`,
    );
    if (choice.isPage && (process.page.isHidden() || !process.page.isOnline())) continue;
    const sinceAt = looks.waitsSince(handle, requestId);
    if (sinceAt === undefined) continue;
    const { mostMs } = waitOf(choice.pacing, handle, state);
    judge.hold(
      'no-hold-up',
      now() - sinceAt <= mostMs + EXACT_MS,
      () => `${requestId} is not looked after for ${now() - sinceAt} ms: ${JSON.stringify(state)}`,
    );
  }
}

const isSame = (one: Handle, other: Handle) =>
  one.process === other.process && one.requestId === other.requestId && 'polls' in peek(one.job);
