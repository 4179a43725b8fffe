import { expect, it } from 'vitest';
import { keyOf, parseEntry, type JournalEntry } from './journal-entry.ts';

const ref = { provider: 'bria', endpoint: 'image/edit', requestId: 'a1', acceptedAt: 5 };

it.for<JournalEntry>([
  { v: 1, ref },
  { v: 1, ref, label: '', needsEndpoint: true },
])('reads back what was written', (entry) => {
  expect(parseEntry(JSON.stringify(entry))).toEqual(entry);
});

it('keeps what a later minor version adds', () => {
  const entry = { v: 1, ref: { ...ref, region: 'eu' }, more: 1 };
  expect(parseEntry(JSON.stringify(entry))).toEqual(entry);
});

it.for([
  ['nothing', '', 'JSON'],
  ['half an entry', '{"v":1,"ref":{"provider":"br', 'JSON'],
  ['no object', 'null', 'input'],
  ['another version', JSON.stringify({ v: 2, ref }), 'v: expected one of 1'],
  ['no ref', JSON.stringify({ v: 1 }), 'ref'],
  ['a ref that names nothing', JSON.stringify({ v: 1, ref: { ...ref, requestId: 7 } }), 'ref.requestId'],
  ['a time that is none', JSON.stringify({ v: 1, ref: { ...ref, acceptedAt: 'now' } }), 'ref.acceptedAt'],
  ['a label that is no text', JSON.stringify({ v: 1, ref, label: {} }), 'label'],
] as const)('refuses %s', ([, text, fault]) => {
  expect(() => parseEntry(text)).toThrow(fault);
});

it('says what is wrong without saying what it is', () => {
  const text = JSON.stringify({ v: 1, ref: { ...ref, requestId: { secret: 's3cret' } } });
  expect(() => parseEntry(text)).toThrow('No journal entry of version 1: ref.requestId: expected string.');
});

it('names a job by its provider and its id', () => {
  expect(keyOf(ref)).toBe('bria:a1');
});
