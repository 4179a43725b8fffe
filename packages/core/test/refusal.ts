/** Answers outside 2xx, as tables of what is sent and what is made of it. */
import type { ErrorCode } from '../src/errors/error-codes.ts';
import { errorFromReply } from '../src/providers/error-from-reply.ts';
import { unknown } from '../src/schemas/z.ts';

/** What a refusal says and what it is read as. A body that is not text goes as JSON. */
export type Refusal = readonly [
  what: string,
  status: number,
  body: unknown,
  code: ErrorCode,
  providerMessage: string,
  /** The provider's name for the refused request. */
  requestId?: string,
];

const RETRY_AFTER_MS = 7_000;

/** @param jobId - the job that was asked about; undefined for a submit. */
export function readRefusal(status: number, body: unknown, jobId?: string) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const reply = { status, text, retryAfterMs: RETRY_AFTER_MS, receivedAt: 0 };
  return errorFromReply(reply, { id: 'image/edit', mode: 'job', result: unknown() }, jobId);
}

/** All that the error of a refused submit is to be. */
export const factsOf = ([, httpStatus, , code, providerMessage, requestId]: Refusal) => ({
  code,
  providerMessage,
  requestId,
  httpStatus,
  endpoint: 'image/edit',
  jobId: undefined,
  // Only a server that fails leaves open whether it made the job first.
  submission: code === 'server' ? 'unknown' : 'rejected',
  retryable: code === 'rate_limited',
  ...(code === 'rate_limited' && { retryAfterMs: RETRY_AFTER_MS }),
});
