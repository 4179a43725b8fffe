/**
 * The mock's own pictures: results to download, and an upload door that stands for whatever hosting a client
 * has (Pixazo takes URLs only). All of it is public: a token that arrives here has leaked.
 */
import { probeVideo, type VideoFacts } from '../media/probe-video.ts';
import type { Exchange } from '../providers/exchange.ts';
import { matchPath } from '../providers/match-path.ts';
import { MEDIA_PATH, resultUrl, UPLOAD_PATH, uploadUrl, UPLOADS_PATH } from '../providers/own-media.ts';
import { MAX_PICTURE_BYTES, parsePicture } from '../providers/parse-picture.ts';
import { drawHex } from '../world/chance.ts';
import { statusAt } from '../world/jobs.ts';
import type { Operation } from '../world/journal.ts';
import { explain, PUBLIC, send, withoutToken } from './public-answer.ts';
import type { Renderer } from './renderer.ts';

export interface MediaRoute {
  readonly operation: Operation;
  readonly params: Exchange['params'];
  respond(exchange: Exchange, renderer: Renderer): Promise<Response>;
}

const VIDEO_TYPES: Readonly<Record<VideoFacts['container'], string>> = {
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  mkv: 'video/x-matroska',
  avi: 'video/x-msvideo',
  gif: 'image/gif',
};

const CACHED = { 'Cache-Control': 'public, max-age=3600, immutable' };

export function findMediaRoute(method: string, pathname: string): MediaRoute | undefined {
  if (method === 'POST')
    return pathname === UPLOADS_PATH
      ? { operation: 'upload', params: {}, respond: withoutToken(receiveUpload) }
      : undefined;
  if (method !== 'GET') return undefined;
  const upload = matchPath(UPLOAD_PATH, pathname);
  if (upload) return { operation: 'media', params: upload, respond: withoutToken(sendUpload) };
  const result = matchPath(MEDIA_PATH, pathname);
  return result && { operation: 'media', params: result, respond: withoutToken(sendResult) };
}

async function receiveUpload({ request, world, mediaOrigin }: Exchange): Promise<Response> {
  const bytes = new Uint8Array(await request().arrayBuffer());
  const video = bytes.length <= MAX_PICTURE_BYTES ? probeVideo(bytes) : undefined;
  const picture = video ? { bytes, contentType: VIDEO_TYPES[video.container] } : parsePicture(bytes);
  if (picture === 'too-large') return explain(413, 'The file is over 12 MB.');
  if (picture === 'not-a-picture') return explain(415, 'The body is not a JPEG, a PNG, a WebP or a video.');
  const pictureId = drawHex(world.chance.next('upload'), 32);
  world.pictures.put(pictureId, picture);
  return Response.json({ url: uploadUrl(mediaOrigin, pictureId) }, { status: 201, headers: PUBLIC });
}

async function sendUpload({ world, params }: Exchange): Promise<Response> {
  const picture = world.pictures.get(params['pictureId'] ?? '');
  if (!picture) return explain(404, 'There is no upload with this id, or no longer.');
  return send(picture.bytes, picture.contentType, CACHED);
}

async function sendResult(
  { world, params, mediaOrigin, now }: Exchange,
  renderer: Renderer,
): Promise<Response> {
  const { requestId = '', file = '' } = params;
  const job = world.jobs.get(requestId);
  if (!job || statusAt(job.plan, now()) !== 'completed')
    return explain(404, 'There is no result at this address yet.');
  try {
    const made = await renderer.render(job, file, (name) => resultUrl(mediaOrigin, requestId, name));
    return made
      ? send(made.bytes, made.contentType, CACHED)
      : explain(404, 'The job has no such file, or what it was made of is no longer kept.');
  } catch (error) {
    // Only the header was looked at before the job was taken on.
    return explain(
      500,
      `The picture cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
