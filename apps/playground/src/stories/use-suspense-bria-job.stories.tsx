import type { JobRef } from '@briakit/core';
import { removeBackground } from '@briakit/core/operations';
import { BriaClientProvider, useSuspenseBriaJob } from '@briakit/react';
import { Suspense } from 'react';
import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { inAWorld, passUntil, told } from './story-world.ts';

interface Saved {
  readonly saved: JobRef;
}

function Picture({ saved }: Saved) {
  const { image_url } = useSuspenseBriaJob(saved, removeBackground);
  return <img src={image_url} alt="Cut out" width="320" />;
}

const meta = preview.meta({
  title: 'Hooks/useSuspenseBriaJob',
  async beforeEach(context) {
    inAWorld.beforeEach(context);
    const { client } = context.world;
    const saved = await client.submit(removeBackground, { image: 'https://example.com/vase.jpg' }).accepted();
    Object.assign(context.loaded, { saved });
  },
  render: (_, { world, loaded }) => (
    <BriaClientProvider client={world.client}>
      <Suspense fallback={<p role="status">One moment …</p>}>
        <Picture saved={(loaded as unknown as Saved).saved} />
      </Suspense>
    </BriaClientProvider>
  ),
});

export const Suspended = meta.story({
  parameters: told('The job goes on: the fallback is shown, and the job is asked about as ever.'),
  async play({ canvas, world: { clock } }) {
    await clock.advance(250);
    await expect(canvas.getByRole('status')).toHaveTextContent('One moment …');
  },
});

export const Succeeded = meta.story({
  parameters: told('The result is there, and takes the place of the fallback.'),
  async play({ canvas, world: { clock } }) {
    await passUntil(clock, () => expect(canvas.getByRole('img', { name: 'Cut out' })).toBeVisible());
  },
});
