/** Clients as thin as can be, for asking a mock in tests. */
import type { Mock } from '../src/index.ts';

type Handle = Pick<Mock, 'handle'>;

export const BRIA_ORIGIN = 'https://engine.prod.bria-api.com';
export const PIXAZO_ORIGIN = 'https://gateway.pixazo.ai';
export const MEDIA_ORIGIN = 'https://media.briakit.test';
export const RMBG_PATH = '/bria-rmbg-2-0-682/v1/bria-rmbg-2-0-request';
export const PHOTO_URL = 'https://example.com/vase.jpg';

/** A PNG of one pixel. */
export const TINY_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(base64, 'base64'));

export async function ask(mock: Handle, url: string, init?: RequestInit): Promise<Response> {
  const response = await mock.handle(new Request(url, init));
  if (!response) throw new Error(`Not for the mock: ${url}`);
  return response;
}

/** A POST of JSON. */
export const posting = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

export function briaAt(mock: Handle, api_token = 'token-a', origin = BRIA_ORIGIN) {
  const submit = (body: unknown = { image: PHOTO_URL }) =>
    ask(mock, `${origin}/v2/image/edit/remove_background`, posting(body, { api_token }));
  return {
    submit,
    status: (requestId: string) => ask(mock, `${origin}/v2/status/${requestId}`, { headers: { api_token } }),
    /** Submits, and gives the id of the job. */
    async accepted(body?: unknown): Promise<string> {
      return idOf(await submit(body));
    },
  };
}

export function pixazoAt(mock: Handle, key = 'token-a', origin = PIXAZO_ORIGIN) {
  const headers = { 'Ocp-Apim-Subscription-Key': key };
  const submit = (body: unknown = { image_url: PHOTO_URL }) =>
    ask(mock, `${origin}${RMBG_PATH}`, posting(body, headers));
  return {
    submit,
    status: (requestId: string) => ask(mock, `${origin}/v2/requests/status/${requestId}`, { headers }),
    async accepted(body?: unknown): Promise<string> {
      return idOf(await submit(body));
    },
  };
}

async function idOf(response: Response): Promise<string> {
  if (response.status !== 202) throw new Error(`Not accepted: ${response.status} ${await response.text()}`);
  const { request_id } = (await response.json()) as { request_id: string };
  return request_id;
}
