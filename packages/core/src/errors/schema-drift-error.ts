import { BriakitError, type ErrorContext } from './briakit-error.ts';

/**
 * The provider answered with success in a form that we cannot read, so there is no result to hand out.
 * `body` is all that was received: nothing that was paid for is thrown away.
 */
export class SchemaDriftError extends BriakitError {
  declare readonly code: 'schema_drift';
  /** The body as received, as text. */
  declare readonly body: string;

  constructor(body: string, context: ErrorContext) {
    super('schema_drift', 'Unknown answer: see `error.body`.', context);
    this.body = body;
  }
}
