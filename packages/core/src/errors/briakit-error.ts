import type { ErrorCode } from './error-codes.ts';

/** Survives two copies of the package in one program; `instanceof` does not. */
const BRAND = Symbol.for('briakit.error');

/**
 * What became of the POST that creates (and bills) the job:
 * - `not-sent`: it never left, nothing was bought;
 * - `rejected`: the provider refused it, nothing was bought;
 * - `accepted`: the job exists and is paid for, `jobId` names it;
 * - `unknown`: it left and no answer came back. It may have been bought: look before you send it again.
 */
export type Submission = 'not-sent' | 'rejected' | 'accepted' | 'unknown';

/** The facts that an error carries to whoever has to act on it. */
export interface ErrorContext {
  /** Default: `accepted` where there is a `jobId`, else `not-sent`. */
  readonly submission?: Submission;
  /** The id to resume or to ask support about, where a job exists. */
  readonly jobId?: string | undefined;
  /** `endpoint.id`. */
  readonly endpoint?: string | undefined;
  readonly httpStatus?: number | undefined;
  /** The provider's own words; from several places they are put together. At most 500 characters of a refusal. */
  readonly providerMessage?: string | undefined;
  /** The provider's name for a refused request (`request_id`, `activityId`): for support, it names no job. */
  readonly requestId?: string | undefined;
  readonly cause?: unknown;
}

/**
 * The root of everything that briakit throws on purpose, except an abort: that rejects with the caller's
 * own reason. Tell errors apart by `code`, and recognise them with `BriakitError.is`.
 */
export abstract class BriakitError extends Error implements ErrorContext {
  readonly [BRAND] = true;
  /** Stable across versions; `errors/<code>.md` says what to do. */
  declare readonly code: ErrorCode;
  /** Whether the same call may succeed later without a change, and can be repeated without buying twice. */
  declare readonly retryable: boolean;

  declare readonly submission: Submission;
  declare readonly jobId: string | undefined;
  declare readonly endpoint: string | undefined;
  declare readonly httpStatus: number | undefined;
  declare readonly providerMessage: string | undefined;
  declare readonly requestId: string | undefined;

  /**
   * @param sentence - what happened and what to do next.
   * @param isPassing - the cause may be gone in a moment.
   */
  constructor(
    code: ErrorCode,
    sentence: string,
    { cause, submission = 'not-sent', ...facts }: ErrorContext,
    isPassing = false,
  ) {
    const { jobId, endpoint, httpStatus, providerMessage } = facts;
    // The name of a placeholder job is JSON with its links, which may be signed: for `jobId`, not for a log.
    const id = /"/.test(jobId!) ? '' : jobId;
    const about = [providerMessage && `"${providerMessage}"`, httpStatus, endpoint, id].filter(Boolean);
    const isUnknown = submission === 'unknown' && !jobId;
    super(
      `${sentence}${isUnknown ? ' Look for a job before you submit again.' : ''}${about[0] ? ` (${about.join(', ')})` : ''}`,
      { cause },
    );
    this.code = code;
    // Written out, because a minifier renames the class.
    this.name = `_${code}_error`.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
    Object.assign(this, facts, {
      submission: jobId ? 'accepted' : submission,
      // A job that exists is followed, or resumed: never submitted again.
      retryable: isPassing && submission !== 'unknown' && !jobId,
    });
  }

  /** Whether `value` is a briakit error, of this or of another copy of the package. */
  static is(value: unknown): value is BriakitError {
    return BRAND in Object(value);
  }
}
