import type { Clock, Client, JobRef } from '@briakit/core';
import { removeBackground } from '@briakit/core/operations';
import { BriaClientProvider, useBriaJob } from '@briakit/react';
import { useRef } from 'react';
import { BeforeAfter } from '../components/before-after.tsx';
import { JobStatus } from '../components/job-status.tsx';
import { useKeptFocus } from '../components/use-kept-focus.ts';
import './cut-out.css';

const PICTURE_URL = '/sample.jpg';

/** The picture that is shown, as what is submitted. */
export const fetchPicture = async () => ({ image: await (await fetch(PICTURE_URL)).blob() });

export interface CutOutProps {
  readonly client: Client<'bria'>;
  readonly clock: Clock;
  /** A job that exists. */
  readonly saved?: JobRef;
}

/** The smallest app around `useBriaJob`: a picture, a button, and where the job stands. */
export const CutOut = ({ client, clock, saved }: CutOutProps) => (
  <BriaClientProvider client={client}>
    <CutOutCard clock={clock} saved={saved} />
  </BriaClientProvider>
);

function CutOutCard({ clock, saved }: { readonly clock: Clock; readonly saved: JobRef | undefined }) {
  const job = useBriaJob(removeBackground, { ref: saved });
  const status = useRef<HTMLElement>(null);
  const start = async () => job.submit(await fetchPicture());
  return (
    <main className="cut-out" {...useKeptFocus(status)}>
      <div className="cut-out-picture">
        {job.data ? (
          <BeforeAfter before={PICTURE_URL} after={job.data.image_url} alt="Vase" />
        ) : (
          <img src={PICTURE_URL} alt="Vase" />
        )}
      </div>
      <JobStatus ref={status} view={job} provider="Bria" clock={clock}>
        {job.isPending ? (
          // With keys, a second Enter on one of them is never one on the other.
          <button key="stop" type="button" className="button" onClick={job.stop}>
            Stop
          </button>
        ) : (
          <button key="start" type="button" className="button primary" onClick={() => void start()}>
            {job.phase === 'idle' ? 'Remove the background' : 'Once more'}
          </button>
        )}
      </JobStatus>
    </main>
  );
}
