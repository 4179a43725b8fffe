import { drawHex } from '../../world/chance.ts';
import type { Provider } from '../exchange.ts';
import { refuseKey } from './apim.ts';
import { refuseUnknownJob } from './bodies.ts';

const TEXTS: Readonly<Partial<Record<number, string>>> = {
  402: 'Insufficient balance. Please top up your wallet.',
  429: 'Rate limit exceeded. Please retry after some time.',
  502: 'Failed to reach upstream API',
};

/** Some by the gateway, some by the queue behind it, each in its own shape. */
export const refuseBy: Provider['refuseBy'] = (exchange, status, headers) => {
  switch (status) {
    case 401:
      return refuseKey(exchange, 'invalid');
    case 403:
      return Response.json({ statusCode: status, message: 'Forbidden' }, { status, headers });
    case 404:
      return refuseUnknownJob();
    case 500:
    case 503:
    case 504: {
      const draw = exchange.world.chance.next('pixazo-refusal');
      const activityId = [8, 4, 4, 4, 12].map((digits) => drawHex(draw, digits)).join('-');
      const message = 'Internal server error';
      return Response.json({ statusCode: status, message, activityId }, { status, headers });
    }
    default: {
      const error = TEXTS[status] ?? 'A fault of the mock made this request fail.';
      return Response.json({ error, status }, { status, headers });
    }
  }
};
