/** What there is to see of a mock over HTTP, and to keep of it. */
import * as z from 'zod/mini';
import { jobStatuses, providerNames } from '../world/jobs.ts';
import { snapshotSchema } from '../world/snapshot.ts';
import { plans } from '../world/tenants.ts';
import { adminRoute, done, explain, type AdminRoute } from './admin-route.ts';
import { openEventStream } from './event-stream.ts';
import { respondDashboard } from './dashboard.ts';

const instant = z.number();
const overviewSchema = z.object({
  now: instant,
  tenants: z.array(
    z.object({
      tenant: z.string(),
      plan: z.enum(plans),
      scenario: z.string(),
      balanceUsd: z.number(),
      heldUsd: z.number(),
    }),
  ),
  limits: z.array(
    z.object({
      tenant: z.string(),
      bucket: z.string(),
      limit: z.int(),
      left: z.int(),
      nextFreeAt: instant,
    }),
  ),
  jobs: z.array(
    z.object({
      requestId: z.string(),
      provider: z.enum(providerNames),
      endpoint: z.string(),
      tenant: z.string(),
      status: z.enum(jobStatuses),
      submittedAt: instant,
      since: instant,
      hasEnded: z.boolean(),
      priceUsd: z.number(),
      words: z.optional(z.string()),
      message: z.optional(z.string()),
      files: z.array(z.object({ name: z.string(), kind: z.string() })),
    }),
  ),
  jobCount: z.int(),
  requests: z.array(z.looseObject({ at: instant, method: z.string(), path: z.string(), status: z.int() })),
  deliveries: z.array(z.looseObject({ id: z.string(), requestId: z.string(), state: z.string() })),
});

export const adminViewRoutes: readonly AdminRoute[] = [
  adminRoute({
    method: 'GET',
    path: '/__admin/',
    summary: 'The dashboard: a page to look at, and to press buttons on.',
    answerType: 'text/html',
    respond: respondDashboard,
  }),
  adminRoute({
    method: 'GET',
    path: '/__admin/overview',
    summary: 'How things stand: tenants, limits, and the latest jobs, requests and deliveries.',
    answer: overviewSchema,
    respond: ({ control }) => Response.json(control.overview()),
  }),
  adminRoute({
    method: 'GET',
    path: '/__admin/jobs/:requestId/files/:name',
    summary: 'A file of the result of a job, without a request in the journal.',
    answerType: '*/*',
    async respond({ control, params: { requestId = '', name = '' } }) {
      const file = await control.readFile(requestId, name);
      if (!file) return explain(404, 'There is no such file, or not yet.');
      const headers = { 'Content-Type': file.contentType, 'Content-Security-Policy': 'sandbox' };
      return new Response(file.bytes, { headers });
    },
  }),
  adminRoute({
    method: 'GET',
    path: '/__admin/events',
    summary:
      'What happens from now on, as Server-Sent Events; after `Last-Event-ID`, if the request has one.',
    answerType: 'text/event-stream',
    respond({ control, request }) {
      const lastId = request.headers.get('last-event-id');
      const after = lastId !== null && /^\d+$/.test(lastId) ? Number(lastId) : undefined;
      return openEventStream(control.events, after, request.signal);
    },
  }),
  adminRoute({
    method: 'GET',
    path: '/__admin/snapshot',
    summary: 'Everything that the mock remembers, tokens too; without pictures if they are not wanted.',
    query: z.object({ pictures: z.optional(z.enum(['true', 'false'])) }),
    answer: snapshotSchema,
    respond: async ({ control, query }) =>
      Response.json(await control.snapshot({ pictures: query.pictures !== 'false' })),
  }),
  adminRoute({
    method: 'PUT',
    path: '/__admin/snapshot',
    summary: 'Forgets everything, and goes on where the snapshot was taken.',
    body: snapshotSchema,
    async respond({ control, body }) {
      await control.restore(body);
      return done();
    },
  }),
];
