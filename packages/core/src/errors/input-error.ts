import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * The input is wrong: found here before anything was sent (`submission: "not-sent"`), or found by the
 * provider (`"rejected"`, 400 and 422). Nothing was bought.
 */
export class InputError extends BriakitError {
  declare readonly code: 'input';

  constructor(sentence: string, context: ErrorContext) {
    super('input', sentence, context);
  }
}
