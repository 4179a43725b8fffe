import type { Job } from '@briakit/core';
import { image } from '@briakit/core/bria';
import { jobKey, useBriaJob, useBriaJobs, useBriaJobView } from '../../src/index.ts';
import { useState } from 'react';

/** Replaced while the page is open. */
const VERSION = 'first';

function Row({ job }: { readonly job: Job<{ readonly image_url: string }> }) {
  const { phase, waitReason, data, error } = useBriaJobView(job);
  return (
    <li data-picture={data?.image_url}>{[phase, waitReason, error?.code].filter(Boolean).join(': ')}</li>
  );
}

export function App() {
  const [clicks, setClicks] = useState(0);
  const { submit, phase } = useBriaJob(image.removeBackground);
  const { jobs } = useBriaJobs({ endpoints: [image.removeBackground], resumePending: true });
  const cutOut = () => {
    setClicks(clicks + 1);
    submit({ image: 'https://example.com/cat.jpg' }, { label: `cat ${clicks}` });
  };
  return (
    <>
      <h1>{VERSION}</h1>
      <button onClick={cutOut}>Cut out</button>
      <output>{[clicks, phase].join(' ')}</output>
      <ul>
        {jobs.map((job) => (
          <Row key={jobKey(job)} job={job} />
        ))}
      </ul>
    </>
  );
}
