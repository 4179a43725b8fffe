import { http, HttpResponse, type HttpHandler } from 'msw';
import { ADMIN_PREFIX } from '../mock/admin-routes.ts';
import type { MockCore } from '../mock/mock-core.ts';
import { MOCK_PREFIX } from '../mock/router.ts';

/** The door for MSW. A handful of wildcards: which route is meant is the mock's own business. */
export function createHandlers({ origins, handle }: Pick<MockCore, 'origins' | 'handle'>): HttpHandler[] {
  const paths = [...origins.map((origin) => `${origin}/*`), `*${MOCK_PREFIX}*`, `*${ADMIN_PREFIX}*`];
  const respond = async ({ request }: { readonly request: Request }) => {
    try {
      return await handle(request);
    } catch (error) {
      // Whoever went away in the middle of a body needs no answer, and is no mistake of the mock's.
      if (request.signal.aborted) return HttpResponse.error();
      throw error;
    }
  };
  return paths.map((path) => http.all(path, respond));
}
