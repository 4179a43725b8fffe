/** What was asked for on the command line. It says what to do and does nothing, but that it reads files. */
import { parseArgs } from 'node:util';
import { assertNever } from '../world/assert-never.ts';
import { namedScenarios, scenarioNames } from '../world/named-scenarios.ts';
import { scenarioSchema } from '../world/scenario.ts';
import { helpOf, isCommandName, type CommandName } from './command-help.ts';
import { parseDrift, parseRecord, type DriftCommand, type RecordCommand } from './command-contract.ts';
import { HTTPS_MISUSE, parseStart, type StartCommand } from './command-start.ts';
import { Misuse, misuse, readData, type ReadText } from './command-values.ts';

export type Command =
  | StartCommand
  | RecordCommand
  | DriftCommand
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'say-version' }
  | { readonly kind: 'say-openapi' }
  /** Where pages find MSW's worker; undefined: wherever the project says. */
  | { readonly kind: 'examine'; readonly worker: string | undefined }
  | { readonly kind: 'misused'; readonly reason: string };

/** What is known of the place where it was typed. */
export interface Surroundings {
  readonly readText: ReadText;
  /** Credentials are read from it: what is typed, others on the machine can see. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function parseCommandLine(args: readonly string[], surroundings: Surroundings): Command {
  const [first = ''] = args;
  const name = isCommandName(first) ? first : 'start';
  const rest = isCommandName(first) ? args.slice(1) : args;
  try {
    if (rest.includes('--help') || rest.includes('-h')) return { kind: 'say', text: helpOf(name) };
    if (rest.includes('--version')) return { kind: 'say-version' };
    return parseCommand(name, rest, surroundings);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const command = name === 'start' ? '' : ` ${name}`;
    const reason = error instanceof Misuse ? error.message : explain(error);
    return { kind: 'misused', reason: `${reason} See briakit-mock${command} --help.` };
  }
}

function parseCommand(name: CommandName, args: readonly string[], { readText, env }: Surroundings): Command {
  switch (name) {
    case 'start':
      return parseStart(args, readText);
    case 'scenario':
      return { kind: 'say', text: answerAboutScenarios(words(args, 2), readText) };
    case 'openapi':
      words(args, 0);
      return { kind: 'say-openapi' };
    case 'doctor':
      return { kind: 'examine', worker: words(args, 1)[0] };
    case 'record':
      return parseRecord(args, env);
    case 'drift':
      return parseDrift(words(args, 2), readText);
    default:
      return assertNever(name);
  }
}

/** What else was typed, at most so many words of it and no flag. */
function words(args: readonly string[], most: number): readonly string[] {
  const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true });
  return positionals.length > most ? misuse(`Unexpected argument '${positionals[most]}'.`) : positionals;
}

function answerAboutScenarios([what, which = '']: readonly string[], readText: ReadText): string {
  const shown = Object.values(namedScenarios).find(({ name }) => name === which);
  switch (what) {
    case 'list':
      if (which !== '') return misuse(`Unexpected argument '${which}'.`);
      return Object.values(namedScenarios)
        .map(({ name, description }) => `${name.padEnd(21)} ${description}`)
        .join('\n');
    case 'show':
      return shown
        ? JSON.stringify(shown, null, 2)
        : misuse(`scenario show takes one of ${scenarioNames.join(', ')}, got '${which}'.`);
    case 'validate': {
      if (which === '') return misuse('scenario validate takes a file.');
      const {
        name,
        faults = [],
        outcomes = [],
        webhooks = [],
      } = readData('scenario validate', which, scenarioSchema, readText);
      return `${which} is a scenario: '${name}'. Faults: ${faults.length}, outcomes: ${outcomes.length}, webhooks: ${webhooks.length}.`;
    }
    default:
      return misuse('scenario takes list, show <name> or validate <file>.');
  }
}

function explain({ message }: Error): string {
  // Of Node's own words only the first sentence is about what was typed.
  const [sentence = message] = message.split(/\.\s/);
  return message.startsWith("Option '--https") ? HTTPS_MISUSE : `${sentence.replace(/\.$/, '')}.`;
}
