import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * 404, 413, 415, 460 or 506 of an input: it could not be fetched, is too large, or is of a kind that the
 * endpoint does not take.
 */
export class MediaError extends BriakitError {
  declare readonly code: 'media';

  constructor(context: ErrorContext) {
    super('media', 'The file was refused: check its URL, format and size.', context);
  }
}
