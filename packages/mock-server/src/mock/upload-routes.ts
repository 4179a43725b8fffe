/**
 * Storage, as far as uploads need it: it takes a form that keeps to its policy, and serves the file. It speaks
 * as S3 does.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
import type { Exchange } from '../providers/exchange.ts';
import { matchPath } from '../providers/match-path.ts';
import { STORAGE_PATH, STORED_PATH } from '../providers/own-files.ts';
import { assertNever } from '../world/assert-never.ts';
import { checkForm, MAX_VIDEO_BYTES, SIGNATURE, videoIdOf, type UploadFlaw } from '../world/uploads.ts';
import type { MediaRoute } from './media-routes.ts';
import { PUBLIC, send, withoutToken } from './public-answer.ts';

export function findUploadRoute(method: string, pathname: string): MediaRoute | undefined {
  if (method === 'POST' && pathname === STORAGE_PATH)
    return { operation: 'upload', params: {}, respond: withoutToken(receiveForm) };
  const params = matchPath(STORED_PATH, pathname);
  if (params && method === 'PUT') return { operation: 'upload', params, respond: withoutToken(receiveBytes) };
  return params && method === 'GET'
    ? { operation: 'media', params, respond: withoutToken(sendVideo) }
    : undefined;
}

async function receiveForm({ headers, request, world, now }: Exchange): Promise<Response> {
  if (Number(headers.get('content-length')) > MAX_VIDEO_BYTES + ROOM_FOR_FIELDS) return refuseSize();
  const form = await readForm(request());
  if (!form) return refuse(400, 'MalformedPOSTRequest', 'The body is not well-formed multipart/form-data.');
  const { fields, file } = form;
  const key = fields['key'];
  if (key === undefined)
    return refuse(400, 'InvalidArgument', "Bucket POST must contain a field named 'key'.");
  if (!file) return refuse(400, 'InvalidArgument', 'POST requires exactly one file upload per request.');
  const grant = world.uploads.get(key);
  if (!grant) return refuse(403, 'AccessDenied', 'Access Denied');
  const flaw = checkForm(grant, fields, now());
  if (flaw) return refuseFlaw(flaw);
  if (file.size > MAX_VIDEO_BYTES) return refuseSize();
  if (file.size === 0)
    return refuse(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  const contentType = Object.entries(fields).find(([name]) => /^content-type$/i.test(name))?.[1] ?? file.type;
  world.pictures.put(videoIdOf(key), { bytes: await file.bytes(), contentType });
  return new Response(null, { status: 204, headers: PUBLIC });
}

/** To a link that was signed: the signature stands for everything in it, and for the type. */
async function receiveBytes({ request, world, params, now }: Exchange): Promise<Response> {
  const grant = world.uploads.get(params['key'] ?? '');
  const { url, headers } = request();
  const signature = new URL(url).searchParams.get(SIGNATURE);
  if (!grant || signature === null) return refuse(403, 'AccessDenied', 'Access Denied');
  if (now() >= grant.formExpiresAt) return refuse(403, 'AccessDenied', 'Request has expired');
  const contentType = headers.get('content-type') ?? '';
  if (signature !== grant.fields[SIGNATURE] || contentType !== grant.mediaType)
    return refuseFlaw({ kind: 'signature' });
  const bytes = await request().bytes();
  if (bytes.length > MAX_VIDEO_BYTES) return refuseSize();
  world.pictures.put(videoIdOf(grant.key), { bytes, contentType });
  return new Response(null, { status: 200, headers: PUBLIC });
}

/** What a form may weigh beside its file. */
const ROOM_FOR_FIELDS = 64 * 1024;

/** The fields before the file, and the file: what comes after it is not looked at. */
async function readForm(request: Request) {
  const fields: Record<string, string> = {};
  try {
    for (const [name, value] of await request.formData()) {
      if (typeof value !== 'string') return { fields, file: name === 'file' ? value : undefined };
      fields[name] = value;
    }
  } catch {
    return undefined;
  }
  return { fields, file: undefined };
}

async function sendVideo({ world, params, now }: Exchange): Promise<Response> {
  const key = params['key'] ?? '';
  const grant = world.uploads.get(key);
  if (grant && now() >= grant.fileExpiresAt) return refuse(403, 'AccessDenied', 'Request has expired');
  const video = world.pictures.get(videoIdOf(key));
  return video && grant
    ? send(video.bytes, video.contentType)
    : refuse(404, 'NoSuchKey', 'The specified key does not exist.');
}

function refuseFlaw(flaw: UploadFlaw): Response {
  switch (flaw.kind) {
    case 'expired':
      return refuse(403, 'AccessDenied', 'Invalid according to Policy: Policy expired.');
    case 'signature':
      return refuse(
        403,
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided.',
      );
    case 'media-type':
      return refuse(
        403,
        'AccessDenied',
        'Invalid according to Policy: Policy Condition failed: ["$Content-Type"]',
      );
    case 'missing':
      return refuse(
        403,
        'AccessDenied',
        `Invalid according to Policy: Policy Condition failed: ["eq", "$${flaw.field}"]`,
      );
    case 'extra':
      return refuse(
        403,
        'AccessDenied',
        `Invalid according to Policy: Extra input fields: ${flaw.field.replace(/[^\w-]/g, '')}`,
      );
    default:
      return assertNever(flaw);
  }
}

const refuseSize = () =>
  refuse(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');

function refuse(status: number, code: string, message: string): Response {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return new Response(text, { status, headers: { ...PUBLIC, 'Content-Type': 'application/xml' } });
}
