import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * Moderation refused the input or the result; in version 1 of Bria's API, files without a byte. Never repeat the
 * same input: it may cost and will fail again.
 */
export class ModerationError extends BriakitError {
  declare readonly code: 'moderation';

  constructor(context: ErrorContext) {
    super('moderation', 'The content was refused: do not submit it again.', context);
  }
}
