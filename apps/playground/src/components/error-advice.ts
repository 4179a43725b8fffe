import type { BriakitError, ErrorCode } from '@briakit/core';

/** An error as a person reads it. */
export interface Advice {
  readonly title: string;
  /** What to do now, in one or two sentences. */
  readonly next: string;
}

const ADVICE: Readonly<Record<ErrorCode, Advice>> = {
  authentication: {
    title: 'The token was not accepted',
    next: 'Check the token that your server adds to these requests.',
  },
  download: {
    title: 'The result could not be fetched',
    next: 'The job is done and paid for: try the download again, and do not submit again.',
  },
  edge_blocked: { title: 'A firewall refused the request', next: 'Try again from another network.' },
  input: { title: 'This picture cannot be used', next: 'Choose a JPEG, PNG or WebP of up to 12 MB.' },
  insufficient_balance: {
    title: 'No credit left',
    next: 'The job was refused before it began, so nothing was billed. Top up the wallet, then try again.',
  },
  job_failed: {
    title: 'The job failed',
    next: 'Try again, or try another picture. If it fails twice, the picture is the likely reason.',
  },
  job_not_found: {
    title: 'The provider does not know this job',
    next: 'Jobs are forgotten after about a day. Start a new one.',
  },
  job_stopped: {
    title: 'Stopped',
    next: 'There is no way to cancel: what was accepted may still finish, and be charged.',
  },
  job_wait_timeout: {
    title: 'Still not done',
    next: 'The job goes on. Wait longer before you start another.',
  },
  media: {
    title: 'The picture could not be read',
    next: 'Check its format and size, or choose another one.',
  },
  model_unavailable: {
    title: 'This model is switched off',
    next: 'Switch to the other provider, or come back later.',
  },
  moderation: {
    title: 'The content was refused',
    next: 'Choose another picture: the same one is refused again.',
  },
  network: { title: 'No answer', next: 'Check the connection, then try again.' },
  permission: { title: 'The plan does not cover this', next: 'Check which plan the account has.' },
  rate_limited: { title: 'Too many requests', next: 'Nothing was billed. Wait a minute, then try again.' },
  schema_drift: {
    title: 'The answer could not be read',
    next: 'The job may be finished and charged. Keep its id, and ask support for the result.',
  },
  server: { title: 'The provider had a problem', next: 'Try again in a moment.' },
  timeout: { title: 'No answer in time', next: 'Try again in a moment.' },
  webhook_signature: {
    title: 'A delivery could not be trusted',
    next: 'Nothing is lost: the job is asked about instead.',
  },
};

const MAYBE_BOUGHT =
  'It is not known whether the job was created. If it was, starting again is charged a second time.';

/** What happened and what to do next, for every code there is. */
export function adviceFor({ code, submission }: BriakitError): Advice {
  const { title, next } = ADVICE[code];
  return { title, next: submission === 'unknown' ? MAYBE_BOUGHT : next };
}

/** The error's sentence, without the field before it and the facts in brackets after it, which are shown better. */
export const sentenceOf = ({ message }: BriakitError): string =>
  message.replace(/^\w+: /, '').replace(/\. \(.*$/s, '.');
