import { expect, it, vi } from 'vitest';
import { BriakitError } from './briakit-error.ts';
import { JobFailedError } from './job-failed-error.ts';
import { NetworkError } from './network-error.ts';
import { RateLimitedError } from './rate-limited-error.ts';

it('says in one sentence what happened, and about what', () => {
  const facts = { providerMessage: 'No object.', httpStatus: 200, endpoint: 'image/edit', jobId: 'a1' };
  expect(new JobFailedError(facts).message).toBe('The job failed. ("No object.", 200, image/edit, a1)');
  expect(new JobFailedError({}).message).toBe('The job failed.');
});

it('does not say the name of a job that is made of links, which may be signed', () => {
  const jobId = '[["https://storage.example.com/a.jpeg?signature=s3cret"]]';
  const error = new JobFailedError({ endpoint: 'v1/ads/generate', jobId });
  expect(error.message).toBe('The job failed. (v1/ads/generate)');
  expect(error).toMatchObject({ jobId, submission: 'accepted' });
});

it('says a name that is not text, as whoever keeps refs may give it', () => {
  expect(new JobFailedError({ jobId: 7 as never }).message).toMatch(/\(7\)$/);
});

it('is about an accepted job wherever it names one', () => {
  expect(new NetworkError({ submission: 'unknown', jobId: 'a1' }).submission).toBe('accepted');
  expect(new NetworkError({ submission: 'unknown' }).submission).toBe('unknown');
  expect(new NetworkError({}).submission).toBe('not-sent');
});

it('may be repeated only where that cannot buy twice', () => {
  expect(new NetworkError({ submission: 'not-sent' }).retryable).toBe(true);
  expect(new NetworkError({ submission: 'unknown' }).retryable).toBe(false);
  expect(new RateLimitedError(5, {}).retryable).toBe(true);
  expect(new JobFailedError({}).retryable).toBe(false);
});

it('knows its own kind from another copy of the package, and nothing else', async () => {
  vi.resetModules();
  const copy = await import('./job-failed-error.ts');
  const foreign = new copy.JobFailedError({});
  expect(foreign).not.toBeInstanceOf(BriakitError);
  expect(BriakitError.is(foreign)).toBe(true);
  expect([new Error('x'), { code: 'input' }, undefined].map((value) => BriakitError.is(value))).toEqual([
    false,
    false,
    false,
  ]);
});
