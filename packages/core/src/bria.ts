/**
 * `@briakit/core/bria`: the Bria API and its endpoints.
 */
export { bria, type BriaOptions } from './providers/bria/bria.ts';
export { BRIA_PLANS, type BriaPlan } from './providers/bria/plans.ts';

/* Endpoints, by namespace */
export * as image from './providers/bria/image.ts';
