import type { Clock, JobPhase, JobRef } from '@briakit/core';
import { removeBackground } from '@briakit/core/operations';
import { useBriaJob, type JobView } from '@briakit/react';
import { useEffect, useRef } from 'react';
import { BeforeAfter } from '../components/before-after.tsx';
import { JobStatus } from '../components/job-status.tsx';
import { useKeptFocus } from '../components/use-kept-focus.ts';
import { DropZone } from './drop-zone.tsx';
import { JobActions } from './job-actions.tsx';
import { MockDown } from './mock-down.tsx';
import { Picture } from './picture.tsx';
import { fetchSample, type PictureFile } from './picture-file.ts';
import { Stage } from './stage.tsx';
import type { LeftJob } from './use-left-job.ts';
import { canPay, type UseTenant } from './use-tenant.ts';

export type ShownPhase = JobPhase | 'idle';

export interface JobAreaProps {
  /** By the name that people know. */
  readonly provider: string;
  readonly picture: PictureFile | undefined;
  readonly onPicture: (file: File | undefined) => void;
  readonly onPhase: (phase: ShownPhase) => void;
  /** What to show before there is a picture: the job that a reload has left. */
  readonly left: LeftJob | undefined;
  /** Told that a job is no longer wanted, and of its ref, if it has one. */
  readonly onForget: (ref: JobRef | undefined) => void;
  readonly tenant: UseTenant;
  readonly clock: Clock;
}

/** One picture and its job at one provider. */
export function JobArea(props: JobAreaProps) {
  const { provider, picture, onPicture, onPhase, left, onForget, tenant, clock } = props;
  const job = useBriaJob(removeBackground, { ref: left?.ref });
  const { phase, isPending, error, data } = job;
  useEffect(() => onPhase(phase), [phase, onPhase]);
  const status = useRef<HTMLElement>(null);
  const focusWatch = useKeptFocus(status);

  const start = (file: File) => {
    onPicture(file);
    job.submit({ image: file }, { label: file.name });
  };
  const startOver = () => {
    onForget(job.ref);
    job.reset();
    onPicture(undefined);
  };

  // Found before anything was sent: the file is no picture, so it is told where a file is chosen.
  const refused = error?.code === 'input' && error.submission === 'not-sent' ? error : undefined;
  const shown = refused ? undefined : picture;
  const isMockDown = tenant.mock.kind === 'unreachable' && phase !== 'succeeded' && !isPending;

  return (
    <div className="card job-area" {...focusWatch}>
      <Stage onFile={isPending ? undefined : start}>
        {!shown && !refused && left && phase !== 'idle' ? (
          <LeftPicture name={left.name} url={data?.image_url} />
        ) : !shown ? (
          <DropZone
            onFile={start}
            onSample={() => void fetchSample().then(start, tenant.refresh)}
            error={refused}
          />
        ) : data ? (
          <BeforeAfter before={shown.url} after={data.image_url} alt={shown.file.name} />
        ) : (
          <Picture url={shown.url} alt={shown.file.name} isBusy={isPending && phase !== 'waiting'} />
        )}
      </Stage>
      <JobStatus
        ref={status}
        view={refused ? NO_JOB : job}
        provider={provider}
        idle={
          shown ? { title: 'Ready', detail: <ToSend name={shown.file.name} to={provider} /> } : NO_PICTURE
        }
        instead={isMockDown ? <MockDown /> : undefined}
        advice={error?.code === 'insufficient_balance' ? balanceAdvice(tenant) : undefined}
        done={shown ? undefined : 'It went on while this page was away.'}
        clock={clock}
      >
        {(shown ?? left) && !refused && !isMockDown && (
          <JobActions
            job={job}
            file={shown?.file}
            name={shown?.file.name ?? left?.name ?? ''}
            tenant={tenant}
            startOver={startOver}
          />
        )}
      </JobStatus>
    </div>
  );
}

/** The result, and until then what is known of the picture: it went with the page. */
const LeftPicture = ({ name, url }: { readonly name: string; readonly url: string | undefined }) =>
  url ? (
    <Picture url={url} alt={`${name}, cut out`} isBusy={false} />
  ) : (
    <p className="job-area-left">
      <span>
        <bdi>{name}</bdi> was sent before this page was loaded again.
      </span>
    </p>
  );

/** A name may be written from right to left, the sentence around it is not. */
const ToSend = ({ name, to }: { readonly name: string; readonly to: string }) => (
  <>
    <bdi>{name}</bdi>, to be sent to {to}.
  </>
);

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
