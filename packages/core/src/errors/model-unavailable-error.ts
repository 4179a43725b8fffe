import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * The model or the route is unknown or switched off at the provider. Preview models come and go: keep the
 * others usable.
 */
export class ModelUnavailableError extends BriakitError {
  declare readonly code: 'model_unavailable';

  constructor(context: ErrorContext) {
    super('model_unavailable', 'No such model.', context);
  }
}
