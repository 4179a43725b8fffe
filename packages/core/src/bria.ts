/**
 * `@briakit/core/bria`: the Bria API and its endpoints.
 *
 * @module @briakit/core/bria
 */
export { bria, type BriaOptions } from './providers/bria/bria.ts';
export { BRIA_PLANS, type BriaPlan } from './providers/bria/plans.ts';

/* Endpoints, by namespace */
export * as image from './providers/bria/image.ts';
export * as ads from './providers/bria/ads.ts';
export * as attribution from './providers/bria/attribution.ts';
export * as onboarding from './providers/bria/onboarding.ts';
export * as product from './providers/bria/product.ts';
export * as structuredPrompt from './providers/bria/structured-prompt.ts';
export * as tailored from './providers/bria/tailored.ts';
export * as video from './providers/bria/video.ts';

/* What is newer than this package */
export { endpoint, type AnyEndpointOptions } from './providers/bria/any-endpoint.ts';

/* Local videos */
export { withUploads, type UploadedVideo, type UploadOptions, type Uploads } from './client/with-uploads.ts';
export type { UploadProgress } from './transport/storage-upload.ts';
