import { expect, it } from 'vitest';
import { contractCases } from '../contract/run-contract.ts';
import type { MockOptions } from '../mock/options.ts';
import { contractSubject } from '../../test/contract-subject.ts';
import { drift, record } from './command-contract-run.ts';

async function recorded(options: MockOptions = {}) {
  const { target } = await contractSubject(options);
  const lines: string[] = [];
  const report = await record({ kind: 'record', file: '', target }, (line) => lines.push(line));
  return { ...report, lines };
}

it('tells of every case, and what it cost', async () => {
  const { passed, lines } = await recorded();
  expect(passed).toBe(true);
  for (const { id, name } of contractCases) expect(lines).toContain(`passed  ${id}: ${name}`);
  expect(lines[0]).toBe('Asking the real services, for at most $1.\n');
  expect(lines.at(-1)).toMatch(
    new RegExp(`^\\n${contractCases.length} passed, 0 failed, 0 skipped\\. Spent \\$0\\.\\d{3}\\.$`),
  );
});

it('says why a case failed or was not tried', async () => {
  const { target } = await contractSubject();
  const { token: _, ...withoutBria } = target;
  const lines: string[] = [];
  const report = await record(
    {
      kind: 'record',
      file: '',
      target: { ...withoutBria, fetch: async () => Response.json({}, { status: 500 }) },
    },
    (line) => lines.push(line),
  );
  expect(report.passed).toBe(false);
  expect(lines.join('\n')).toMatch(/skipped bria\/submit\/no-token: .*\n {8}There is no token\./);
  expect(lines.join('\n')).toMatch(
    /failed {2}pixazo\/submit\/no-key: .*\n {8}ContractViolation: .* not with 500/,
  );
});

it('sees that this mock says what a mock said, and where another server says something else', async () => {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const { cassette: before } = await recorded();
  expect(await drift({ kind: 'drift', before, after: undefined }, say)).toBe(true);
  expect(lines).toEqual([expect.stringMatching(/^No drift: this mock says the same in all \d\d cases/)]);

  lines.length = 0;
  const { cassette: after } = await recorded({ unknownJob: 'UNKNOWN' });
  expect(await drift({ kind: 'drift', before, after }, say)).toBe(false);
  expect(lines).toContain(
    'bria/status/unknown-job: GET /v2/status/… → 200 UNKNOWN (application/json) is new.',
  );
  expect(lines.at(-1)).toMatch(/^\nDrift in \d\d cases compared with the other cassette: \d+ differences\.$/);
});
