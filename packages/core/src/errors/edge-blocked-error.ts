import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * An HTML page or a redirect instead of an answer: a bot check, a firewall or a sign-in page before the API. The
 * token is not at fault. A redirect is not followed, because the token would go along.
 */
export class EdgeBlockedError extends BriakitError {
  declare readonly code: 'edge_blocked';

  constructor(context: ErrorContext) {
    super('edge_blocked', 'A firewall refused us: try another network.', context);
  }
}
