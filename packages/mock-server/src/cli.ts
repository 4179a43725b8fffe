#!/usr/bin/env node
/** `briakit-mock`: the mock as a server, from the command line. What a command does not need is not loaded for it. */
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { parseCommandLine, type Command } from './doors/command-line.ts';
import type { Manifest } from './doors/command-doctor.ts';
import { assertNever } from './world/assert-never.ts';

/** @returns the exit code, unless there is something that still runs. */
async function run(command: Command): Promise<number> {
  switch (command.kind) {
    case 'say':
      return tell(command.text);
    case 'say-version':
      return tell(readManifest().version);
    case 'say-openapi': {
      const { describeAdmin } = await import('./doors/command-openapi.ts');
      return tell(describeAdmin());
    }
    case 'misused':
      console.error(command.reason);
      return 2;
    case 'start': {
      const { serve } = await import('./doors/command-serve.ts');
      await serve(command);
      return 0;
    }
    case 'record': {
      const { record } = await import('./doors/command-contract-run.ts');
      assertWritable(command.file);
      const { cassette, passed } = await record(command, tell);
      writeFileSync(command.file, `${JSON.stringify(cassette, null, 2)}\n`);
      return passed ? 0 : 1;
    }
    case 'drift': {
      const { drift } = await import('./doors/command-contract-run.ts');
      return (await drift(command, tell)) ? 0 : 1;
    }
    case 'examine': {
      const { diagnose, examine } = await import('./doors/command-doctor.ts');
      const findings = diagnose(examine(process.cwd(), readManifest(), command.worker));
      for (const { isWrong, sentence } of findings) tell(`${isWrong ? 'wrong' : 'ok   '}  ${sentence}`);
      return findings.some(({ isWrong }) => isWrong) ? 1 : 0;
    }
    default:
      return assertNever(command);
  }
}

function tell(text: string): number {
  console.log(text);
  return 0;
}

function fail({ message }: Error): number {
  console.error(message);
  return 1;
}

/** Before anything is spent. */
function assertWritable(path: string): void {
  try {
    closeSync(openSync(path, 'a'));
  } catch (error) {
    throw new Error(`record: nothing can be kept in ${path}: ${(error as Error).message}`, { cause: error });
  }
}

const readManifest = () =>
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Manifest;

const readText = (path: string) => readFileSync(path, 'utf8');
const command = parseCommandLine(process.argv.slice(2), { readText, env: process.env });
process.exitCode = await run(command).catch(fail);
