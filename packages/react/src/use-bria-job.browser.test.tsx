import { createClient } from '@briakit/core';
import { bria } from '@briakit/core/bria';
import { removeBackground } from '@briakit/core/operations';
import { pixazo } from '@briakit/core/pixazo';
import { virtualClock } from '@briakit/core/testing';
import { createMock } from '@briakit/mock-server';
import { setupMockWorker } from '@briakit/mock-server/browser';
import { StrictMode } from 'react';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { BriaClientProvider } from './client-context.tsx';
import { useBriaJob } from './use-bria-job.ts';

const clock = virtualClock();
const mock = createMock({ clock });
const worker = setupMockWorker(mock);
beforeAll(() => worker.start());
afterAll(() => worker.stop());

/** A green disc on white, as a person would drop it. */
async function picture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(120, 90);
  const context = canvas.getContext('2d')!;
  context.fillStyle = 'white';
  context.fillRect(0, 0, 120, 90);
  context.fillStyle = 'seagreen';
  context.arc(60, 45, 30, 0, 7);
  context.fill();
  return canvas.convertToBlob({ type: 'image/png' });
}

function Cutter({ file }: { readonly file: Blob }) {
  const { submit, phase, data, error } = useBriaJob(removeBackground);
  return (
    <>
      <button onClick={() => submit({ image: file })}>Cut out</button>
      <output>{phase}</output>
      {error && <p role="alert">{error.message}</p>}
      {data && <img src={data.image_url} crossOrigin="anonymous" alt="Cut out" />}
    </>
  );
}

const host = async (blob: Blob) => {
  const response = await fetch('/__mock/uploads', { method: 'POST', body: blob });
  return new URL(((await response.json()) as { url: string }).url);
};
const allowed = { dangerouslyAllowBrowser: true };

it.each([
  ['Bria', () => createClient({ provider: bria({ apiToken: 'chromium', ...allowed }), clock })],
  [
    'Pixazo',
    () => createClient({ provider: pixazo({ subscriptionKey: 'chromium', host, ...allowed }), clock }),
  ],
])('cuts a dropped picture out at %s, through the service worker, in StrictMode', async (_, open) => {
  const submitsBefore = mock.control.journal.count({ operation: 'submit' });
  const screen = await render(
    <StrictMode>
      <BriaClientProvider client={open()}>
        <Cutter file={await picture()} />
      </BriaClientProvider>
    </StrictMode>,
  );
  await expect.element(screen.getByRole('status')).toHaveTextContent('idle');
  await screen.getByRole('button').click();
  await expect
    .poll(async () => {
      await clock.advance(1_000);
      return screen.getByRole('status').element().textContent;
    })
    .toBe('succeeded');
  expect(mock.control.journal.count({ operation: 'submit' }) - submitsBefore).toBe(1);

  const img = screen.getByAltText('Cut out').element() as HTMLImageElement;
  await img.decode();
  expect([img.naturalWidth, img.naturalHeight]).toEqual([120, 90]);
  const canvas = new OffscreenCanvas(120, 90);
  const context = canvas.getContext('2d')!;
  context.drawImage(img, 0, 0);
  const alphaAt = (x: number, y: number) => context.getImageData(x, y, 1, 1).data[3];
  expect(alphaAt(3, 3)).toBe(0);
  expect(alphaAt(60, 45)).toBe(255);
});
