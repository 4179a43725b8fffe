/** Bria's plans, and requests per minute and endpoint in each (docs.bria.ai, rate limits, 2026). */
export const BRIA_PLANS = {
  free: 10,
  starter: 60,
  pro: 1000,
} as const;

/** A plan of Bria’s, by its name. */
export type BriaPlan = keyof typeof BRIA_PLANS;

/** What no plan allows more of, per minute, by `endpoint.id` (Bria's own skill for agents, August 2026). */
export const OWN_LIMITS: Readonly<Record<string, number>> = {
  'ads/image_to_layers': 9,
};
