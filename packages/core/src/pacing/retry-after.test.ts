import { expect, it } from 'vitest';
import { parseRetryAfterMs } from './retry-after.ts';

const NOW = Date.UTC(2026, 10, 20, 12, 0, 0);

it.for([
  ['a number of seconds', '30', 30_000],
  ['blanks around it', ' 30 ', 30_000],
  ['zero', '0', 0],
  ['a fraction', '1.5', 1_500],
  ['three days', '259200', 259_200_000],
  ['a date', 'Fri, 20 Nov 2026 12:00:42 GMT', 42_000],
  ['an obsolete form of date', 'Friday, 20-Nov-26 12:00:42 GMT', 42_000],
  ['a date that is past', 'Fri, 20 Nov 2026 11:59:00 GMT', 0],
  ['no header', null, undefined],
  ['an empty header', '', undefined],
  ['a blank header', '  ', undefined],
  ['words', 'soon', undefined],
  ['not a number', 'NaN', undefined],
] as const)('reads %s', ([, header, waitMs]) => {
  expect(parseRetryAfterMs(header, NOW)).toBe(waitMs);
});
