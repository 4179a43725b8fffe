import { withUploads } from '@briakit/core/bria';
import { BriaClientProvider, useBriaUpload } from '@briakit/react';
import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { inAWorld, passUntil, told } from './story-world.ts';

function Upload() {
  const { upload, abort, phase, progress, data, error } = useBriaUpload();
  return (
    <main>
      <input
        type="file"
        aria-label="Video"
        onChange={({ target: { files } }) => files?.[0] && upload(files[0])}
      />
      {phase === 'uploading' && (
        <>
          <progress aria-label="Upload" value={progress} />
          <button type="button" className="button" onClick={abort}>
            Abort
          </button>
        </>
      )}
      <p role="status">{data ? 'Uploaded.' : error instanceof Error ? error.message : ''}</p>
    </main>
  );
}

const meta = preview.meta({
  title: 'Hooks/useBriaUpload',
  ...inAWorld,
  render: (_, { world }) => (
    <BriaClientProvider client={withUploads(world.client, { fetch: slowStorage })}>
      <Upload />
    </BriaClientProvider>
  ),
});

/** Takes what it is sent, and is in no hurry to say so. */
const slowStorage = (_: string, { signal }: { readonly signal: AbortSignal }) =>
  new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error)),
  );

const MP4 = new File(['\0\0\0\u0018ftypisom\0\0\u0002\0isommp42'], 'fox.mp4', { type: 'video/mp4' });

export const Uploading = meta.story({
  parameters: told('The file is on its way to storage, without the token. Nothing is bought by it.'),
  async play({ canvas, userEvent, world: { clock } }) {
    await userEvent.upload(canvas.getByLabelText('Video'), MP4);
    await passUntil(clock, () => expect(canvas.getByRole('progressbar', { name: 'Upload' })).toBeVisible());
  },
});

export const Aborted = meta.story({
  parameters: told('Called off by the person: it is as if it had not begun.'),
  async play({ canvas, userEvent }) {
    await userEvent.upload(canvas.getByLabelText('Video'), MP4);
    await userEvent.click(await canvas.findByRole('button', { name: 'Abort' }));
    await expect(canvas.queryByRole('progressbar')).toBeNull();
  },
});

export const NoVideo = meta.story({
  parameters: told('What is no video is found out before anything is sent.'),
  async play({ canvas, userEvent, world: { mock } }) {
    await userEvent.upload(canvas.getByLabelText('Video'), new File(['a text'], 'a.txt'));
    await expect(await canvas.findByText(/video/i)).toBeVisible();
    await expect(mock.control.journal.count()).toBe(0);
  },
});
