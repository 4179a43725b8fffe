/**
 * Leave to upload a local video: a form for storage, as S3 takes them, and the link of the video then.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
import { drawHex } from '../../../world/chance.ts';
import { FILE_LIFE_MS, FORM_LIFE_MS, MAX_VIDEO_BYTES } from '../../../world/uploads.ts';
import type { Route } from '../../exchange.ts';
import { STORAGE_PATH, STORED_PATH } from '../../own-files.ts';
import { refuse } from '../bodies.ts';
import { immediate } from '../v1/immediate.ts';

interface UploadFields {
  readonly media_type?: string;
}

export const uploadRoutes: readonly Route[] = [
  immediate<UploadFields>({
    operation: 'manage',
    method: 'POST',
    path: '/v2/video/upload',
    refusal: (exchange, status, details, headers) =>
      refuse(exchange, status as Parameters<typeof refuse>[1], details, headers),
    invalid: 422,
    prepare: ({ world, tenant, input, now, exchange: { mediaOrigin } }) => ({
      perform() {
        // The prefix alone names no type.
        const mediaType = input.media_type === 'video/' ? undefined : input.media_type;
        const request_id = drawHex(world.chance.next('bria-upload'), 32);
        const key = drawHex(world.chance.next('storage-key'), 48);
        const fields = {
          key,
          ...(mediaType && { 'Content-Type': mediaType }),
          policy: policyOf(key, mediaType, now + FORM_LIFE_MS),
          'x-amz-algorithm': 'AWS4-HMAC-SHA256',
          'x-amz-date': basicDate(now),
          'x-amz-signature': drawHex(world.chance.next('storage-signature'), 64),
        };
        const grant = { key, tenant, fields, formExpiresAt: now + FORM_LIFE_MS };
        world.uploads.insert({
          ...grant,
          ...(mediaType && { mediaType }),
          fileExpiresAt: now + FILE_LIFE_MS,
        });
        return Response.json({
          request_id,
          result: {
            upload_url: mediaOrigin + STORAGE_PATH,
            upload_fields: fields,
            file_url: mediaOrigin + STORED_PATH.replace(':key', key),
          },
        });
      },
    }),
  }),
];

function policyOf(key: string, mediaType: string | undefined, expiresAt: number): string {
  const type = mediaType ? ['eq', '$Content-Type', mediaType] : ['starts-with', '$Content-Type', 'video/'];
  const conditions = [{ key }, type, ['content-length-range', 1, MAX_VIDEO_BYTES]];
  return btoa(JSON.stringify({ expiration: new Date(expiresAt).toISOString(), conditions }));
}

/** `20260101T000000Z`. */
const basicDate = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
