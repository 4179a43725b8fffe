import { decodeDigest, encodeDigest, hmacKey } from './hmac.ts';

/** What the secret signs, so that what is stored is of no use for anything else. */
const PURPOSE = new TextEncoder().encode('briakit-delivery-secret-v1');

/** A secret for the deliveries of one job. */
export interface DeliverySecret {
  /** 43 letters, digits, `-` and `_`: it goes into the webhook URL as it is, and nowhere else. */
  readonly secret: string;
  /** What you store, before you submit. The secret cannot be found from it. */
  readonly hash: string;
}

/**
 * A new secret of 256 bits. Pixazo does not sign its deliveries; a URL that only Pixazo knows is what tells
 * them from a stranger's. Make one for each job, and forget it when the job has ended. The provider keeps the
 * URL and may log it: put nothing else of value into it, and keep it out of your own access logs.
 */
export async function createDeliverySecret(): Promise<DeliverySecret> {
  const random = encodeDigest(crypto.getRandomValues(new Uint8Array(32)));
  const secret = random.replaceAll('+', '-').replaceAll('/', '_').replace('=', '');
  return { secret, hash: encodeDigest(await crypto.subtle.sign('HMAC', await keyOf(secret), PURPOSE)) };
}

/**
 * Whether `secret`, from the URL that was called, is the one whose `hash` was stored; in constant time.
 * What is missing or malformed is false. Answer an unknown job and a wrong secret alike: 404.
 */
export async function verifySecret(
  secret: string | null | undefined,
  hash: string | null | undefined,
): Promise<boolean> {
  const digest = decodeDigest(hash ?? '');
  if (!digest || !/^[\w-]{43}$/.test(secret ?? '')) return false;
  return crypto.subtle.verify('HMAC', await keyOf(secret!), digest, PURPOSE);
}

const keyOf = (secret: string) => hmacKey(new TextEncoder().encode(secret));
