import { expect, it } from 'vitest';
import { ask } from '../../test/ask.ts';
import { coreBeforeMock, curlAt } from '../../test/core-client.ts';

const MINUTE_MS = 60_000;
const VIDEO = new Uint8Array([0, 0, 0, 0x18, ...new TextEncoder().encode('ftypmp42'), 1, 2, 3]);

type Fields = Readonly<Record<string, string>>;

async function setUp(body: unknown = { media_type: 'video/mp4' }) {
  const { clock, mock } = coreBeforeMock();
  const granted = await curlAt(mock)('POST', '/v2/video/upload', body);
  const { result } = await granted.json();
  const post = (entries: readonly (readonly [string, string | Blob])[]) => {
    const form = new FormData();
    for (const [name, value] of entries) form.append(name, value);
    return ask(mock, result.upload_url, { method: 'POST', body: form });
  };
  const fields: Fields = result.upload_fields;
  const file = ['file', new File([VIDEO], 'a.mp4', { type: 'video/mp4' })] as const;
  return { clock, mock, granted, result, post, fields, file };
}

it('takes a video from its grant to its link', async () => {
  const { mock, granted, result, post, fields, file } = await setUp();
  expect(granted.status).toBe(200);
  expect((await ask(mock, result.file_url)).status).toBe(404);
  const stored = await post([...Object.entries(fields), file]);
  expect([stored.status, await stored.text()]).toEqual([204, '']);
  const served = await ask(mock, result.file_url);
  expect([served.status, served.headers.get('content-type')]).toEqual([200, 'video/mp4']);
  expect(await served.bytes()).toEqual(VIDEO);
});

it('takes an upload of core, which judges each step', async () => {
  const { clock, mock, client, drifts } = coreBeforeMock();
  const { url } = await clock.runUntil(client.upload(new Blob([VIDEO], { type: 'video/mp4' })));
  expect(await (await ask(mock, url)).bytes()).toEqual(VIDEO);
  expect(drifts).toEqual([]);
});

it('takes any video where none was named, and nothing else', async () => {
  const { post, fields, file } = await setUp({});
  const typed = (type: string) => [...Object.entries({ ...fields, 'Content-Type': type }), file];
  expect((await post([...Object.entries(fields), file])).status).toBe(403);
  expect((await post(typed('image/png'))).status).toBe(403);
  expect((await post(typed('video/webm'))).status).toBe(204);
});

const without = (fields: Fields, name: string) => Object.entries(fields).filter(([other]) => other !== name);

it.each<
  [string, (fields: Fields, file: readonly [string, Blob]) => [string, string | Blob][], number, string]
>([
  [
    'its fields after the file',
    (fields, file) => [[...file], ...Object.entries(fields)],
    400,
    'InvalidArgument',
  ],
  [
    'one field after the file',
    (fields, file) => [...without(fields, 'policy'), [...file], ['policy', fields['policy']!]],
    403,
    'AccessDenied',
  ],
  ['no key', (fields, file) => [...without(fields, 'key'), [...file]], 400, 'InvalidArgument'],
  ['no file', (fields) => Object.entries(fields), 400, 'InvalidArgument'],
  ['an empty file', (fields) => [...Object.entries(fields), ['file', new Blob([])]], 400, 'EntityTooSmall'],
  [
    'another type',
    (fields, file) => [...Object.entries({ ...fields, 'Content-Type': 'video/webm' }), [...file]],
    403,
    'AccessDenied',
  ],
  [
    'another policy',
    (fields, file) => [...Object.entries({ ...fields, policy: 'e30=' }), [...file]],
    403,
    'SignatureDoesNotMatch',
  ],
  [
    'a field of its own',
    (fields, file) => [...Object.entries(fields), ['acl', 'public'], [...file]],
    403,
    'AccessDenied',
  ],
  [
    'a key that was not given out',
    (fields, file) => [...Object.entries({ ...fields, key: 'x' }), [...file]],
    403,
    'AccessDenied',
  ],
])('refuses a form with %s, in the words of storage', async (_, entriesOf, status, code) => {
  const { mock, result, post, fields, file } = await setUp();
  const response = await post(entriesOf(fields, file));
  expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/xml']);
  expect(await response.text()).toContain(`<Code>${code}</Code>`);
  expect((await ask(mock, result.file_url)).status).toBe(404);
});

it('refuses more than 1 GB before it is read, and what is no form', async () => {
  const { mock, result } = await setUp();
  const send = (headers: Record<string, string>) =>
    ask(mock, result.upload_url, { method: 'POST', headers, body: 'x' });
  const large = await send({
    'content-type': 'multipart/form-data; boundary=b',
    'content-length': String(2 ** 31),
  });
  expect(await large.text()).toContain('EntityTooLarge');
  expect(await (await send({ 'content-type': 'text/plain' })).text()).toContain('MalformedPOSTRequest');
});

it('takes the form for an hour, and has the file for a day', async () => {
  const { clock, mock, result, post, fields, file } = await setUp();
  await clock.advance(60 * MINUTE_MS - 1);
  expect((await post([...Object.entries(fields), file])).status).toBe(204);
  await clock.advance(1);
  expect((await post([...Object.entries(fields), file])).status).toBe(403);
  await clock.advance(23 * 60 * MINUTE_MS - 1);
  expect((await ask(mock, result.file_url)).status).toBe(200);
  await clock.advance(1);
  const gone = await ask(mock, result.file_url);
  expect([gone.status, await gone.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
});

it('takes the token for the grant only, and no type but that of a video', async () => {
  const { mock, result } = await setUp();
  const leaked = await ask(mock, result.file_url, { headers: { api_token: 'token-a' } });
  expect(leaked.status).toBe(400);
  expect((await curlAt(mock, '')('POST', '/v2/video/upload', {})).status).toBe(401);
  const refused = await curlAt(mock)('POST', '/v2/video/upload', { media_type: 'image/png' });
  expect(await refused.json()).toEqual({
    error: { code: 422, message: 'Unprocessable Entity', details: expect.stringContaining('media_type') },
    request_id: expect.any(String),
  });
  expect((await curlAt(mock)('POST', '/v2/video/upload')).status).toBe(200);
});

it('is a video to work on once it is there', async () => {
  const { mock, result, post, fields, file } = await setUp();
  const submit = () => curlAt(mock)('POST', '/v2/video/edit/green_screen', { video: result.file_url });
  expect((await submit()).status).toBe(422);
  await post([...Object.entries(fields), file]);
  expect((await submit()).status).toBe(202);
});
