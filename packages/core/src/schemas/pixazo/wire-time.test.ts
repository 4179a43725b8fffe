import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { parseWireTime } from './wire-time.ts';

const AT = Date.UTC(2026, 4, 22, 13, 19, 23);

it.for([
  ['2026-05-22T13:19:23.000Z', AT],
  ['2026-05-22T13:19:23Z', AT],
  ['2026-05-22T13:19:23.804Z', AT + 804],
  ['2026-05-22T18:49:23+05:30', AT],
  ['2026-05-22 13:19:23', AT],
  ['2026-05-22 13:19:23.804', AT + 804],
  ['2026-05-22T13:19:23', AT],
  ['1970-01-01 00:00:00', 0],
] as const)('reads %s', ([text, at]) => {
  expect(parseWireTime(text)).toBe(at);
});

it.for<unknown>([
  undefined,
  null,
  AT,
  {},
  { toString: 1 },
  ['2026-05-22 13:19:23'],
  '',
  'soon',
  '2026-05-22',
  '2026-13-22 13:19:23',
  '2026-05-22 25:19:23',
  'Fri, 22 May 2026 13:19:23',
  '2026-05-22 13:19:23 and more',
])('cannot read %j, and says so with undefined', (text) => {
  expect(parseWireTime(text)).toBeUndefined();
});

/** A time zone is a process’s own: each is given one. */
const readIn = (zone: string) =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { parseWireTime } from ${JSON.stringify(new URL('wire-time.ts', import.meta.url).href)};
         const text = '2026-05-22 13:19:23';
         console.log(JSON.stringify([parseWireTime(text), Date.parse(text)]));`,
      ],
      { env: { ...process.env, TZ: zone, NODE_OPTIONS: '' }, encoding: 'utf8' },
    ),
  ) as [ours: number, naive: number];

const HOUR_MS = 3_600_000;

it.for([
  ['Asia/Kolkata', 5.5],
  ['America/Los_Angeles', -7],
  ['UTC', 0],
] as const)('reads a time without a zone as UTC in %s, where Date would not', ([zone, aheadHours]) => {
  const [ours, naive] = readIn(zone);
  expect(ours).toBe(AT);
  expect(naive).toBe(AT - aheadHours * HOUR_MS);
});
