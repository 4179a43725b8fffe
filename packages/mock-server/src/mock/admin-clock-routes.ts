/** The mock's time, over HTTP. */
import * as z from 'zod/mini';
import { adminRoute, attempt, type AdminRoute } from './admin-route.ts';

const stateSchema = z.object({
  now: z.number(),
  rate: z.nullable(z.number()),
  canAdvance: z.boolean(),
});

export const clockRoutes: readonly AdminRoute[] = [
  adminRoute({
    method: 'GET',
    path: '/__admin/clock',
    summary: 'How late it is in the mock, and how fast its time goes.',
    answer: stateSchema,
    respond: ({ control }) => Response.json(control.clock.state()),
  }),
  adminRoute({
    method: 'PATCH',
    path: '/__admin/clock',
    summary:
      'Freezes the clock (rate 0), lets it run (1), scales it (60: a minute a second), or sets it ahead of the system’s.',
    body: z.strictObject({
      rate: z.optional(z.number().check(z.nonnegative())),
      offsetMs: z.optional(z.number()),
    }),
    answer: stateSchema,
    respond: ({ control, body }) => attempt(async () => Response.json(await control.clock.set(body))),
  }),
  adminRoute({
    method: 'POST',
    path: '/__admin/clock/advance',
    summary: 'Moves the clock on, and answers when all that fell due on the way has happened.',
    body: z.strictObject({ ms: z.number().check(z.nonnegative()) }),
    answer: stateSchema,
    respond: ({ control, body }) =>
      attempt(async () => {
        await control.advance(body.ms);
        return Response.json(control.clock.state());
      }),
  }),
];
