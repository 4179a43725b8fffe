#!/usr/bin/env node
/** `briakit-mock`: the mock as a server, from the command line. */
import { readFileSync } from 'node:fs';
import { parseCommandLine, type Command } from './doors/command-line.ts';
import { listen } from './doors/http-server.ts';
import { assertNever } from './world/assert-never.ts';

type ServeCommand = Extract<Command, { kind: 'serve' }>;

async function serve({ mock, port, host }: ServeCommand): Promise<void> {
  const server = await listen(mock, { port, host });
  // Before the line that says we are ready: whoever waits for it may stop us at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
  console.log(`briakit-mock listening on ${server.origin}

Point a client at it, with any token:
  BRIA_BASE_URL=${server.origin}
  PIXAZO_BASE_URL=${server.origin}`);
}

function explainStart({ port, host }: ServeCommand, error: NodeJS.ErrnoException): string {
  return error.code === 'EADDRINUSE'
    ? `Port ${port} at ${host} is taken: another briakit-mock may be running. Choose one with --port.`
    : `Cannot listen on port ${port} at ${host}: ${error.message}`;
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return String(version);
}

const command = parseCommandLine(process.argv.slice(2));
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
