import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * 403: the account is known, but its plan or its rights do not cover the endpoint. Money is
 * `InsufficientBalanceError`; an HTML page from the edge is `EdgeBlockedError`.
 */
export class PermissionError extends BriakitError {
  declare readonly code: 'permission';

  constructor(context: ErrorContext) {
    super('permission', 'The account was refused: check its plan.', context);
  }
}
