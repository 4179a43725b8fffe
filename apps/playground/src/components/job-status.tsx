import type { Clock } from '@briakit/core';
import { systemClock } from '@briakit/core/testing';
import type { JobView } from '@briakit/react';
import type { ReactNode, Ref } from 'react';
import { adviceFor } from './error-advice.ts';
import { Failure } from './failure.tsx';
import './job-status.css';
import { JobId } from './job-id.tsx';
import { Remaining, Waiting } from './time-left.tsx';

export interface JobStatusProps {
  readonly view: JobView;
  /** The provider's name, for the sentences: `Bria`. */
  readonly provider: string;
  /** What to say while there is no job. */
  readonly idle?: { readonly title: string; readonly detail: ReactNode };
  /** Said in place of the words for the phase, when somebody here knows better what is wrong. */
  readonly instead?: ReactNode;
  /** What to do about a failure, where somebody here knows more than the error does. */
  readonly advice?: string | undefined;
  /** What to do with a result. */
  readonly done?: string | undefined;
  /** What can be done now: buttons. */
  readonly children?: ReactNode;
  /** The time that countdowns go by. Default: the system's. */
  readonly clock?: Clock;
  /** Of an element that can be given focus, when what had it is gone. */
  readonly ref?: Ref<HTMLElement>;
}

const NO_JOB = { title: 'Ready', detail: 'No job yet.' };

/** Where a job stands, in words that need no knowledge of the API: what happens, how long, what to do. */
export function JobStatus(props: JobStatusProps) {
  const { view, provider, idle = NO_JOB, instead, advice, done, children, clock = systemClock, ref } = props;
  return (
    <section className="job-status" data-phase={view.phase} aria-label="Job" tabIndex={-1} ref={ref}>
      <Bar view={view} />
      {/* What is new in it is read out: the reason of a failure, too, but no countdown. */}
      <div className="job-status-words" role="status" aria-atomic="false">
        {instead ?? (
          <>
            <p className="job-status-title">{titleOf(view, provider, idle.title)}</p>
            <div className="job-status-detail">
              <Detail
                view={view}
                provider={provider}
                idle={idle.detail}
                advice={advice}
                done={done}
                clock={clock}
              />
            </div>
          </>
        )}
      </div>
      <div className="job-status-actions">{children}</div>
    </section>
  );
}

/** Its place is always taken, so that nothing moves when it comes and goes. */
function Bar({ view: { phase, progress, isPending } }: { readonly view: JobView }) {
  if (!isPending || phase === 'waiting') return <div className="job-status-bar" />;
  const value = phase === 'submitting' ? undefined : progress;
  return <progress className="job-status-bar" aria-label="Progress of the job" max={1} value={value} />;
}

function titleOf(view: JobView, provider: string, idleTitle: string): string {
  switch (view.phase) {
    case 'idle':
      return idleTitle;
    case 'waiting':
      return 'Waiting to send';
    case 'submitting':
      return `Sending the picture to ${provider}`;
    case 'queued':
      return `Accepted by ${provider}`;
    case 'running':
      return 'Removing the background';
    case 'succeeded':
      return 'The background is gone';
    case 'failed':
    case 'stopped':
      return adviceFor(view.error).title;
    default:
      return view satisfies never;
  }
}

interface DetailProps extends Required<Pick<JobStatusProps, 'view' | 'provider' | 'clock'>> {
  readonly idle: ReactNode;
  readonly advice: string | undefined;
  readonly done: string | undefined;
}

function Detail({ view, provider, idle, advice, done, clock }: DetailProps) {
  switch (view.phase) {
    case 'idle':
      return <p>{idle}</p>;
    case 'waiting':
      return <Waiting view={view} provider={provider} clock={clock} />;
    case 'submitting':
      return <p>Checked here first; nothing is billed until it is accepted.</p>;
    case 'queued':
      return (
        <>
          <p>It waits for its turn.</p>
          {view.etaMs !== undefined && <Remaining etaMs={view.etaMs} clock={clock} />}
        </>
      );
    case 'running':
      return <Remaining etaMs={view.etaMs} clock={clock} />;
    case 'succeeded':
      return <p>{done ?? 'Drag the divider to compare, or move it with the arrow keys.'}</p>;
    case 'failed':
      return <Failure error={view.error} provider={provider} advice={advice} />;
    case 'stopped':
      return (
        <>
          <p>{adviceFor(view.error).next}</p>
          <JobId id={view.ref?.requestId} />
        </>
      );
    default:
      return view satisfies never;
  }
}
