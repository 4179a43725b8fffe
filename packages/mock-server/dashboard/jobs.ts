/** The jobs: what becomes of each, and what it looks like. */
import type { JobOverview } from '../src/mock/overview.ts';
import { assertNever } from '../src/world/assert-never.ts';
import type { JobStatus } from '../src/world/jobs.ts';
import { createList, element, find, setChip, setText, type Entry, type Tone } from './dom.ts';
import { formatAge, formatUsd } from './format.ts';

const TONES: Readonly<Record<JobStatus, Tone>> = {
  queued: 'plain',
  running: 'busy',
  completed: 'good',
  empty: 'warn',
  unknown: 'warn',
  error: 'bad',
  failed: 'bad',
};
const MOST_THUMBS = 3;

export function createJobs(): (jobs: readonly JobOverview[], count: number, now: number) => void {
  let now = 0;
  const show = createList<JobOverview>(
    'jobs',
    ({ requestId }) => requestId,
    (job) => createCard(job, () => now),
  );
  return (jobs, count, at) => {
    now = at;
    setText(find('jobs-count', HTMLSpanElement), count > 0 ? String(count) : '');
    show(jobs);
  };
}

function createCard(
  { requestId, provider, endpoint, priceUsd, words, tenant }: JobOverview,
  now: () => number,
): Entry<JobOverview> {
  const thumbs = element('div', { class: 'thumbs' });
  const chip = element('span');
  const age = element('span', { class: 'quiet' });
  const message = element('p', { class: 'quiet' });
  const about = element(
    'div',
    { class: 'about' },
    element('div', { class: 'headline' }, chip, age),
    element('p', { class: 'name' }, endpoint),
    ...(words ? [element('p', { class: 'words', title: words }, words)] : []),
    message,
    element('p', { class: 'quiet' }, `${provider} · ${formatUsd(priceUsd)} · ${tenant}`),
    element('p', { class: 'mono quiet' }, requestId),
  );
  let shown: string | undefined;
  return {
    node: element('li', { class: 'card' }, thumbs, about),
    update(job) {
      setChip(chip, job.status, TONES[job.status]);
      setText(age, formatAge(now() - job.submittedAt));
      setText(message, job.hasEnded && job.status !== 'completed' ? (job.message ?? '') : '');
      message.hidden = message.textContent === '';
      const looks = job.files.length > 0 ? job.files.map(({ name }) => name).join() : job.status;
      if (looks === shown) return;
      shown = looks;
      thumbs.replaceChildren(...picturesOf(job));
    },
  };
}

function picturesOf({ requestId, endpoint, files, status, hasEnded }: JobOverview): Node[] {
  const shown = files.slice(0, MOST_THUMBS).map(({ name, kind }) => {
    const src = `/__admin/jobs/${encodeURIComponent(requestId)}/files/${encodeURIComponent(name)}`;
    const alt = `${name} of ${endpoint}`;
    switch (kind) {
      case 'picture':
        return element('img', { src, alt, loading: 'lazy' });
      case 'video':
      case 'copy':
        return element('video', {
          src,
          'aria-label': alt,
          controls: true,
          muted: true,
          loop: true,
          playsinline: true,
        });
      case 'layers':
        return element('span', { class: 'waiting' }, element('a', { href: src, target: '_blank' }, name));
      default:
        return assertNever(kind);
    }
  });
  if (shown.length > 0) return shown;
  return [
    element('span', { class: 'waiting' }, hasEnded ? (WORDS_OF_END[status] ?? 'no result') : 'no result yet'),
  ];
}

const WORDS_OF_END: Partial<Readonly<Record<JobStatus, string>>> = {
  completed: 'completed, without a file',
  empty: 'completed, without a link',
};
