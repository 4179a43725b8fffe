/** Plays a schedule, and then lets it come to its end: the faults cease, and everything has to come out. */
import { isTerminal } from '@briakit/core';
import { judgeEnd, judgeLeftovers } from './judge-end.ts';
import { errorOf, type Handle } from './processes.ts';
import type { Command, Schedule } from './schedule.ts';
import { TARGETS } from './targets.ts';
import { interrupt } from './interrupt.ts';
import { judgeHoldUps } from './judge-hold-up.ts';
import { judgeLateLooks } from './judge-late-looks.ts';
import { TOKEN } from './start-process.ts';
import { look } from './watch-handle.ts';
import { createWorld, type World } from './world.ts';

/** What a schedule was about, for figures. */
export interface Played {
  readonly calls: number;
  readonly requests: number;
  readonly virtualMs: number;
}

const HOUR_MS = 3_600_000;
/** Ten times what a job typically takes that is waited for within its submit, and a timeout. */
const LONGEST_SUBMIT_MS = 240_000;
/** Until the slowest safety net of a lost delivery. */
const LONGEST_END_MS = 6 * HOUR_MS;

/** @throws {BrokenInvariant} */
export async function play({ world: choice, commands }: Schedule): Promise<Played> {
  const world = createWorld(choice);
  const { timeline, judge, mock } = world;
  const startedAt = timeline.now();
  for (const command of commands) {
    await step(world, command);
    await world.settle();
    judgeOwnRefusals(world);
    judgeLateLooks(world);
    judge.verdict();
  }
  await end(world, LONGEST_END_MS + world.setBackMs());
  judgeOwnRefusals(world);
  judge.verdict();
  const requests = mock.state.journal.length;
  return { calls: world.calls.size, requests, virtualMs: timeline.now() - startedAt };
}

async function step(world: World, command: Command): Promise<void> {
  const { timeline, mock, network, requests, journal } = world;
  switch (command.do) {
    case 'submit':
      for (let count = 0; count < command.times; count++)
        world.submit({ ...command, target: TARGETS[command.target]! });
      return;
    case 'advance':
      return timeline.advance(command.ms);
    case 'sleep':
      return timeline.leap(command.ms);
    case 'offline':
      return network.cut(command.ms);
    case 'set-clock':
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
    case 'kill': {
      const tabs = world.alive();
      const process = tabs[command.tab % tabs.length];
      return process && world.kill(process);
    }
    case 'open-tab': {
      const [process] = world.alive();
      return void (process && world.start(process.provider));
    }
    case 'resume': {
      for (const provider of ['bria', 'pixazo'] as const) {
        const tabs = world.alive(provider);
        if (tabs.length > 0) void world.resume(tabs[command.tab % tabs.length]!, command.typed);
        else if (requests.known.size > 0) void world.resume(world.start(provider), command.typed);
      }
      return;
    }
    case 'batch':
      return world.batch(TARGETS[command.target]!, command.tab, command);
    case 'play-again':
      return world.playAgain(command.call, command.tab);
    case 'journal':
      return journal.spoil(command.fault);
    case 'storage':
      return world.storage.spoil(command.fault);
    case 'page': {
      const tabs = world.alive();
      const process = tabs[command.tab % tabs.length];
      if (!process) return;
      requests.pages.turned(process);
      return process.page.turn(command);
    }
    case 'forge':
    case 'gossip':
    case 'stop':
    case 'abort':
    case 'abort-wait':
    case 'wait':
      return interrupt(world, command);
    default:
      command satisfies never;
  }
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
  world.journal.mend();
  world.storage.mend();
  world.network.cut(0);
  // Who is looked away from stays so: that costs time, and no job.
  for (const process of world.alive()) {
    requests.pages.turned(process);
    process.page.turn({ isHidden: process.page.isHidden(), isOnline: true });
  }
  await comeOut(world, longestMs);
  // A submit that was stopped under way brings its id yet.
  await timeline.advance(LONGEST_SUBMIT_MS);
  // Whatever was stopped, or left by a process that has ended, is taken up again.
  for (const provider of ['bria', 'pixazo'] as const) {
    if (world.alive(provider).length === 0 && [...requests.known.values()].includes(provider))
      world.start(provider);
    for (const process of world.alive(provider)) {
      void world.resume(process, false);
      // Some cannot be followed without their endpoint.
      void world.resume(process, true);
    }
  }
  await comeOut(world, longestMs);
  await judgeEnd(world);
  judgeLeftovers(world);
}

/** Until all have come to their end; what never ends is stopped. */
async function comeOut(world: World, longestMs: number): Promise<void> {
  const { timeline, judge, mock } = world;
  const startedAt = timeline.now();
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
    const isResuming = world.alive().some(({ resuming }) => resuming > 0);
    const isReading = world.batches.some(({ process, isOver }) => process.isAlive && !isOver);
    if (open.length === 0 && !isResuming && !isReading) return;
    judgeHoldUps(world, startedAt);
    judgeLateLooks(world);
    judge.hold('no-loss', timeline.now() < startedAt + longestMs, () => {
      if (open.length === 0) return `Nobody knows what is pending, or a batch goes on (${isReading})`;
      const [{ state, call }] = open as [Handle];
      return `${open.length} jobs never end, such as ${call?.words}: ${JSON.stringify(state)} ${errorOf(state)?.message}`;
    });
    judge.verdict();
    await timeline.advance(Math.min(chunkMs, 600_000));
  }
}
