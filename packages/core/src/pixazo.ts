/**
 * `@briakit/core/pixazo`: Bria's models on the Pixazo gateway.
 */
export { pixazo, type PixazoOptions } from './providers/pixazo/pixazo.ts';

/* Endpoints, by namespace */
export * as image from './providers/pixazo/image.ts';
