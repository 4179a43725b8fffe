import { WebhookSignatureError, type SignatureFault } from '../errors/webhook-signature-error.ts';
import { systemClock, type Clock } from '../primitives/clock.ts';
import { decodeDigest, hmacKey } from './hmac.ts';
import { bytesOf, readBody, type DeliveryBody, type RawBody } from './raw-body.ts';

const ID = 'bria-webhook-id';
const TIMESTAMP = 'bria-webhook-timestamp';
const SIGNATURE = 'bria-webhook-signature';

/** What the token signs, once, to make the key that signs deliveries. */
const SIGNING_KEY_NAME = 'bria-webhook-signing-v1';

/** One is the rule, two while a key is changed. Each costs a pass over the body, and anybody may send many. */
const MAX_SIGNATURES = 8;

/** `request.headers` of a `Request`, or of a Node server; the case of the names does not matter. */
export type DeliveryHeaders =
  | {
      /** Null where there is no such header. */
      readonly get: (name: string) => string | null;
    }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** A delivery as it came, and what it is checked against. */
export interface SignedDelivery {
  readonly headers: DeliveryHeaders;
  /** The raw bytes: what was parsed and written again has another signature. */
  readonly body: RawBody;
  /** The account's token, or several of which any may have signed: of more accounts, or while one is replaced. */
  readonly apiTokens: string | readonly string[];
  /**
   * How far the time of signing may be from now, before or after, in milliseconds. Deliveries are repeated
   * for about 45 minutes, and it is not known whether each is signed anew: give an hour or more. Default: the
   * time is not looked at, as in Bria's own verifiers; a repeated delivery is known by its `dedupeKey`.
   */
  readonly toleranceMs?: number;
  /** What now is, for `toleranceMs`. Default: the platform's. */
  readonly clock?: Pick<Clock, 'now'>;
}

/**
 * Proves that a delivery is Bria's: its signature fits the bytes of the body, and the body is about the job
 * that the signed headers name. Nothing of the body is read before its signature is known to be right.
 *
 * @throws {WebhookSignatureError} with the `reason`: `missing`, `malformed`, `mismatch` or `stale`.
 * @throws {TypeError} when there is no token, a token is malformed, or `body` is not raw.
 * @see https://docs.bria.ai
 */
export async function verifySignature(delivery: SignedDelivery): Promise<void> {
  const { headers, apiTokens, toleranceMs = Infinity, clock = systemClock } = delivery;
  const tokens = [apiTokens].flat();
  if (tokens.length === 0 || tokens.some((token) => !token || /[^\x21-\x7e]/.test(token)))
    throw new TypeError('apiTokens: a token is missing or malformed.');
  const bytes = bytesOf(delivery.body);

  const id = valueOf(headers, ID);
  const timestamp = valueOf(headers, TIMESTAMP);
  const signatures = valueOf(headers, SIGNATURE)
    .split(',', MAX_SIGNATURES)
    .flatMap((part) => decodeDigest(/^\s*v1=(\S+)\s*$/.exec(part)?.[1] ?? '') ?? []);
  // Digits only: a dot in it would let the same signature stand for other parts.
  if (!/^\d{1,12}$/.test(timestamp)) throw refusal('malformed', `${TIMESTAMP} is not in whole seconds.`);
  if (signatures.length === 0) throw refusal('malformed', `${SIGNATURE} has no readable v1 signature.`);

  const message = concat(new TextEncoder().encode(`${id}.${timestamp}.`), bytes);
  if (!(await isSigned(message, signatures, tokens)))
    throw refusal('mismatch', 'No signature fits the body and a token.');

  if (bodyOf(bytes).requestId !== id) throw refusal('mismatch', `The body is not about the job in ${ID}.`);
  const offMs = Math.abs(clock.now() - Number(timestamp) * 1000);
  // This way round, a tolerance that is not a number lets nothing pass.
  if (!(offMs <= toleranceMs)) throw refusal('stale', `Signed ${offMs} ms from now.`);
}

/** Whether any of the signatures was made with the key of any of the tokens. */
async function isSigned(
  message: Uint8Array<ArrayBuffer>,
  signatures: readonly Uint8Array<ArrayBuffer>[],
  tokens: readonly string[],
): Promise<boolean> {
  const { subtle } = crypto;
  const encoder = new TextEncoder();
  for (const token of tokens) {
    const tokenKey = await hmacKey(encoder.encode(token));
    const key = await hmacKey(await subtle.sign('HMAC', tokenKey, encoder.encode(SIGNING_KEY_NAME)));
    for (const signature of signatures) if (await subtle.verify('HMAC', key, signature, message)) return true;
  }
  return false;
}

/** A header that came twice is read as a list, as servers join it. */
function valueOf(headers: DeliveryHeaders, name: string): string {
  const value =
    typeof headers.get === 'function'
      ? headers.get(name)
      : Object.entries(headers)
          .flatMap(([key, values]) => (key.toLowerCase() === name ? (values ?? []) : []))
          .join(', ');
  if (!value) throw refusal('missing', `${name} is missing.`);
  return value;
}

function bodyOf(bytes: Uint8Array): DeliveryBody {
  try {
    return readBody(bytes);
  } catch (cause) {
    throw refusal('malformed', 'The body is signed and cannot be read.', cause);
  }
}

function concat(head: Uint8Array, tail: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}

/** What is not proved says nothing about any job: neither that one exists nor that none does. */
const refusal = (reason: SignatureFault, sentence: string, cause?: unknown) =>
  new WebhookSignatureError(reason, sentence, { cause });
