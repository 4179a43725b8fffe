/**
 * `@briakit/core/pixazo`: Bria's models on the Pixazo gateway.
 *
 * @module @briakit/core/pixazo
 */
export { pixazo, type PixazoOptions } from './providers/pixazo/pixazo.ts';

/* Endpoints, by namespace */
export * as image from './providers/pixazo/image.ts';
export * as video from './providers/pixazo/video.ts';

/* Models whose parameters are documented elsewhere */
export * as elsewhere from './providers/pixazo/elsewhere.ts';
