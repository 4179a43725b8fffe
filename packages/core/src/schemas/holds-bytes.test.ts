import { expect, it } from 'vitest';
import { holdsBytes } from './holds-bytes.ts';

const BYTES = Uint8Array.from([1, 2, 3]);
const circle: Record<string, unknown> = {};
circle['itself'] = [circle];

it.for<readonly [string, unknown]>([
  ['a Blob', new Blob(['a'])],
  ['a File', new File(['a'], 'a.png')],
  ['a Uint8Array', BYTES],
  ['a Buffer', Buffer.from(BYTES)],
  ['a Uint16Array', new Uint16Array(1)],
  ['a DataView', new DataView(BYTES.buffer)],
  ['an ArrayBuffer', BYTES.buffer],
])('finds %s, however deep', ([, value]) => {
  for (const held of [value, [value], { a: value }, { a: [{ b: [['c', value]] }] }, [circle, value]])
    expect(holdsBytes(held)).toBe(true);
});

it.for([undefined, null, 'AAAA', 7, true, [], {}, { a: ['b', { c: null }] }, new URL('https://example.com')])(
  'finds none in %j',
  (value) => {
    expect(holdsBytes(value)).toBe(false);
  },
);

it('comes to an end where a value holds itself', () => {
  expect(holdsBytes(circle)).toBe(false);
});
