/** Links to pictures that the mock itself serves, and which picture an input link means. */
import { hashText } from '../world/chance.ts';
import type { FileLink, ResultPart } from '../world/job-files.ts';
import type { JobInput } from '../world/job-input.ts';
import { statusAt, type JobRecord } from '../world/jobs.ts';
import type { World } from '../world/world.ts';
import { matchPath } from './match-path.ts';
import { inputFromFile } from './own-files.ts';

const MEDIA_FOLDER = '/__mock/media/';
export const MEDIA_PATH = `${MEDIA_FOLDER}:requestId/:file`;
export const UPLOADS_PATH = '/__mock/uploads';
export const UPLOAD_PATH = `${UPLOADS_PATH}/:pictureId`;

export const resultUrl = (origin: string, requestId: string, file: string): string =>
  `${origin}${MEDIA_FOLDER}${encodeURIComponent(requestId)}/${file}`;
export const uploadUrl = (origin: string, pictureId: string): string =>
  `${origin}${UPLOADS_PATH}/${pictureId}`;

export function parseHttpUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

/**
 * Whether the host is one that never resolves: `.invalid` is kept free for that.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2606
 */
export const isUnreachable = ({ hostname }: URL): boolean => /(^|\.)invalid\.?$/.test(hostname);

/**
 * The picture behind a URL. Our own are known by their path, whatever origin they were reached by. Every other
 * one is drawn from a seed, always the same for the same URL: the mock never goes out to the network.
 *
 * @returns undefined for a link of ours with nothing behind it, and for others that cannot be reached.
 */
export function inputFromUrl(world: World, url: URL, now: number): JobInput | undefined {
  const upload = matchPath(UPLOAD_PATH, url.pathname);
  if (upload?.['pictureId']) {
    const { pictureId } = upload;
    return world.pictures.get(pictureId) && { kind: 'stored', pictureId };
  }
  const result = matchPath(MEDIA_PATH, url.pathname);
  if (result) {
    const { requestId = '', file = '' } = result;
    const job = world.jobs.get(requestId);
    return job?.files[file] && statusAt(job.plan, now) === 'completed'
      ? { kind: 'result', requestId, file }
      : undefined;
  }
  const file = inputFromFile(world, url, now);
  if (file !== undefined) return file ?? undefined;
  if (isUnreachable(url)) return undefined;
  return { kind: 'generated', seed: hashText(`${world.options.seed}/${url.href}`) };
}

/** What a completed job gives, its links leading to `origin`. */
export function resultOf(job: JobRecord, origin: string): Readonly<Record<string, unknown>> {
  const spell = (part: ResultPart): unknown => {
    if (part === null || typeof part !== 'object') return part;
    if (isList(part)) return part.map(spell);
    if (isLink(part)) return resultUrl(origin, job.requestId, part.linkTo);
    return Object.fromEntries(Object.entries(part).map(([field, inner]) => [field, spell(inner)]));
  };
  return spell(job.result) as Readonly<Record<string, unknown>>;
}

const isList = (part: ResultPart): part is readonly ResultPart[] => Array.isArray(part);
const isLink = (part: object): part is FileLink => 'linkTo' in part;
