import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * What was wrong: the link may not be followed (`forbidden`), is not served any more (`gone`), or leads to a
 * file that has no bytes (`empty`: at Bria's v1, a result that was moderated away), too many (`too-large`), or
 * is a page or an error message (`not-media`); or there was no answer that could be used (`unreachable`).
 */
export type DownloadFault = 'forbidden' | 'gone' | 'empty' | 'too-large' | 'not-media' | 'unreachable';

/**
 * The media of a result could not be fetched. The job is bought and its link was given, whatever happened to
 * the file: try the link again where the error is `retryable`, and never submit again because of it.
 */
export class DownloadError extends BriakitError {
  declare readonly code: 'download';
  readonly fault: DownloadFault;

  constructor(fault: DownloadFault, sentence: string, context: ErrorContext) {
    super('download', sentence, { submission: 'accepted', ...context }, fault === 'unreachable');
    this.fault = fault;
  }
}
