/** What was asked and answered, over HTTP. */
import * as z from 'zod/mini';
import { journalFilterShape } from '../world/journal-filter.ts';
import type { JournalEntry } from '../world/journal-entry.ts';
import { tenantHint } from '../world/tenants.ts';
import { adminRoute, done, type AdminRoute } from './admin-route.ts';
import { JournalMismatchError, verifyJournal } from './verify-journal.ts';

const entrySchema = z.looseObject({
  at: z.number(),
  operation: z.string(),
  method: z.string(),
  path: z.string(),
  route: z.string(),
  status: z.int(),
  faulty: z.boolean(),
});
const count = z.int().check(z.nonnegative());
/** Whose it is, is said by the token that a request carries. */
const { tenant: _, ...filterShape } = journalFilterShape;
const { operation, provider, endpoint, method } = filterShape;

/** A token may be a real one: what leaves this process is a hint at it. */
const withHint = (entry: JournalEntry): JournalEntry =>
  entry.tenant === undefined ? entry : { ...entry, tenant: tenantHint(entry.tenant) };

export const journalRoutes: readonly AdminRoute[] = [
  adminRoute({
    method: 'GET',
    path: '/__admin/journal',
    summary: 'What was asked and answered, oldest first; of one token, when the request carries one.',
    tenant: 'optional',
    query: z.strictObject({
      operation,
      provider,
      endpoint,
      method,
      status: z.optional(z.coerce.number()),
      faulty: z.optional(z.enum(['true', 'false'])),
      /** The latest ones. */
      limit: z.optional(z.coerce.number().check(z.nonnegative())),
    }),
    answer: z.array(entrySchema),
    respond({ control, token, query: { limit = Infinity, faulty, ...filter } }) {
      const entries = control.journal.requests({
        ...filter,
        tenant: token,
        ...(faulty !== undefined && { faulty: faulty === 'true' }),
      });
      return Response.json(entries.slice(Math.max(0, entries.length - limit)).map(withHint), {
        headers: { 'X-Total-Count': String(entries.length) },
      });
    },
  }),
  adminRoute({
    method: 'DELETE',
    path: '/__admin/journal',
    summary: 'Forgets what was asked.',
    respond({ control }) {
      control.journal.clear();
      return done();
    },
  }),
  adminRoute({
    method: 'POST',
    path: '/__admin/journal/verify',
    summary: 'Says whether this was asked, `times` or at least once: 204, or 409 with what came near it.',
    tenant: 'optional',
    body: z.strictObject({ ...filterShape, times: z.optional(count) }),
    respond({ control, token, body }) {
      try {
        const whose = token === undefined ? {} : { tenant: tenantHint(token) };
        verifyJournal(control.journal.requests().map(withHint), { ...body, ...whose });
        return done();
      } catch (error) {
        if (!(error instanceof JournalMismatchError)) throw error;
        const { message, expected, actual, nearMisses } = error;
        return Response.json({ error: message, expected, actual, nearMisses }, { status: 409 });
      }
    },
  }),
];
