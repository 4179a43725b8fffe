#!/usr/bin/env node
/** `briakit-mock`: the mock as a server, from the command line. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseCommandLine, type Command } from './doors/command-line.ts';
import { createMock } from './doors/create-mock.ts';
import { listen, type ListenOptions } from './doors/http-server.ts';
import { mockClock } from './mock/mock-clock.ts';
import { assertNever } from './world/assert-never.ts';
import type { Snapshot } from './world/snapshot.ts';

type ServeCommand = Extract<Command, { kind: 'serve' }>;

async function serve(command: ServeCommand): Promise<void> {
  const { clock, faults, log, state } = command;
  const mock = createMock({ ...command.mock, clock: mockClock(clock) });
  const { control } = mock;
  if (state !== undefined && existsSync(state)) await control.restore(readState(state));
  for (const fault of faults) control.faults.add(fault);
  const onAnswered = logIn(log);
  const server = await listen(mock, { ...command.listen, ...(onAnswered && { onAnswered }) });
  const end = async () => {
    if (state !== undefined) writeFileSync(state, JSON.stringify(await control.snapshot()));
    await server.close();
  };
  // Before the line that says we are ready: whoever waits for it may stop us at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
  if (log === 'json') return console.log(JSON.stringify({ ready: true, origin: server.origin }));
  console.log(`briakit-mock listening on ${server.origin}

Point a client at it, with any token:
  BRIA_BASE_URL=${server.origin}
  PIXAZO_BASE_URL=${server.origin}

See what happens in it: ${server.origin}/__admin/`);
}

function logIn(form: ServeCommand['log']): ListenOptions['onAnswered'] {
  switch (form) {
    case 'json':
      return (answered) => console.log(JSON.stringify({ time: new Date().toISOString(), ...answered }));
    case 'pretty':
      return ({ method, path, status, durationMs }) =>
        console.log(`${status || 'broken'} ${method.padEnd(6)} ${path} ${durationMs} ms`);
    case 'off':
      return undefined;
    default:
      return assertNever(form);
  }
}

/** It is looked into when it is restored. */
const readState = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Snapshot;

function explainStart({ listen: { port, host }, state }: ServeCommand, error: NodeJS.ErrnoException): string {
  if (error instanceof TypeError || error instanceof SyntaxError)
    return `--state: ${state} cannot be gone on with: ${error.message}`;
  return error.code === 'EADDRINUSE'
    ? `Port ${port} at ${host} is taken: another briakit-mock may be running. Choose one with --port.`
    : `Cannot listen on port ${port} at ${host}: ${error.message}`;
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return String(version);
}

const command = parseCommandLine(process.argv.slice(2), (path) => readFileSync(path, 'utf8'));
switch (command.kind) {
  case 'say':
    console.log(command.text);
    break;
  case 'say-version':
    console.log(readVersion());
    break;
  case 'misused':
    console.error(command.reason);
    process.exitCode = 2;
    break;
  case 'serve':
    await serve(command).catch((error: NodeJS.ErrnoException) => {
      console.error(explainStart(command, error));
      process.exitCode = 1;
    });
    break;
  default:
    assertNever(command);
}
