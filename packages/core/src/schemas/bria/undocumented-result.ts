import type { Rule } from '../our-type.ts';
import { must } from '../rules.ts';

/**
 * Of results whose fields nobody describes, so that any object would do: there is something, and it is not the
 * way to a job that is still to be followed.
 */
export const someResult = /* @__NO_SIDE_EFFECTS__ */ (): Rule =>
  must('a result', (value) => Object.keys(value).length > 0 && !('status_url' in value));
