import { rememberJson } from '../../read-json.ts';

/** The fields of a request, wherever they are: in the query of a GET or DELETE, else in JSON or a form. */
export type Fields = Readonly<Record<string, unknown>>;

/** @returns undefined for a body that is no JSON object, or does not say so. An empty body has no fields. */
export async function readFields(request: Request): Promise<Fields | undefined> {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'DELETE')
    return parseTexts(new URL(request.url).searchParams);
  const type = request.headers.get('content-type') ?? '';
  try {
    if (/^multipart\/form-data\b/i.test(type)) return await readForm(request);
    const text = await request.text();
    if (text === '') return {};
    if (!/^application\/json\b/i.test(type)) return undefined;
    const json: unknown = JSON.parse(text);
    rememberJson(request, json);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Fields) : undefined;
  } catch {
    return undefined;
  }
}

/** A form has files as they are; in JSON they are base64, and so they go on from here. */
async function readForm(request: Request): Promise<Fields> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of await request.formData())
    fields[name] = typeof value === 'string' ? parseText(value) : encodeBase64(await value.bytes());
  return fields;
}

/** The fields of a query, or of a path. */
export const parseTexts = (entries: Iterable<readonly [string, string]>): Fields =>
  Object.fromEntries(Array.from(entries, ([name, text]) => [name, parseText(text)]));

/** Where everything is text, a number and a truth value are known by their look. */
function parseText(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

function encodeBase64(bytes: Uint8Array): string {
  const PIECE = 0x8000; // as many arguments as every engine takes
  let binary = '';
  for (let at = 0; at < bytes.length; at += PIECE)
    binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(binary);
}
