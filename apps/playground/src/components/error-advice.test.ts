import { ERROR_CODES, InputError, JobFailedError, NetworkError, type BriakitError } from '@briakit/core';
import { expect, it } from 'vitest';
import { adviceFor, sentenceOf } from './error-advice.ts';

it.each(ERROR_CODES)('says what to do about %s', (code) => {
  const { title, next } = adviceFor({ code, submission: 'rejected' } as BriakitError);
  expect(title).toMatch(/^[A-Z][^.!]+$/);
  expect(next).toMatch(/^[A-Z].*\.$/);
});

it('warns of a second charge where nobody knows whether the job was made', () => {
  expect(adviceFor(new NetworkError({ submission: 'unknown' })).next).toContain('charged a second time');
  expect(adviceFor(new NetworkError({ submission: 'not-sent' })).next).not.toContain('charged');
});

it('takes the facts off the sentence, and nothing else', () => {
  const failed = new JobFailedError({ providerMessage: 'no. (really)', jobId: 'j1', endpoint: 'image/edit' });
  expect(failed.message).toContain('j1');
  expect(sentenceOf(failed)).toBe('The job failed.');
  expect(sentenceOf(new InputError('The picture is empty (0 bytes).', { endpoint: 'image/edit' }))).toBe(
    'The picture is empty (0 bytes).',
  );
});
