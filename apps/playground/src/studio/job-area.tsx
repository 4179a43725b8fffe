import type { Clock, JobPhase } from '@briakit/core';
import { removeBackground } from '@briakit/core/operations';
import { useBriaJob, type JobView } from '@briakit/react';
import { useEffect } from 'react';
import { BeforeAfter } from '../components/before-after.tsx';
import { JobStatus } from '../components/job-status.tsx';
import { DropZone } from './drop-zone.tsx';
import { JobActions } from './job-actions.tsx';
import { MockDown } from './mock-down.tsx';
import { Picture } from './picture.tsx';
import { fetchSample, type PictureFile } from './picture-file.ts';
import { Stage } from './stage.tsx';
import { canPay, type UseTenant } from './use-tenant.ts';

export type ShownPhase = JobPhase | 'idle';

export interface JobAreaProps {
  /** By the name that people know. */
  readonly provider: string;
  readonly picture: PictureFile | undefined;
  readonly onPicture: (file: File | undefined) => void;
  readonly onPhase: (phase: ShownPhase) => void;
  readonly tenant: UseTenant;
  readonly clock: Clock;
}

/** One picture and its job at one provider. */
export function JobArea({ provider, picture, onPicture, onPhase, tenant, clock }: JobAreaProps) {
  const job = useBriaJob(removeBackground);
  const { phase, isPending, error, data } = job;
  useEffect(() => onPhase(phase), [phase, onPhase]);

  const start = (file: File) => {
    onPicture(file);
    job.submit({ image: file });
  };
  const startOver = () => {
    job.reset();
    onPicture(undefined);
  };

  // Found before anything was sent: the file is no picture, so it is told where a file is chosen.
  const refused = error?.code === 'input' && error.submission === 'not-sent' ? error : undefined;
  const shown = refused ? undefined : picture;
  const isMockDown = tenant.mock.kind === 'unreachable' && phase !== 'succeeded' && !isPending;

  return (
    <div className="card job-area">
      <Stage onFile={isPending ? undefined : start}>
        {!shown ? (
          <DropZone onFile={start} onSample={() => void fetchSample().then(start)} error={refused} />
        ) : data ? (
          <BeforeAfter before={shown.url} after={data.image_url} alt={shown.file.name} />
        ) : (
          <Picture url={shown.url} alt={shown.file.name} isBusy={isPending && phase !== 'waiting'} />
        )}
      </Stage>
      <JobStatus
        view={refused ? NO_JOB : job}
        provider={provider}
        idle={
          shown ? { title: 'Ready', detail: `${shown.file.name}, to be sent to ${provider}.` } : NO_PICTURE
        }
        instead={isMockDown ? <MockDown /> : undefined}
        advice={error?.code === 'insufficient_balance' ? balanceAdvice(tenant) : undefined}
        clock={clock}
      >
        {shown && !isMockDown && (
          <JobActions job={job} picture={shown} tenant={tenant} startOver={startOver} />
        )}
      </JobStatus>
    </div>
  );
}

const NO_PICTURE = {
  title: 'Ready for a picture',
  detail: 'The job starts as soon as there is one, and its result stays on this page.',
};

const NO_JOB: JobView = {
  phase: 'idle',
  isPending: false,
  isWaiting: false,
  data: undefined,
  error: undefined,
  progress: 0,
  etaMs: undefined,
  etaP90Ms: undefined,
  waitReason: undefined,
  untilAt: undefined,
  ref: undefined,
  job: undefined,
};

/** The wallet is the mock's, so unlike a real one it can be filled from here. */
const balanceAdvice = (tenant: UseTenant) =>
  canPay(tenant)
    ? 'The wallet is filled again, and nothing was billed for the refused job. Try again.'
    : 'Nothing was billed. Set the mock’s balance here or in its panel, then try again.';
