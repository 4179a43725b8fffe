/** The examples of the docstrings, as code that is checked and run. A change here is to be made there, too. */
import {
  createClient,
  createInspectedClient,
  withBatches,
  withJobs,
  type Job,
  type JobRef,
} from '@briakit/core';
import { bria, image, video, withUploads } from '@briakit/core/bria';
import { memoryJournal, withJournal } from '@briakit/core/journal';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { Blob as NodeBlob, File as NodeFile } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memo, Suspense, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openWorld, PICTURE, strictWith, TOKEN } from '../test/world.tsx';
import {
  BriaClientProvider,
  getProgressProps,
  getStatusProps,
  jobKey,
  resetSuspenseBriaJob,
  useBriaBatch,
  useBriaBudget,
  useBriaClient,
  useBriaJob,
  useBriaJobs,
  useBriaJobView,
  useBriaUpload,
  useSuspenseBriaJob,
  type JobView,
} from './index.ts';

const client = createClient({ provider: bria({ baseUrl: '/api/bria' }) });

const App = () => (
  <BriaClientProvider client={client}>
    <Cutter />
  </BriaClientProvider>
);

function TopUp() {
  const { balance } = useBriaClient();
  return <button onClick={balance.reopen}>I have topped up</button>;
}

function Cutter() {
  const job = useBriaJob(image.removeBackground, { onError: (error) => console.warn(error.code) });
  const cutOut = (files: FileList | null) => files?.[0] && job.submit({ image: files[0] });
  return (
    <>
      <input type="file" aria-label="Picture" onChange={(event) => cutOut(event.target.files)} />
      <p {...job.getStatusProps()} />
      {job.isPending && <div {...job.getProgressProps()} style={{ width: `${job.progress * 100}%` }} />}
      {job.isPending && <button onClick={job.stop}>Stop</button>}
      {job.phase === 'succeeded' && <img src={job.data.image_url} alt="Cut out" />}
    </>
  );
}

function LastPicture({ saved }: { readonly saved: JobRef }) {
  const { phase, data } = useBriaJob(image.removeBackground, { ref: saved });
  return data ? <img src={data.image_url} alt="Cut out" /> : <p>{phase}</p>;
}

function Light() {
  const { submit, selected } = useBriaJob(image.generate, {
    select: ({ phase, data }) => ({ phase, data }),
  });
  if (selected.data) return <img src={selected.data.image_url} alt="A red fox" />;
  return <button onClick={() => submit({ prompt: 'A red fox' })}>{selected.phase}</button>;
}

const Row = memo(function Row({ job }: { readonly job: Job }) {
  const phase = useBriaJobView(job, { select: (view) => view.phase });
  return <li>{phase}</li>;
});

function Spoken({ view }: { readonly view: JobView }) {
  return <p {...getStatusProps(view, ({ phase }) => (phase === 'succeeded' ? 'Fertig.' : ''))} />;
}

function Bar({ view }: { readonly view: JobView }) {
  return (
    <div {...getProgressProps(view, { label: 'Cutting out' })}>
      <div style={{ width: `${view.progress * 100}%` }} />
    </div>
  );
}

function Pictures() {
  const { jobs, isResuming } = useBriaJobs({ endpoints: [image.removeBackground], resumePending: true });
  if (isResuming) return <p>One moment …</p>;
  return (
    <ul>
      {jobs.map((job) => (
        <Picture key={jobKey(job)} job={job} />
      ))}
    </ul>
  );
}

const Picture = memo(function Picture({ job }: { readonly job: Job<{ image_url: string }> }) {
  const { phase, data } = useBriaJobView(job);
  return <li>{data ? <img src={data.image_url} alt="Cut out" /> : phase}</li>;
});

function CutAll({ files }: { readonly files: readonly File[] }) {
  const batch = useBriaBatch(image.removeBackground, { concurrency: 4 });
  const { counts, rows, stoppedBy } = batch;
  return (
    <>
      <button onClick={() => batch.start(files.map((file) => ({ image: file })))}>Cut all out</button>
      <progress aria-label="All pictures" value={batch.progress} />
      {stoppedBy && <p role="alert">{stoppedBy.message}</p>}
      {counts.error + counts.skipped > 0 && <button onClick={batch.retryFailed}>Retry</button>}
      {rows.map(({ key, data }) => data && <img key={key} src={data.image_url} alt={`Cut out ${key}`} />)}
    </>
  );
}

function Saved({ saved }: { readonly saved: JobRef }) {
  return (
    <Suspense fallback={<p>One moment …</p>}>
      <SavedPicture saved={saved} />
    </Suspense>
  );
}

function SavedPicture({ saved }: { readonly saved: JobRef }) {
  const { image_url } = useSuspenseBriaJob(saved, image.removeBackground);
  return <img src={image_url} alt="Cut out" />;
}

function TryAgain({ saved, reset }: { readonly saved: JobRef; readonly reset: () => void }) {
  const briaClient = useBriaClient();
  const again = () => {
    resetSuspenseBriaJob(briaClient, saved);
    reset();
  };
  return <button onClick={again}>Try again</button>;
}

function Budget() {
  const { lines, isWalletEmpty } = useBriaBudget();
  if (isWalletEmpty) return <p>No credit is left.</p>;
  return (
    <ul>
      {lines.map(({ bucket, free, limit, blockedBy }) => (
        <li key={bucket}>
          {bucket}: {free} of {limit} {blockedBy}
        </li>
      ))}
    </ul>
  );
}

function GreenScreen() {
  const { uploadAsync, phase, progress, error } = useBriaUpload();
  const { submit, data } = useBriaJob(video.removeBackground);
  const start = async (file: File | undefined) => {
    // What goes wrong is in `error`.
    const link = file && (await uploadAsync(file).catch(() => undefined));
    if (link) submit({ video: link.url });
  };
  return (
    <>
      <input type="file" aria-label="Video" onChange={(event) => void start(event.target.files?.[0])} />
      {phase === 'uploading' && <progress aria-label="Upload" value={progress} />}
      {error instanceof Error && <p role="alert">{error.message}</p>}
      {data && <a href={data.video_url}>Download</a>}
    </>
  );
}

/* The examples end here. */

// Node's Request does not know the files of jsdom.
beforeEach(() => {
  vi.stubGlobal('Blob', NodeBlob);
  vi.stubGlobal('File', NodeFile);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const PNG = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
);
const MP4 = '\0\0\0\u0018ftypisom\0\0\u0002\0isommp42';

/** A client that can do everything, and what it is shown in. */
function open() {
  const world = openWorld();
  const journaled = withJournal(createInspectedClient(world.clientOptions), memoryJournal());
  const able = withBatches(
    withJobs(
      withUploads(journaled, {
        fetch: async (url, init) => (await world.mock.handle(new Request(url, init)))!,
      }),
    ),
  );
  const show = (what: ReactNode) => render(what, { wrapper: strictWith(able) });
  const choose = (label: string, file: File) =>
    act(() => void fireEvent.change(screen.getByLabelText(label), { target: { files: [file] } }));
  const click = (name: string) => act(() => screen.getByRole('button', { name }).click());
  const saved = async () => {
    const accepted = able.submit(image.removeBackground, { image: PICTURE }).accepted();
    await world.clock.advance(10);
    return accepted;
  };
  return { ...world, able, show, choose, click, saved };
}

it('BriaClientProvider', () => {
  render(<App />);
  expect(screen.getByLabelText('Picture')).toBeTruthy();
});

it('useBriaClient', async () => {
  const { able, mock, show, click, advance } = open();
  mock.control.tenants.set(TOKEN, { balanceUsd: 0 });
  able.submit(image.removeBackground, { image: PICTURE });
  await advance(1_000);
  expect(able.balance.isEmpty).toBe(true);
  show(<TopUp />);
  click('I have topped up');
  expect(able.balance.isEmpty).toBe(false);
});

it('useBriaJob', async () => {
  const { show, choose, advance } = open();
  show(<Cutter />);
  choose('Picture', new File([PNG], 'dot.png', { type: 'image/png' }));
  await advance(500);
  expect(screen.getByRole('progressbar')).toBeTruthy();
  await advance(20_000);
  expect(screen.getByAltText('Cut out')).toBeTruthy();
});

it('useBriaJob, with a ref and with select', async () => {
  const { show, click, advance, saved } = open();
  show(<LastPicture saved={await saved()} />);
  show(<Light />);
  click('idle');
  await advance(60_000);
  expect(screen.getByAltText('Cut out')).toBeTruthy();
  expect(screen.getByAltText('A red fox')).toBeTruthy();
});

it('useBriaJobView, getStatusProps and getProgressProps', async () => {
  const { able, show, advance } = open();
  const job = able.submit(image.removeBackground, { image: PICTURE });
  function All() {
    const view = useBriaJobView(job);
    return (
      <>
        <Row job={job} />
        <Spoken view={view} />
        <Bar view={view} />
      </>
    );
  }
  show(<All />);
  expect(screen.getByRole('status').textContent).toBe('');
  await advance(20_000);
  expect(screen.getByRole('listitem').textContent).toBe('succeeded');
  expect(screen.getByRole('status').textContent).toBe('Fertig.');
  expect(screen.getByRole('progressbar', { name: 'Cutting out' }).getAttribute('aria-valuenow')).toBe('100');
});

it('useBriaJobs', async () => {
  const { able, show, advance } = open();
  able.submit(image.removeBackground, { image: PICTURE });
  show(<Pictures />);
  expect(screen.getByText('One moment …')).toBeTruthy();
  await advance(20_000);
  expect(screen.getByAltText('Cut out')).toBeTruthy();
});

it('useBriaBatch', async () => {
  const { mock, show, click, advance } = open();
  mock.control.tenants.set(TOKEN, { balanceUsd: 0.018 });
  show(<CutAll files={[0, 1].map((name) => new File([PNG], `${name}.png`, { type: 'image/png' }))} />);
  click('Cut all out');
  await advance(60_000);
  expect(screen.getByRole('alert').textContent).toContain('No credit');
  mock.control.tenants.set(TOKEN, { balanceUsd: 1 });
  click('Retry');
  await advance(60_000);
  expect(screen.getAllByAltText(/^Cut out/)).toHaveLength(2);
});

it('useSuspenseBriaJob and resetSuspenseBriaJob', async () => {
  const { show, click, advanceInAct, saved } = open();
  const ref = await saved();
  show(<Saved saved={ref} />);
  expect(screen.getByText('One moment …')).toBeTruthy();
  await advanceInAct(20_000);
  expect(screen.getByAltText('Cut out')).toBeTruthy();
  const reset = vi.fn<() => void>();
  show(<TryAgain saved={ref} reset={reset} />);
  click('Try again');
  expect(reset).toHaveBeenCalledTimes(1);
});

it('useBriaBudget', async () => {
  const { able, show, advance } = open();
  show(<Budget />);
  able.submit(image.removeBackground, { image: PICTURE });
  await advance(100);
  expect(screen.getByText(/remove_background: 999 of 1000/)).toBeTruthy();
});

it('useBriaUpload', async () => {
  const { show, choose, advance } = open();
  show(<GreenScreen />);
  choose('Video', new File(['a text'], 'fox.txt'));
  expect((await screen.findByRole('alert')).textContent).toMatch(/video/);
  choose('Video', new File([MP4], 'fox.mp4', { type: 'video/mp4' }));
  expect(screen.getByLabelText('Upload')).toBeTruthy();
  await advance(300_000);
  expect(screen.getByText('Download')).toBeTruthy();
});

it('are what the README says', () => {
  const own = readFileSync(join(import.meta.dirname, 'examples.test.tsx'), 'utf8');
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const [app = ''] = /export const App[^]+?(?=```)/.exec(readme) ?? [];
  for (const part of app.replace('export ', '').trim().split('\n\n')) expect(own).toContain(part);
});

/** The code of each `@example` in a file, without its title. */
const examplesIn = (source: string) =>
  [...source.matchAll(/\* @example[^\n]*\n((?: \*(?! @).*\n)+?)(?= \*\/| \* @)/g)].map(([, block = '']) =>
    block.replaceAll(/^ \* ?/gm, '').trim(),
  );

it('are what the docstrings say, of every hook and function', () => {
  const own = readFileSync(join(import.meta.dirname, 'examples.test.tsx'), 'utf8');
  const sources = readdirSync(import.meta.dirname)
    // The options for TanStack Query have theirs beside them.
    .filter((name) => /(?<!\.test|\.test-d)\.tsx?$/.test(name) && !name.startsWith('query'))
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'));
  const examples = sources.flatMap(examplesIn);
  expect(examples).toHaveLength(14);
  expect(examples.filter((example) => !own.includes(example))).toEqual([]);

  const documented = sources.flatMap((source) =>
    [...source.matchAll(/(\/\*\*(?:(?!\*\/).)*?\*\/)\nexport (?:function|const) (use[A-Z]\w+)/gs)].map(
      ([, docstring = '', name]) => [name, docstring.includes('@example')],
    ),
  );
  const inside = new Set(['useClientWith', 'useLatest', 'useSelection']);
  expect(documented.filter(([name, hasExample]) => !hasExample && !inside.has(name as string))).toEqual([]);
});
