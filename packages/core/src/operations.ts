/**
 * `@briakit/core/operations`: kinds of job that both providers offer; the same call runs on either.
 */
export {
  removeBackground,
  type RemoveBackgroundOperationInput,
  type RemoveBackgroundOperationResult,
} from './providers/operations/remove-background.ts';
