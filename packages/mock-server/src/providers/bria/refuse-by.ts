import type { RefusedStatus } from '../../world/faults.ts';
import type { Exchange, Provider } from '../exchange.ts';
import { refuse } from './bodies.ts';

/** Where there is no more to say than the status says. */
const ON_PURPOSE = 'A fault of the mock made this request fail.';

const DETAILS: Readonly<Partial<Record<RefusedStatus, string>>> = {
  401: 'The api_token is not valid.',
  402: 'The balance is insufficient for this request.',
  429: 'The rate limit of this endpoint is reached.',
};

/** Version 1 says it as a JSON string, version 2 in the shape that all its errors have. */
export const refuseBy: Provider['refuseBy'] = (exchange, status, headers) => {
  const details = DETAILS[status] ?? ON_PURPOSE;
  return isVersion1(exchange)
    ? Response.json(details, { status, headers })
    : refuse(exchange, status, details, headers);
};

const isVersion1 = ({ url }: Exchange) => url.pathname.startsWith('/v1/');
