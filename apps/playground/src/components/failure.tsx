import type { BriakitError } from '@briakit/core';
import { adviceFor, sentenceOf } from './error-advice.ts';
import { ErrorChip } from './error-chip.tsx';
import { JobId } from './job-id.tsx';

export interface FailureProps {
  readonly error: BriakitError;
  readonly provider: string;
  /** What to do next. Default: what holds for every error of this code. */
  readonly advice?: string | undefined;
}

/** What went wrong, in the provider's words where it had any, and what to do next. */
export function Failure({ error, provider, advice = adviceFor(error).next }: FailureProps) {
  const { providerMessage, code, jobId } = error;
  return (
    <>
      <p>
        {providerMessage ? (
          <>
            {provider} says: “<bdi>{providerMessage}</bdi>”
          </>
        ) : (
          sentenceOf(error)
        )}
      </p>
      <p>{advice}</p>
      <p className="failure-facts" aria-live="off">
        <ErrorChip code={code} />
        <JobId id={jobId} />
      </p>
    </>
  );
}
