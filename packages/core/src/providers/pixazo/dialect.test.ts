import { expect, it } from 'vitest';
import { fixture } from '../../../test/fixture.ts';
import { pixazoDialect } from './dialect.ts';

const { readReport } = pixazoDialect;
const LINK = 'https://x/a.png';
const resultOf = (body: object) =>
  readReport({ status: 'COMPLETED', output: { media_url: LINK }, ...body }).result;

it('tells when a job was made and done, in either form of time', () => {
  const done = JSON.parse(fixture('pixazo/status.completed.json')) as Record<string, unknown>;
  const at = { createdAt: Date.UTC(2026, 2, 31, 10), completedAt: Date.UTC(2026, 2, 31, 10, 0, 15) };
  expect(readReport(done).result).toMatchObject(at);
  expect(readReport({ ...done, completed_at: '2026-03-31 10:00:15' }).result).toMatchObject(at);
});

it.for<unknown>([undefined, null, 'soon', 7, {}, { toString: 1 }])('does without a time: %j', (time) => {
  expect(resultOf({ created_at: time, completed_at: time })).toEqual({ media_url: [LINK] });
});

it('makes a list of a single link, and leaves the rest as it came', () => {
  expect(resultOf({ output: { media_url: LINK, seed: 1 } })).toEqual({ media_url: [LINK], seed: 1 });
  expect(resultOf({ output: { media_url: [LINK, LINK] } })).toEqual({ media_url: [LINK, LINK] });
  expect(resultOf({ output: { model_glb: LINK } })).toEqual({ model_glb: LINK });
});

it.for<unknown>([null, undefined, 'text', 7])('makes no result of %j', (output) => {
  expect(resultOf({ output, created_at: '2026-03-31 10:00:15' })).toBe(output);
});
