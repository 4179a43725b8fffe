/** Pixazo's gateway at `https://gateway.pixazo.ai`: Azure API Management, and a job queue behind it. */
import type { Provider } from '../exchange.ts';
import { KEY_HEADER, refuseOperation } from './apim.ts';
import { statusBody } from './bodies.ts';
import { buildMessage } from './callbacks.ts';
import { models } from './models.ts';
import { refuseBy } from './refuse-by.ts';
import { respondStatus, STATUS_PATH } from './status.ts';
import { respondSubmit } from './submit.ts';

export const pixazo: Provider = {
  name: 'pixazo',
  origin: 'https://gateway.pixazo.ai',
  routes: [
    { operation: 'status', method: 'GET', path: STATUS_PATH, respond: respondStatus },
    ...models.map((model) => ({
      operation: 'submit' as const,
      method: 'POST' as const,
      path: model.path,
      respond: respondSubmit(model),
    })),
  ],
  claims: (pathname) => pathname.startsWith('/v2/requests/') || /^\/[^/]+\/v1\//.test(pathname),
  tokenOf: (headers) => headers.get(KEY_HEADER),
  buildMessage,
  refuseBy,
  tellStatus: statusBody,
  // API Management knows no difference between a wrong path and a wrong method.
  refuseUnrouted: () => refuseOperation(),
};
