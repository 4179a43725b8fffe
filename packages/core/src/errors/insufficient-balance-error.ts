import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * 402, and the 403s whose words mean the same: no credit, no quota of the plan left. Submitting more will not
 * help until somebody tops up the account.
 */
export class InsufficientBalanceError extends BriakitError {
  declare readonly code: 'insufficient_balance';

  constructor(context: ErrorContext) {
    super('insufficient_balance', 'No credit is left: top up the account.', context);
  }
}
