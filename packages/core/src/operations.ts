/**
 * `@briakit/core/operations`: kinds of job that both providers offer; the same call runs on either.
 *
 * @module @briakit/core/operations
 */
export {
  generateImage,
  type GenerateImageOperationInput,
  type GenerateImageOperationResult,
} from './providers/operations/generate-image.ts';
export {
  removeBackground,
  type RemoveBackgroundOperationInput,
  type RemoveBackgroundOperationResult,
} from './providers/operations/remove-background.ts';
export {
  removeVideoBackground,
  type RemoveVideoBackgroundOperationInput,
  type RemoveVideoBackgroundOperationResult,
} from './providers/operations/remove-video-background.ts';
