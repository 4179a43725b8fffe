import type { Job } from '@briakit/core';
import { image } from '@briakit/core/bria';
import { BriaClientProvider, getStatusProps, jobKey, useBriaJobs, useBriaJobView } from '@briakit/react';
import { memo } from 'react';
import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { inAWorld, passUntil, told } from './story-world.ts';

const Row = memo(function Row({ job }: { readonly job: Job<{ readonly image_url: string }> }) {
  const view = useBriaJobView(job);
  return (
    <li>
      {view.data && <img src={view.data.image_url} alt="Cut out" width="48" />}
      <span {...getStatusProps(view)} />
    </li>
  );
});

function Jobs() {
  const { jobs, isResuming } = useBriaJobs({ endpoints: [image.removeBackground], resumePending: true });
  return (
    <main>
      <h1>{isResuming ? 'One moment …' : `${jobs.length} jobs`}</h1>
      <ul>
        {jobs.map((job) => (
          <Row key={jobKey(job)} job={job} />
        ))}
      </ul>
    </main>
  );
}

const meta = preview.meta({
  title: 'Hooks/useBriaJobs',
  ...inAWorld,
  render: (_, { world }) => (
    <BriaClientProvider client={world.client}>
      <Jobs />
    </BriaClientProvider>
  ),
});

export const Empty = meta.story({
  parameters: told('The journal was read, and nothing is under way.'),
  async play({ canvas }) {
    await expect(await canvas.findByText('0 jobs')).toBeVisible();
  },
});

export const Several = meta.story({
  parameters: told('All jobs of the client, whoever submitted them. Each row shows its own, as it goes on.'),
  async play({ canvas, world: { client, clock } }) {
    await canvas.findByText('0 jobs');
    for (const name of ['vase', 'chair', 'lamp'])
      client.submit(image.removeBackground, { image: `https://example.com/${name}.jpg` });
    await passUntil(clock, () => expect(canvas.getAllByText('Done.')).toHaveLength(3));
    await expect(canvas.getAllByRole('img')).toHaveLength(3);
  },
});
