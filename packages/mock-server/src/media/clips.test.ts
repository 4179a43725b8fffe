import { expect, it } from 'vitest';
import { CLIPS } from './clips.ts';

it.each(Object.entries(CLIPS))('%s is a file of its container, and small', (name, base64) => {
  const bytes = Buffer.from(base64, 'base64');
  expect(bytes.length).toBeLessThan(30_000);
  const magic = name.endsWith('webm') ? '1a45dfa3' : Buffer.from('ftyp').toString('hex');
  expect(bytes.subarray(0, 8).toString('hex')).toContain(magic);
});
