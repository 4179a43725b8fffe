import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { AuthenticationError } from './authentication-error.ts';
import { BriakitError, type ErrorContext } from './briakit-error.ts';
import { DownloadError } from './download-error.ts';
import { EdgeBlockedError } from './edge-blocked-error.ts';
import { ERROR_CODES } from './error-codes.ts';
import { InputError } from './input-error.ts';
import { InsufficientBalanceError } from './insufficient-balance-error.ts';
import { JobFailedError } from './job-failed-error.ts';
import { JobNotFoundError } from './job-not-found-error.ts';
import { JobStoppedError } from './job-stopped-error.ts';
import { JobWaitTimeoutError } from './job-wait-timeout-error.ts';
import { MediaError } from './media-error.ts';
import { ModelUnavailableError } from './model-unavailable-error.ts';
import { ModerationError } from './moderation-error.ts';
import { NetworkError } from './network-error.ts';
import { PermissionError } from './permission-error.ts';
import { RateLimitedError } from './rate-limited-error.ts';
import { SchemaDriftError } from './schema-drift-error.ts';
import { ServerError } from './server-error.ts';
import { TimeoutError } from './timeout-error.ts';
import { WebhookSignatureError } from './webhook-signature-error.ts';

const context: ErrorContext = { endpoint: 'image/edit', cause: 'why' };

/** Every class, its code and its name. */
const CLASSES: readonly (readonly [BriakitError, string, string])[] = [
  [new AuthenticationError(context), 'authentication', 'AuthenticationError'],
  [new DownloadError('gone', 'Gone.', { ...context, submission: 'not-sent' }), 'download', 'DownloadError'],
  [new EdgeBlockedError(context), 'edge_blocked', 'EdgeBlockedError'],
  [new InputError('Wrong.', context), 'input', 'InputError'],
  [new InsufficientBalanceError(context), 'insufficient_balance', 'InsufficientBalanceError'],
  [new JobFailedError(context), 'job_failed', 'JobFailedError'],
  [new JobNotFoundError(context), 'job_not_found', 'JobNotFoundError'],
  [new JobStoppedError(context), 'job_stopped', 'JobStoppedError'],
  [new JobWaitTimeoutError(5, 'job', context), 'job_wait_timeout', 'JobWaitTimeoutError'],
  [new MediaError(context), 'media', 'MediaError'],
  [new ModelUnavailableError(context), 'model_unavailable', 'ModelUnavailableError'],
  [new ModerationError(context), 'moderation', 'ModerationError'],
  [new NetworkError(context), 'network', 'NetworkError'],
  [new PermissionError(context), 'permission', 'PermissionError'],
  [new RateLimitedError(5, context), 'rate_limited', 'RateLimitedError'],
  [new SchemaDriftError('body', context), 'schema_drift', 'SchemaDriftError'],
  [new ServerError(context), 'server', 'ServerError'],
  [new TimeoutError(5, context), 'timeout', 'TimeoutError'],
  [new WebhookSignatureError('stale', 'Old.', context), 'webhook_signature', 'WebhookSignatureError'],
];

it.for(CLASSES)('%s: has a code and a name that survives a minifier', ([error, code, name]) => {
  expect(error.code).toBe(code);
  expect([error.name, error.constructor.name]).toEqual([name, name]);
  expect(error).toMatchObject({ endpoint: 'image/edit', cause: 'why', submission: 'not-sent' });
  expect(BriakitError.is(error)).toBe(true);
});

it('has one class for each code', () => {
  expect(CLASSES.map(([{ code }]) => code).toSorted()).toEqual([...ERROR_CODES].toSorted());
});

it('has a file for each class', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => /(?<!briakit)-error\.ts$/.test(file));
  expect(files.map((file) => file.replace('-error.ts', '').replaceAll('-', '_')).toSorted()).toEqual(
    [...ERROR_CODES].toSorted(),
  );
});

it('has a page for each code, and no other page', () => {
  const pages = readdirSync(new URL('../../../../errors', import.meta.url)).filter((file) =>
    /^[a-z_]+\.md$/.test(file),
  );
  expect(pages.map((file) => file.replace('.md', '')).toSorted()).toEqual([...ERROR_CODES].toSorted());
});
