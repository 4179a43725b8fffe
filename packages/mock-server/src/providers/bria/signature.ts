/**
 * How Bria signs what it sends: the token makes a key, and the key signs the name of the job, the time and the
 * body. Written from the documentation and nothing of core's, so that each can find the other's mistakes.
 *
 * @see https://docs.bria.ai
 */
const KEY_NAME = 'bria-webhook-signing-v1';
const HMAC = { name: 'HMAC', hash: 'SHA-256' };

export interface SignedParts {
  /** `Bria-Webhook-Id`. */
  readonly id: string;
  /** `Bria-Webhook-Timestamp`: Unix seconds. */
  readonly timestamp: string;
  readonly body: string;
}

/** The value of `Bria-Webhook-Signature`. */
export async function sign(token: string, { id, timestamp, body }: SignedParts): Promise<string> {
  const key = await hmac(encode(token), KEY_NAME);
  const digest = await hmac(key, `${id}.${timestamp}.${body}`);
  return `v1=${btoa(String.fromCharCode(...digest))}`;
}

async function hmac(key: Uint8Array<ArrayBuffer>, message: string): Promise<Uint8Array<ArrayBuffer>> {
  const { subtle } = crypto;
  const imported = await subtle.importKey('raw', key, HMAC, false, ['sign']);
  return new Uint8Array(await subtle.sign(HMAC.name, imported, encode(message)));
}

const encode = (text: string) => new TextEncoder().encode(text);
