import { buildAdminOpenApi } from '../mock/admin-openapi.ts';
import { adminRoutes } from '../mock/admin-routes.ts';

/** What `briakit-mock openapi` prints: what `GET /__admin/openapi.json` answers, without a server. */
export const describeAdmin = (): string => JSON.stringify(buildAdminOpenApi(adminRoutes), null, 2);
