import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RECORD_FLAGS } from './command-contract.ts';
import { helpOf, isCommandName } from './command-help.ts';
import { START_FLAGS } from './command-start.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** What is said of each flag, from the line that begins with it to the next one. */
const explanations = (help: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...help.matchAll(/^ {2}--([\w-]+)([^]*?)(?=\n {2}-|\n\n)/gm)].map(([, flag = '', text = '']) => [
      flag,
      text,
    ]),
  );
const usualOf = (flag: { readonly type: string; readonly default?: string | boolean }) =>
  typeof flag.default === 'string' ? flag.default : undefined;

it.each([
  ['start', START_FLAGS],
  ['record', RECORD_FLAGS],
] as const)('explains every flag of %s, with its default, and no other', (command, flags) => {
  const { help: _, ...said } = explanations(helpOf(command));
  expect(Object.keys(said).toSorted()).toEqual(Object.keys(flags).toSorted());
  const withDefault = Object.entries(flags).filter(([, flag]) => usualOf(flag) !== undefined);
  for (const [name, flag] of withDefault) expect(said[name]).toContain(`(default ${usualOf(flag)}`);
});

it('names every command, and has help for each', () => {
  const named = [...helpOf('start').matchAll(/^ {2}([a-z]+)\b.* {2}/gm)].map(([, name = '']) => name);
  const commands = named.filter(isCommandName);
  expect(commands).toEqual(['start', 'scenario', 'openapi', 'record', 'drift', 'doctor']);
  for (const command of commands) expect(helpOf(command)).toContain('Usage: ');
});

it('has in the README the same flags, with the same defaults', () => {
  const rows = [...README.matchAll(/^\| `--([\w-]+)[^|]*\|([^|]*)\|/gm)];
  expect(
    Object.fromEntries(rows.map(([, flag, usual = '']) => [flag, usual.replaceAll(/[` ]/g, '')])),
  ).toEqual(
    Object.fromEntries(Object.entries(START_FLAGS).map(([name, flag]) => [name, usualOf(flag) ?? ''])),
  );
});
