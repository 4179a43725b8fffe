/**
 * Uploads by Bria's platform, on a host of its own. They are in no document; Bria's ComfyUI nodes begin with them: a
 * link that bytes are put to, and the link of the file then. Nobody has to say who they are.
 */
import { drawHex } from '../../world/chance.ts';
import { FILE_LIFE_MS, FORM_LIFE_MS, SIGNATURE } from '../../world/uploads.ts';
import type { Exchange, Route } from '../exchange.ts';
import { STORED_PATH } from '../own-files.ts';
import { readToken } from './checks.ts';
import { readFields } from './v1/read-fields.ts';

export const PLATFORM_ORIGIN = 'https://platform.prod.bria-api.com';

/** Whose the file is when nobody says who they are. */
const NOBODY = 'anonymous';

const presigner = (kind: 'image' | 'video'): Route => ({
  operation: 'manage',
  method: 'POST',
  path: `/upload-${kind}/anonymous/presigned-url`,
  async respond({ headers, request, world, mediaOrigin, now }: Exchange) {
    const { file_name: name, content_type: mediaType } = (await readFields(request())) ?? {};
    if (typeof name !== 'string' || name === '') return explain('file_name is required.');
    // A GIF is a video to one of them and a picture to the other.
    if (typeof mediaType !== 'string' || !/^(?:image|video)\/[\w.+-]+$/.test(mediaType))
      return explain('content_type must be that of a picture or a video.');
    const [extension = ''] = /\.\w{1,5}$/.exec(name) ?? [];
    const key = drawHex(world.chance.next('storage-key'), 48) + extension.toLowerCase();
    const signature = drawHex(world.chance.next('storage-signature'), 64);
    const givenAt = now();
    world.uploads.insert({
      key,
      tenant: readToken(headers) ?? NOBODY,
      mediaType,
      fields: { [SIGNATURE]: signature },
      formExpiresAt: givenAt + FORM_LIFE_MS,
      fileExpiresAt: givenAt + FILE_LIFE_MS,
    });
    const url = mediaOrigin + STORED_PATH.replace(':key', key);
    const query = new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Date': new Date(givenAt).toISOString().replace(/[-:]|\.\d+/g, ''),
      'X-Amz-Expires': String(FORM_LIFE_MS / 1000),
      'X-Amz-SignedHeaders': 'content-type;host',
      [SIGNATURE]: signature,
    });
    return Response.json({ [`${kind}_url`]: url, upload_url: `${url}?${query}` });
  },
});

export const platformRoutes: readonly Route[] = [presigner('image'), presigner('video')];

const explain = (message: string): Response => Response.json({ message }, { status: 400 });
