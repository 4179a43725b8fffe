import type { ErrorCode } from '@briakit/core';

/** The name of the page, in this repository, that explains an error code. */
export const ErrorChip = ({ code }: { readonly code: ErrorCode }) => (
  <code className="error-chip" title="The page in this repository that explains this error">
    errors/{code}.md
  </code>
);
