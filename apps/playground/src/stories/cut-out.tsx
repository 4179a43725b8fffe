import type { Clock, Client } from '@briakit/core';
import { removeBackground } from '@briakit/core/operations';
import { BriaClientProvider, useBriaJob } from '@briakit/react';
import { BeforeAfter } from '../components/before-after.tsx';
import { JobStatus } from '../components/job-status.tsx';
import './cut-out.css';

const PICTURE_URL = '/sample.jpg';

export interface CutOutProps {
  readonly client: Client<'bria'>;
  readonly clock: Clock;
}

/** The smallest app around `useBriaJob`: a picture, a button, and where the job stands. */
export const CutOut = ({ client, clock }: CutOutProps) => (
  <BriaClientProvider client={client}>
    <CutOutCard clock={clock} />
  </BriaClientProvider>
);

function CutOutCard({ clock }: { readonly clock: Clock }) {
  const job = useBriaJob(removeBackground);
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
