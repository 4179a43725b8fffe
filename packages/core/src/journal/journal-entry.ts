import type { JobRef } from '../schemas/job-ref.ts';
import { check } from '../schemas/schema.ts';
import { boolean, looseObject, number, oneOf, optional, string } from '../schemas/z.ts';

/**
 * A job that has not ended, as it is kept. Of the input there is nothing in it, not even a fingerprint: a
 * journal may lie around in a browser.
 */
export interface JournalEntry {
  /** The version of this format. Entries of another one are left alone, and reported. */
  readonly v: 1;
  readonly ref: JobRef;
  /** What the job was for, in your words, as given to `submit`: to find its place again after a reload. */
  readonly label?: string | undefined;
  /** Nobody can follow this job by its ref alone: `resumePending` has to be given its endpoint. */
  readonly needsEndpoint?: boolean | undefined;
}

const jobRefSchema = looseObject<JobRef>({
  provider: string(),
  endpoint: string(),
  requestId: string(),
  acceptedAt: number(),
});

const journalEntrySchema = looseObject<JournalEntry>({
  v: oneOf([1]),
  ref: jobRefSchema,
  label: optional(string()),
  needsEndpoint: optional(boolean()),
});

/** What an entry is stored under. */
export const keyOf = ({ provider, requestId }: JobRef): string => `${provider}:${requestId}`;

/** @throws {SyntaxError | TypeError} when it is no entry, or none of this version. */
export function parseEntry(text: string): JournalEntry {
  const outcome = check(journalEntrySchema, JSON.parse(text));
  if ('value' in outcome) return outcome.value;
  throw new TypeError(`No journal entry of version 1: ${outcome.fault}.`);
}
