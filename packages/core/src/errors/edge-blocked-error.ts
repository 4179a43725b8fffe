import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * An HTML page instead of an answer: a bot check or a firewall before the API. The token is not at fault.
 */
export class EdgeBlockedError extends BriakitError {
  declare readonly code: 'edge_blocked';

  constructor(context: ErrorContext) {
    super('edge_blocked', 'A firewall refused us: try another network.', context);
  }
}
