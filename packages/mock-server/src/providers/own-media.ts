/** Links to pictures that the mock itself serves, and which picture an input link means. */
import { hashText } from '../world/chance.ts';
import { statusAt, type JobInput } from '../world/jobs.ts';
import type { World } from '../world/world.ts';
import { matchPath } from './match-path.ts';

export const MEDIA_PATH = '/__mock/media/:requestId/output.png';
export const UPLOADS_PATH = '/__mock/uploads';
export const UPLOAD_PATH = `${UPLOADS_PATH}/:pictureId`;

export const resultUrl = (origin: string, requestId: string): string =>
  origin + MEDIA_PATH.replace(':requestId', encodeURIComponent(requestId));
export const uploadUrl = (origin: string, pictureId: string): string =>
  `${origin}${UPLOADS_PATH}/${pictureId}`;

export function parseHttpUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

/**
 * The picture behind a URL. Our own are known by their path, whatever origin they were reached by. Every other
 * one is drawn from a seed, always the same for the same URL: the mock never goes out to the network.
 *
 * @returns undefined for a link of ours with nothing behind it.
 */
export function inputFromUrl(world: World, url: URL, now: number): JobInput | undefined {
  const upload = matchPath(UPLOAD_PATH, url.pathname);
  if (upload?.['pictureId']) {
    const { pictureId } = upload;
    return world.pictures.get(pictureId) && { kind: 'stored', pictureId };
  }
  const result = matchPath(MEDIA_PATH, url.pathname);
  if (result?.['requestId']) {
    const job = world.jobs.get(result['requestId']);
    return job && statusAt(job.plan, now) === 'completed'
      ? { kind: 'result', requestId: job.requestId }
      : undefined;
  }
  return { kind: 'generated', seed: hashText(`${world.options.seed}/${url.href}`) };
}
