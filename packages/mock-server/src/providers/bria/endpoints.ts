import { removeBackgroundInputSchema, wireBodySchema } from '@briakit/core/schemas';
import type { Range } from '../../world/chance.ts';
import type { Plan } from '../../world/tenants.ts';

const bodySchema = wireBodySchema(removeBackgroundInputSchema);

/** One kind of job at Bria. */
export interface BriaEndpoint {
  /** As in the path, without the version. */
  readonly name: string;
  readonly path: string;
  readonly bodySchema: typeof bodySchema;
  readonly priceMicroUsd: number;
  /** Until the work begins; the client sees `IN_PROGRESS` before and after. */
  readonly queuedMs: Range;
  readonly runningMs: Range;
}

export const endpoints: readonly BriaEndpoint[] = [
  {
    name: 'image/edit/remove_background',
    path: '/v2/image/edit/remove_background',
    bodySchema,
    priceMicroUsd: 18_000,
    queuedMs: [500, 1000],
    runningMs: [1000, 2000],
  },
];

/** Requests per minute, for each endpoint by itself. */
export const PER_MINUTE: Readonly<Record<Plan, number>> = { free: 10, starter: 60, pro: 1000 };
