import type { BriakitError } from '../errors/briakit-error.ts';
import { JobFailedError } from '../errors/job-failed-error.ts';
import { JobNotFoundError } from '../errors/job-not-found-error.ts';
import { ModerationError } from '../errors/moderation-error.ts';
import { SchemaDriftError } from '../errors/schema-drift-error.ts';
import type { JobEvent } from '../job/job-state.ts';
import { accept } from '../schemas/schema.ts';
import type { HttpReply } from '../transport/transport.ts';
import type { Asked } from './endpoint.ts';
import { errorFromReply, MODERATION, parseJson, wordsOf } from './error-from-reply.ts';

/** One provider's way of speaking of a job. */
export interface Dialect {
  /** The parts of a job's body under one set of names. Lenient: whatever is missing or odd is left out. */
  readonly readReport: (body: Readonly<Record<string, unknown>>) => JobReport;
  /** What its status words mean, in capitals. */
  readonly meanings: Readonly<Record<string, Meaning>>;
}

export interface JobReport {
  readonly status: unknown;
  readonly result: unknown;
  /** Words that stand beside the status; `result` has them as well. */
  readonly warning?: unknown;
}

export type Meaning = 'queued' | 'running' | 'completed' | 'failed' | 'unknown';

/** What a reply says, as facts about the job. */
export interface Reading {
  /** The job that the reply is about: empty where a result came without a name, undefined when there is none. */
  readonly jobId: string | undefined;
  readonly fact: Fact;
  /** Something in the reply that the contract does not know, in one line without values; told once. */
  readonly drift?: string | undefined;
}

/** The events that a reply can mean; for a job under way the client adds its estimates. */
export type Fact =
  | Extract<JobEvent, { type: 'poll-missed' | 'job-completed' | 'job-failed' }>
  | Omit<Extract<JobEvent, { type: 'status-returned' }>, 'progress' | 'etaMs'>;

/**
 * What the answer to a submit or to a status request says; both are one shape. Nothing in it ends a job
 * that exists but a word that is final.
 *
 * @param asked - the job that was asked about; undefined for a submit.
 */
export function readReply(
  { readReport, meanings }: Dialect,
  target: Asked,
  reply: HttpReply,
  asked?: string,
): Reading {
  const { id: endpoint, mode, result: schema } = target;
  const { status: httpStatus, text } = reply;
  // A redirect is 0 in browsers, which hide where it leads.
  const isAnswer = httpStatus > 199 && httpStatus < 300;
  const json = parseJson(text);
  const body = Object(json) as Record<string, unknown>;
  // In a refusal, the id names the refused request: there is no job.
  const named = isAnswer && wordOf(body['request_id']);
  const jobId = asked ?? (named || undefined);
  const providerMessage = wordsOf(body);
  const context = { jobId, endpoint, providerMessage, submission: 'unknown' } as const;
  const failed = (error: BriakitError): Reading => ({ jobId, fact: { type: 'job-failed', error } });
  /** No news; with an error, a doubt about the job itself, and how often in a row it may come before it is believed. */
  const missed = (error?: BriakitError, tolerance?: number): Reading => ({
    jobId,
    fact: { type: 'poll-missed', error, tolerance },
  });

  // An id takes a moment to be known.
  if (asked && httpStatus === 404) return missed(new JobNotFoundError(context), 2);
  if (!isAnswer) {
    const error = errorFromReply(reply, target, asked);
    // A server that fails, a quota or an edge that is in the way today say nothing about the job behind it.
    if (asked && /server|rate/.test(error.code)) return missed();
    return asked && error.code === 'edge_blocked' ? missed(error, 5) : failed(error);
  }
  // A success that cannot be read is asked for again; the last one is handed out whole, in the error.
  const unreadable = () => new SchemaDriftError(text, context);
  const report = readReport(body);
  const status = wordOf(report.status).toUpperCase();
  const warning = wordOf(report.warning);
  // Without a name there is nothing to follow: the answer is the result, or the way to it.
  const isAll = !jobId || mode !== 'job';
  const meaning = isAll ? 'completed' : meanings[status];
  if ((named && jobId !== named) || !(isAll || status)) return missed(unreadable(), 3);
  if (meaning === 'completed') {
    const answer = report.result ?? (isAll ? (text ? json : {}) : undefined);
    const outcome = accept(schema, answer);
    const drift = outcome.fault && `result: ${outcome.fault}`;
    if (!('value' in outcome)) return { ...(isAll ? failed(unreadable()) : missed(unreadable(), 3)), drift };
    if (mode === 'placeholder') return { jobId: JSON.stringify(answer), fact: UNDER_WAY, drift };
    return { jobId: jobId ?? '', fact: { type: 'job-completed', result: outcome.value }, drift };
  }
  if (meaning === 'failed' || meaning === 'unknown') {
    const Failure = MODERATION.test(providerMessage) ? ModerationError : JobFailedError;
    const error = new Failure(context);
    return meaning === 'failed' ? failed(error) : missed(error, 5);
  }
  // A status that we do not know is a status: the job goes on, and somebody is told.
  const fact = {
    type: 'status-returned',
    phase: meaning ?? 'running',
    status,
    ...(warning && { warning }),
  } as const;
  return { jobId, fact, drift: meaning ? undefined : `status: ${status}` };
}

/** Empty where there is no word. */
const wordOf = (value: unknown) => (Object(value) === value ? '' : `${(value ?? '') as string | number}`);

/** The links are there and the files are not yet. */
export const UNDER_WAY = { type: 'status-returned', phase: 'running', status: '' } as const;
