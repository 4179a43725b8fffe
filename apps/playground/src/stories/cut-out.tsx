import type { Clock, Client, JobRef } from '@briakit/core';
import { removeBackground } from '@briakit/core/operations';
import { BriaClientProvider, useBriaJob } from '@briakit/react';
import { BeforeAfter } from '../components/before-after.tsx';
import { JobStatus } from '../components/job-status.tsx';
import './cut-out.css';

const PICTURE_URL = '/sample.jpg';

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
  const start = async () => {
    const response = await fetch(PICTURE_URL);
    job.submit({ image: await response.blob() });
  };
  return (
    <main className="cut-out">
      <div className="cut-out-picture">
        {job.data ? (
          <BeforeAfter before={PICTURE_URL} after={job.data.image_url} alt="Vase" />
        ) : (
          <img src={PICTURE_URL} alt="Vase" />
        )}
      </div>
      <JobStatus view={job} provider="Bria" clock={clock}>
        {job.isPending ? (
          <button type="button" className="button" onClick={job.stop}>
            Stop
          </button>
        ) : (
          <button type="button" className="button primary" onClick={() => void start()}>
            {job.phase === 'idle' ? 'Remove the background' : 'Once more'}
          </button>
        )}
      </JobStatus>
    </main>
  );
}
