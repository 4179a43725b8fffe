import { http, type HttpHandler } from 'msw';
import { ADMIN_PREFIX } from '../mock/admin-routes.ts';
import type { MockCore } from '../mock/mock-core.ts';
import { MOCK_PREFIX } from '../mock/router.ts';

/** The door for MSW. A handful of wildcards: which route is meant is the mock's own business. */
export function createHandlers({ origins, handle }: Pick<MockCore, 'origins' | 'handle'>): HttpHandler[] {
  const paths = [...origins.map((origin) => `${origin}/*`), `*${MOCK_PREFIX}*`, `*${ADMIN_PREFIX}*`];
  return paths.map((path) => http.all(path, ({ request }) => handle(request)));
}
