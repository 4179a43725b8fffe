/** Plays a schedule, and then lets it come to its end: the faults cease, and everything has to come out. */
import { isTerminal } from '@briakit/core';
import { judgeEnd, judgeLeftovers } from './judge-end.ts';
import { errorOf, type Handle } from './processes.ts';
import type { Command, Schedule } from './schedule.ts';
import { TARGETS } from './targets.ts';
import { createWorld, TOKEN, type World } from './world.ts';
import { follow, look } from './watch-handle.ts';

/** What a schedule was about, for figures. */
export interface Played {
  readonly calls: number;
  readonly requests: number;
  readonly virtualMs: number;
}

const MOST_CALLS = 18;
const HOUR_MS = 3_600_000;
/** Until the slowest safety net of a lost delivery, and what a clock that was set back may add to it. */
const LONGEST_END_MS = 6 * HOUR_MS;

/** @throws {BrokenInvariant} */
export async function play({ world: choice, commands }: Schedule): Promise<Played> {
  const world = createWorld(choice);
  const { timeline, judge, mock } = world;
  const startedAt = timeline.now();
  let setBackMs = 0;
  for (const command of commands) {
    if (command.do === 'set-clock') setBackMs += Math.max(0, -command.ms);
    await step(world, command);
    await world.settle();
    judgeOwnRefusals(world);
    judge.verdict();
  }
  await end(world, LONGEST_END_MS + setBackMs);
  judgeOwnRefusals(world);
  judge.verdict();
  const requests = mock.state.journal.length;
  return { calls: world.calls.size, requests, virtualMs: timeline.now() - startedAt };
}

async function step(world: World, command: Command): Promise<void> {
  const { timeline, mock, network, requests } = world;
  switch (command.do) {
    case 'submit':
      for (let count = 0; count < command.times && world.calls.size < MOST_CALLS; count++)
        world.submit({ ...command, target: TARGETS[command.target]! });
      return;
    case 'advance':
      return timeline.advance(command.ms);
    case 'sleep':
      return timeline.leap(command.ms);
    case 'offline':
      return network.cut(command.ms);
    case 'set-clock':
      // Set forward, a device thinks that its places are free again.
      if (command.ms > 0) requests.excuse();
      return world.setClock(command.ms);
    case 'fault':
      return void mock.control.faults.add(command.rule);
    case 'outcome':
      return mock.control.outcomes.next(command.outcome, { times: command.times });
    case 'delivery':
      return mock.control.webhooks.next(command.fault, { times: command.times });
    case 'clear-faults':
      return mock.control.faults.clear();
    case 'reopen':
      for (const { client } of world.alive()) client.balance.reopen();
      return;
    case 'balance':
      return void mock.control.tenants.set(TOKEN, { balanceUsd: command.usd });
    case 'kill':
      for (const process of world.alive().slice(-1)) world.kill(process);
      return;
    case 'open-tab': {
      const [process] = world.alive();
      return void (process && world.start(process.provider));
    }
    case 'resume': {
      for (const provider of ['bria', 'pixazo'] as const) {
        const process = world.alive(provider).at(-1);
        if (process) await world.resume(process, command.typed);
        else if (world.requests.known.size > 0) await world.resume(world.start(provider), command.typed);
      }
      return;
    }
    case 'forge':
    case 'stop':
    case 'abort':
    case 'abort-wait':
    case 'wait':
      return interrupt(world, command);
    default:
      command satisfies never;
  }
}

/** Interferes with one job. What is ended is over within the instant. */
async function interrupt(world: World, command: Extract<Command, { readonly call: number }>): Promise<void> {
  const { judge } = world;
  const own = world.handles.filter(({ process, isRead }) => process.isAlive && isRead);
  const handle = own[command.call % own.length];
  if (!handle) return;
  if (command.do === 'forge') {
    if (handle.requestId) await world.forge(handle.requestId, handle.process.provider);
    return;
  }
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
  if (command.do === 'abort' && handle.call) handle.call.abort.abort();
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

/** A 429 that no fault has made is our own mistake, unless somebody else may have used the account. */
function judgeOwnRefusals({ judge, mock, requests }: World): void {
  const own = mock.state.journal.find(
    ({ status, faulty, provider, at }) => status === 429 && !faulty && !requests.isExcused(provider!, at),
  );
  judge.hold('limit', !own, () => `A 429 of our own making: ${JSON.stringify(own)}`);
}

async function end(world: World, longestMs: number): Promise<void> {
  const { timeline, mock, requests } = world;
  mock.control.faults.clear();
  mock.control.tenants.set(TOKEN, { balanceUsd: 50 });
  world.network.cut(0);
  await comeOut(world, longestMs);
  // A submit that was stopped under way brings its id yet.
  await timeline.advance(60_000);
  // Whatever was stopped, or left by a process that has ended, is taken up again.
  for (const provider of ['bria', 'pixazo'] as const) {
    if (world.alive(provider).length === 0 && [...requests.known.values()].includes(provider))
      world.start(provider);
    for (const process of world.alive(provider)) await world.resume(process, false);
  }
  await comeOut(world, longestMs);
  await judgeEnd(world);
  judgeLeftovers(world);
}

/** Until all have come to their end; what never ends is stopped. */
async function comeOut(world: World, longestMs: number): Promise<void> {
  const { timeline, judge, mock } = world;
  const lastAt = timeline.now() + longestMs;
  const isOpen = (handle: Handle) => {
    if (!handle.process.isAlive) return false;
    if (!handle.isRead) look(world, handle);
    return !isTerminal(handle.state);
  };
  const stopStuck = () => {
    for (const handle of world.handles)
      if (isOpen(handle) && handle.requestId && mock.state.jobs.get(handle.requestId)?.outcome === 'stuck')
        handle.job.stop();
  };
  for (let chunkMs = 2_000; ; chunkMs *= 1.5) {
    stopStuck();
    await world.settle();
    const open = world.handles.filter(isOpen);
    if (open.length === 0) return;
    judge.hold('no-loss', timeline.now() < lastAt, () => {
      const [{ state, call }] = open as [Handle];
      return `${open.length} jobs never end, such as ${call?.words}: ${JSON.stringify(state)} ${errorOf(state)?.message}`;
    });
    judge.verdict();
    await timeline.advance(Math.min(chunkMs, 600_000));
  }
}
