/** What `briakit-mock record` and `drift` do. */
import { driftBetween, type Cassette } from '../contract/cassette.ts';
import { runContract, type ContractReport } from '../contract/run-contract.ts';
import { mockClock } from '../mock/mock-clock.ts';
import type { DriftCommand, RecordCommand } from './command-contract.ts';
import { createMock } from './create-mock.ts';

type Say = (line: string) => void;

/** @returns what the server said, and whether it kept to the contract. */
export async function record(
  { target }: RecordCommand,
  say: Say,
): Promise<Pick<ContractReport, 'cassette' | 'passed'>> {
  say(`Asking ${target.baseUrl ?? 'the real services'}, for at most $${target.maxSpendUsd ?? 0}.\n`);
  const { results, spentUsd, cassette, passed } = await runContract(target);
  for (const { outcome, id, name, reason } of results)
    say(`${outcome.padEnd(7)} ${id}: ${name}${reason === undefined ? '' : `\n        ${reason}`}`);
  const countOf = (wanted: string) => results.filter(({ outcome }) => outcome === wanted).length;
  say(
    `\n${countOf('passed')} passed, ${countOf('failed')} failed, ${countOf('skipped')} skipped. Spent $${spentUsd.toFixed(3)}.`,
  );
  return { cassette, passed };
}

/** @returns whether there is none. */
export async function drift({ before, after }: DriftCommand, say: Say): Promise<boolean> {
  const other = after ?? (await recordMock());
  const sentences = driftBetween(before, other);
  for (const sentence of sentences) say(sentence);
  const shared = Object.keys(before.cases).filter((id) => id in other.cases).length;
  const than = after ? 'the other cassette' : 'this mock';
  say(
    sentences.length === 0
      ? `No drift: ${than} says the same in all ${shared} cases that both have.`
      : `\nDrift in ${shared} cases compared with ${than}: ${sentences.length} differences.`,
  );
  return sentences.length === 0;
}

const PER_MINUTE = 10;

/** All that a mock says, in no time: its own stands still until a case waits. */
async function recordMock(): Promise<Cassette> {
  const clock = mockClock({ rate: 0 });
  const { control, handle } = createMock({ clock, plan: 'free' });
  const { cassette } = await runContract({
    token: 'mock',
    subscriptionKey: 'mock',
    imageUrl: 'https://example.com/vase.jpg',
    maxSpendUsd: 1,
    perMinute: PER_MINUTE,
    fetch: handle,
    wait: (ms) => control.advance(ms),
    now: () => clock.now(),
  });
  return cassette;
}
