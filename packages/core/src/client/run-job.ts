import type { Job, WaitOptions } from './job.ts';

/** Waits for the result of a job that nobody else holds: an abort stops the job, too. */
export async function runJob<Result>(
  submit: () => Job<Result>,
  wait: WaitOptions | undefined,
): Promise<Result> {
  wait?.signal?.throwIfAborted();
  const job = submit();
  try {
    return await job.result(wait);
  } finally {
    if (wait?.signal?.aborted) job.stop();
  }
}
