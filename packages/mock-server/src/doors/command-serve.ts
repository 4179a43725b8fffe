/** What `briakit-mock start` does: it serves until it is told to end. */
import { closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import { mockClock } from '../mock/mock-clock.ts';
import { assertNever } from '../world/assert-never.ts';
import type { Snapshot } from '../world/snapshot.ts';
import type { StartCommand } from './command-start.ts';
import { createMock } from './create-mock.ts';
import { listen, type ListenOptions } from './http-server.ts';

type Say = (line: string) => void;

/** By its number: `process.stdout` would be made of it, and keep it open. */
const STDOUT = 1;

/** Resolves when it serves. @throws {Error} with a sentence for whoever started it. */
export async function serve(command: StartCommand): Promise<void> {
  // With `--print-env` stdout belongs to the shell that reads it.
  const say: Say = command.printEnv ? console.error : console.log;
  await start(command, say).catch((error: unknown) => {
    throw new Error(explain(command, error as NodeJS.ErrnoException), { cause: error });
  });
}

async function start(command: StartCommand, say: Say): Promise<void> {
  const { clock, faults, log, state } = command;
  const mock = createMock({ ...command.mock, clock: mockClock(clock) });
  const { control } = mock;
  if (state !== undefined && existsSync(state)) await control.restore(readState(state));
  for (const fault of faults) control.faults.add(fault);
  const onAnswered = logIn(log, say);
  const server = await listen(mock, { ...command.listen, ...(onAnswered && { onAnswered }) });
  const end = async () => {
    if (state !== undefined) writeFileSync(state, JSON.stringify(await control.snapshot()));
    await server.close();
  };
  // Before the line that says we are ready: whoever waits for it may stop us at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
  const { origin } = server;
  if (command.printEnv) handOver(environmentOf(command, origin));
  if (log === 'json') return say(JSON.stringify({ ready: true, origin }));
  say(`briakit-mock listening on ${origin}

Point a client at it, with any token:
  BRIA_BASE_URL=${origin}
  PIXAZO_BASE_URL=${origin}

See what happens in it: ${origin}/__admin/`);
}

/** What a client and whoever wants to end us needs, for a shell or a `.env`. */
function environmentOf({ mock: { providers = [], mediaOrigin } }: StartCommand, origin: string): string {
  const baseUrl = mediaOrigin ?? origin;
  return [
    ...(providers.includes('bria') ? [`BRIA_BASE_URL=${baseUrl}`, 'BRIA_API_TOKEN=mock'] : []),
    ...(providers.includes('pixazo') ? [`PIXAZO_BASE_URL=${baseUrl}`, 'PIXAZO_SUBSCRIPTION_KEY=mock'] : []),
    `BRIAKIT_MOCK_PID=${process.pid}`,
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** `$(…)` takes what there is when nobody holds stdout any more, and we go on: it must not be ours from here on. */
function handOver(text: string): void {
  writeSync(STDOUT, text);
  closeSync(STDOUT);
  // The lowest number that is free, which is the same one: nothing else may get it.
  openSync(devNull, 'w');
}

function logIn(form: StartCommand['log'], say: Say): ListenOptions['onAnswered'] {
  switch (form) {
    case 'json':
      return (answered) => say(JSON.stringify({ time: new Date().toISOString(), ...answered }));
    case 'pretty':
      return ({ method, path, status, durationMs }) =>
        say(`${status || 'broken'} ${method.padEnd(6)} ${path} ${durationMs} ms`);
    case 'off':
      return undefined;
    default:
      return assertNever(form);
  }
}

/** It is looked into when it is restored. */
const readState = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Snapshot;

function explain({ listen: { port, host }, state }: StartCommand, error: NodeJS.ErrnoException): string {
  if (error.code?.startsWith('ERR_OSSL'))
    return `--https: this is no certificate with its key: ${error.message}`;
  if (error instanceof TypeError || error instanceof SyntaxError)
    return `--state: ${state} cannot be gone on with: ${error.message}`;
  return error.code === 'EADDRINUSE'
    ? `Port ${port} at ${host} is taken: another briakit-mock may be running. Choose one with --port.`
    : `Cannot listen on port ${port} at ${host}: ${error.message}`;
}
