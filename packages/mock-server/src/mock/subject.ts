/** What a request is about, as far as rules ask for it: whose job, and how that stands. */
import type { FaultMoment } from '../world/faults.ts';
import { phaseAt, type JobRecord, type JobStatus } from '../world/jobs.ts';
import type { ProviderName } from '../world/provider-names.ts';
import type { World } from '../world/world.ts';

export interface Subject {
  readonly job: JobRecord | undefined;
  /** Who is to have the file that is asked for; whoever asks for one says nothing of it. */
  readonly owner: string | undefined;
  readonly provider: ProviderName | undefined;
}

/** @param params - what stands in the path: the id of a job, of a file, or the key of an upload. */
export function subjectOf(world: World, params: Readonly<Record<string, string>>): Subject {
  const job = world.jobs.get(params['requestId'] ?? '');
  const file = world.files.get(params['fileId'] ?? '') ?? world.uploads.get(params['key'] ?? '');
  return {
    job,
    owner: job?.tenant ?? file?.tenant,
    // Only Bria has files besides the results of jobs.
    provider: job?.provider ?? (file && 'bria'),
  };
}

const ENDED: ReadonlySet<JobStatus> = new Set(['completed', 'empty', 'error', 'failed', 'unknown']);

export function standingOf({ plan }: JobRecord, now: number): NonNullable<FaultMoment['job']> {
  const { status, at } = phaseAt(plan, now);
  return { status, since: at, hasEnded: ENDED.has(status) };
}
