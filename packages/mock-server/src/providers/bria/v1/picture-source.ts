/** The picture that a request of version 1 is about: by its URL, which wins, or by its bytes. */
import type { JobInput } from '../../../world/job-input.ts';
import type { StoredPicture } from '../../../world/picture-store.ts';
import { inputFromUrl, isUnreachable, parseHttpUrl } from '../../own-media.ts';
import { decodeBase64, parsePicture } from '../../parse-picture.ts';
import { drawHex } from '../../../world/chance.ts';
import type { Ask } from './immediate.ts';

/** One of both is there: the schema sees to that. Empty text is as good as none. */
export interface PictureFields {
  readonly image_url?: string;
  readonly file?: string;
}

export interface FoundPicture {
  /** Of what came within the request; of a URL it is not known before the picture is drawn. */
  readonly stored?: StoredPicture;
  /** Where it is from now on: bytes are kept when this is called. */
  readonly keep: () => JobInput;
}

/** What is refused of a picture: 404, 413, 415, 460, or 400 for a text that is neither. */
export function findPicture(ask: Ask<PictureFields>): FoundPicture | Response {
  const { image_url: link, file } = ask.input;
  if (link) return findLink(ask, 'image_url', link);
  return file ? findBytes(ask, file) : ask.refuse(400, 'input: expected at least one of image_url, file.');
}

/** @param missing - the status for a URL of ours with nothing behind it. */
export function findLink(
  { world, now, refuse }: Omit<Ask<unknown>, 'input'>,
  field: string,
  link: string,
  missing = 404,
): FoundPicture | Response {
  const url = parseHttpUrl(link);
  if (!url) return refuse(400, `${field}: expected a public URL.`);
  const source = inputFromUrl(world, url, now);
  if (!source && isUnreachable(url)) return refuse(460, `${field}: could not be downloaded.`);
  if (!source) return refuse(missing, `${field}: there is no picture at this URL.`);
  return { keep: () => source };
}

function findBytes({ world, refuse }: Ask<unknown>, base64: string): FoundPicture | Response {
  const bytes = decodeBase64(base64.replace(/^data:[^,]*,/, ''));
  if (!bytes) return refuse(400, 'file: expected base64.');
  const picture = parsePicture(bytes);
  if (picture === 'too-large') return refuse(413, 'file: over 12 MB.');
  if (picture === 'not-a-picture') return refuse(415, 'file: expected a JPEG, a PNG or a WebP.');
  return {
    stored: picture,
    keep() {
      const pictureId = drawHex(world.chance.next('v1-picture'), 32);
      world.pictures.put(pictureId, picture);
      return { kind: 'stored', pictureId };
    },
  };
}
