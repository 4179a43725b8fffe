/** What `briakit-mock start` does: it serves until it is told to end. */
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { devNull } from 'node:os';
import { dirname } from 'node:path';
import type { Control } from '../mock/control.ts';
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
  if (state !== undefined) await goOn(control, state);
  for (const fault of faults) control.faults.add(fault);
  const onAnswered = logIn(log, say);
  const server = await listen(mock, { ...command.listen, ...(onAnswered && { onAnswered }) });
  const end = async () => {
    try {
      if (state !== undefined) await keep(control, state);
    } catch (error) {
      console.error((error as Error).message);
      process.exitCode = 1;
    }
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

async function goOn(control: Control, path: string): Promise<void> {
  try {
    // It is looked into when it is restored.
    if (existsSync(path)) await control.restore(JSON.parse(readFileSync(path, 'utf8')) as Snapshot);
  } catch (error) {
    throw blame(`--state: ${path} cannot be gone on with`, error);
  }
  try {
    // Whoever learns it at the end has lost all that was done until then.
    accessSync(existsSync(path) ? path : dirname(path), constants.W_OK);
  } catch (error) {
    throw blame(cannotKeep(path), error);
  }
}

async function keep(control: Control, path: string): Promise<void> {
  const text = JSON.stringify(await control.snapshot());
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw blame(cannotKeep(path), error);
  }
}

const cannotKeep = (path: string) => `--state: nothing can be kept in ${path}`;
const blame = (what: string, cause: unknown) => new Error(`${what}: ${(cause as Error).message}`, { cause });

function explain({ listen: { port, host } }: StartCommand, { code, message }: NodeJS.ErrnoException): string {
  if (code === undefined) return message;
  if (code.startsWith('ERR_OSSL')) return `--https: this is no certificate with its key: ${message}`;
  return code === 'EADDRINUSE'
    ? `Port ${port} at ${host} is taken: another briakit-mock may be running. Choose one with --port.`
    : `Cannot listen on port ${port} at ${host}: ${message}`;
}
