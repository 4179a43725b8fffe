import type { JobView } from './job-view.ts';

/** Puts what is known of a job into words. */
export type DescribeJob = (view: JobView) => string;

/** For an element that says how the job stands, for those who do not see it. */
export interface StatusProps {
  readonly role: 'status';
  readonly 'aria-live': 'polite';
  readonly 'aria-atomic': true;
  readonly children: string;
}

/** For an element that shows how far the job is. Without `aria-valuenow` nobody knows. */
export interface ProgressProps {
  readonly role: 'progressbar';
  readonly 'aria-label': string;
  readonly 'aria-valuemin': 0;
  readonly 'aria-valuemax': 100;
  readonly 'aria-valuenow'?: number;
  readonly 'aria-valuetext': string;
}

const SENTENCES: Readonly<Record<JobView['phase'], string>> = {
  idle: '',
  waiting: 'Waiting to be sent.',
  submitting: 'Sending.',
  queued: 'Accepted, waiting to start.',
  running: 'In progress.',
  succeeded: 'Done.',
  failed: 'Failed. ',
  stopped: 'Stopped.',
};

/** A sentence of English, to be read out. It changes with the phase and not with the progress. */
export function describeJob({ phase, waitReason, error }: JobView): string {
  if (waitReason === 'offline') return 'Offline, waiting for the network.';
  // What follows in brackets, codes and ids, is not to be heard.
  const why = phase === 'failed' ? error.message.replace(/ \(.*/s, '') : '';
  return SENTENCES[phase] + why;
}

/**
 * Props of a live region, which tells screen readers of each new phase. The element should always be there, also
 * while it is empty: a region that comes with its text is often not read.
 *
 * @param describe - other words, or another language. Default: English.
 *
 * @example
 * function Spoken({ view }: { readonly view: JobView }) {
 *   return <p {...getStatusProps(view, ({ phase }) => (phase === 'succeeded' ? 'Fertig.' : ''))} />;
 * }
 */
export const getStatusProps = (view: JobView, describe: DescribeJob = describeJob): StatusProps => ({
  role: 'status',
  'aria-live': 'polite',
  'aria-atomic': true,
  children: describe(view),
});

/**
 * Props of a progress bar: a `<div>` with a part of it filled.
 *
 * @param options - `label`: its name, default `Progress of the job`; `describe`: its value in words, default in
 * English, such as `40 percent, about 12 seconds left`.
 *
 * @example
 * function Bar({ view }: { readonly view: JobView }) {
 *   return (
 *     <div {...getProgressProps(view, { label: 'Cutting out' })}>
 *       <div style={{ width: `${view.progress * 100}%` }} />
 *     </div>
 *   );
 * }
 */
export function getProgressProps(
  view: JobView,
  {
    label = 'Progress of the job',
    describe = describeProgress,
  }: { readonly label?: string | undefined; readonly describe?: DescribeJob | undefined } = {},
): ProgressProps {
  return {
    role: 'progressbar',
    'aria-label': label,
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    // Nobody knows how long a submit takes.
    ...('ref' in view && view.ref && { 'aria-valuenow': percentOf(view) }),
    'aria-valuetext': describe(view),
  };
}

const percentOf = ({ progress }: JobView) => Math.floor(progress * 100);

function describeProgress(view: JobView): string {
  if (view.phase !== 'running') return describeJob(view) || 'Not started.';
  return `${percentOf(view)} percent${view.etaMs === undefined ? '' : `, about ${duration(view.etaMs)} left`}`;
}

/** Never of one second or minute, which would be another word. */
const duration = (ms: number) =>
  ms < 90_000 ? `${Math.max(2, Math.ceil(ms / 1_000))} seconds` : `${Math.round(ms / 60_000)} minutes`;
