import { rmbgInputSchema, wireBodySchema } from '@briakit/core/schemas';
import type { Range } from '../../world/chance.ts';

const bodySchema = wireBodySchema(rmbgInputSchema);

/** One model behind the gateway, and with it one kind of job. */
export interface PixazoModel {
  /** `model_id` on the wire, and the beginning of each `request_id`. */
  readonly id: string;
  readonly path: string;
  readonly bodySchema: typeof bodySchema;
  readonly priceMicroUsd: number;
  readonly queuedMs: Range;
  readonly runningMs: Range;
}

export const models: readonly PixazoModel[] = [
  {
    id: 'bria-rmbg-2-0-682',
    path: '/bria-rmbg-2-0-682/v1/bria-rmbg-2-0-request',
    bodySchema,
    priceMicroUsd: 18_000,
    queuedMs: [500, 1000],
    runningMs: [2500, 4000],
  },
];

/** Submits and status requests of one key together. Not documented; what several clients report. */
export const PER_MINUTE = 60;
export const limitKeyOf = (token: string): string => `${token} pixazo`;
