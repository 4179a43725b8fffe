/** The body of a delivery as it was received: its bytes, or its text. Never what a JSON parser made of it. */
export type RawBody = Uint8Array | ArrayBuffer | string;

/**
 * A copy of the bytes, so that nobody changes them between two looks.
 *
 * @throws {TypeError} when `body` is something else, such as an object that a framework has parsed.
 */
export function bytesOf(body: RawBody): Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return new TextEncoder().encode(body);
  // By its tag, because tests and workers mix realms, where `instanceof` does not hold.
  const isBytes = ArrayBuffer.isView(body) || Object.prototype.toString.call(body) === '[object ArrayBuffer]';
  if (!isBytes) throw new TypeError('body must be the raw bytes of the request, before any parser.');
  return new Uint8Array(body);
}

/** What every delivery is at both providers: a JSON object that names its job. */
export interface DeliveryBody {
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly requestId: string;
}

/** @throws {Error} any, when the bytes are not UTF-8, not JSON, or name no job. */
export function readBody(bytes: Uint8Array): DeliveryBody {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const fields = Object(JSON.parse(text)) as Record<string, unknown>;
  const { request_id: id } = fields;
  const requestId = typeof id === 'number' ? String(id) : id;
  if (typeof requestId !== 'string' || !requestId) throw new TypeError('The body names no job.');
  return { text, fields, requestId };
}
