/**
 * HMAC-SHA-256 by WebCrypto, which every runtime has. Secrets are compared by `crypto.subtle.verify`, which
 * takes the same time wherever two values differ; a comparison in JavaScript promises no such thing.
 */

/** A key that cannot be read back. Whoever calls sees to it that the secret is not empty: anybody knows that one. */
export const hmacKey = (secret: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);

/** 32 bytes as base64. */
export const encodeDigest = (digest: ArrayBuffer | Uint8Array<ArrayBuffer>): string =>
  btoa(String.fromCharCode(...new Uint8Array(digest)));

/**
 * The 32 bytes that `base64` stands for; undefined for anything else. The last letter carries two bits too
 * many: only the spelling in which they are zero counts, or one signature had four.
 */
export const decodeDigest = (base64: string): Uint8Array<ArrayBuffer> | undefined =>
  /^[A-Za-z\d+/]{42}[AEIMQUYcgkosw048]=$/.test(base64)
    ? Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
    : undefined;
