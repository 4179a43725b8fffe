import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * 401: the token is missing, wrong or revoked. Not a lack of rights (`PermissionError`) and not an edge that
 * turned us away (`EdgeBlockedError`).
 */
export class AuthenticationError extends BriakitError {
  declare readonly code: 'authentication';

  constructor(context: ErrorContext) {
    super('authentication', 'The token was refused: check it.', context);
  }
}
