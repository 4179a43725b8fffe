import type { JobRef } from '@briakit/core';
import { removeBackground } from '@briakit/core/operations';
import { BriaClientProvider, resetSuspenseBriaJob, useBriaClient, useSuspenseBriaJob } from '@briakit/react';
import { Component, Suspense, type ReactNode } from 'react';
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

/** The error boundary that every app has one of, and that React has no hook for. */
class Boundary extends Component<{ readonly again: () => void; readonly children: ReactNode }> {
  static getDerivedStateFromError = (error: Error) => ({ error });
  override readonly state: { readonly error?: Error } = {};
  readonly #again = () => {
    this.props.again();
    this.setState({ error: undefined });
  };
  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <>
        <p role="alert">{error.message}</p>
        <button type="button" className="button" onClick={this.#again}>
          Try again
        </button>
      </>
    );
  }
}

function SavedPicture({ saved }: Saved) {
  const client = useBriaClient();
  return (
    <main>
      <Boundary again={() => resetSuspenseBriaJob(client, saved)}>
        <Suspense fallback={<p role="status">One moment …</p>}>
          <Picture saved={saved} />
        </Suspense>
      </Boundary>
    </main>
  );
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
      <SavedPicture saved={(loaded as unknown as Saved).saved} />
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

export const Stopped = meta.story({
  parameters: told(
    'The job was stopped, or has failed: the error boundary has it, and a reset follows it anew.',
  ),
  async play({ canvas, world: { client, clock }, loaded }) {
    client.resume((loaded as unknown as Saved).saved).stop();
    await passUntil(clock, () => expect(canvas.getByRole('alert')).toBeVisible());
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeEnabled();
  },
});

export const FollowedAnew = meta.story({
  parameters: told('After the reset it is the same job, which has gone on meanwhile. Nothing is submitted.'),
  async play(context) {
    await Stopped.play(context);
    const { canvas, userEvent, world } = context;
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
    await passUntil(world.clock, () => expect(canvas.getByRole('img', { name: 'Cut out' })).toBeVisible());
    await expect(world.mock.control.journal.count({ operation: 'submit' })).toBe(1);
  },
});
