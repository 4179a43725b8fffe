/** What is done to a job from outside, in the middle of its life. */
import { isTerminal } from '@briakit/core';
import { idOf, type Handle } from './processes.ts';
import type { Command } from './schedule.ts';
import { follow } from './watch-handle.ts';
import type { World } from './world.ts';

/** Interferes with one job. What is ended is over within the instant. */
export async function interrupt(
  world: World,
  command: Extract<Command, { readonly call: number }>,
): Promise<void> {
  const { judge } = world;
  const own = candidates(world, command);
  const handle = own[command.call % own.length];
  if (!handle) return;
  if (command.do === 'forge') {
    if (handle.requestId) await world.receiver.forge(handle.requestId, handle.process.provider);
    return;
  }
  if (command.do === 'gossip') {
    const { requestId, process } = handle;
    if (!requestId) return;
    world.requests.hinted(requestId);
    process.client.deliver({ requestId, body: command.body });
    return;
  }
  // What its batch hands out is not ours to wait for.
  if (handle.isBatched && (command.do === 'wait' || command.do === 'abort-wait')) return;
  const wasOver = isTerminal(handle.state);
  if (command.do === 'wait') {
    follow(handle, 'result', handle.job.result({ timeoutMs: command.timeoutMs }), AbortSignal.abort());
    return;
  }
  if (command.do === 'abort-wait') {
    const controller = new AbortController();
    const waiting = follow(
      handle,
      'result',
      handle.job.result({ signal: controller.signal }),
      controller.signal,
    );
    controller.abort('enough');
    await world.settle();
    judge.hold(
      'abort',
      waiting.outcome !== undefined,
      () => `A wait goes on after its abort (${handle.state.phase})`,
    );
    judge.hold('abort', wasOver === isTerminal(handle.state), () => 'An aborted wait has ended the job');
    return;
  }
  if (command.do === 'abort' && handle.call && !handle.isBatched) handle.call.abort.abort();
  else handle.job.stop();
  await world.settle();
  const { phase } = handle.state;
  judge.hold(
    'abort',
    wasOver || phase === 'stopped',
    () => `${handle.call?.words} is ${phase} after its ${command.do}`,
  );
  const open = handle.promises.filter(({ outcome }) => !outcome);
  judge.hold('abort', open.length === 0, () => `${open[0]?.of} waits after the ${command.do}`);
}

/** Whom it may be done to. Every other time to one of which a file is being looked at, if there is one. */
function candidates(
  { handles, looks }: World,
  { do: what, call }: { readonly do: string; readonly call: number },
) {
  const own = handles.filter(({ process, isRead }) => process.isAlive && isRead);
  const isOfLinks = ({ state }: Handle) => !isTerminal(state) && !!looks.linksOf(idOf(state) ?? '');
  if (what === 'gossip') return own.filter(isOfLinks);
  const looking = own.filter((handle) =>
    looks.of(handle.process, idOf(handle.state) ?? '').some(({ endedAt }) => endedAt === undefined),
  );
  return call % 2 === 1 && looking.length > 0 ? looking : own;
}
