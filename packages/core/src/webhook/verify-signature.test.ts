import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { headersOf, sign, VECTORS } from '../../test/signed-delivery.ts';
import { BriakitError } from '../errors/briakit-error.ts';
import { virtualClock } from '../testing/virtual-clock.ts';
import { verifySignature, type SignedDelivery } from './verify-signature.ts';

const VECTOR = VECTORS['a finished job']!;
const { apiToken, id, timestamp, body, signature } = VECTOR;
const vectors = Object.entries(VECTORS);
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The genuine delivery, with some of it changed. */
const verify = (changed: Partial<SignedDelivery> = {}) =>
  verifySignature({ headers: headersOf(VECTOR), body, apiTokens: apiToken, ...changed });

/** What it says to a delivery: `ok`, or why not. */
const verdict = (changed: Partial<SignedDelivery>) =>
  verify(changed).then(
    () => 'ok',
    (error: { code: string; reason: string }) => `${error.code}: ${error.reason}`,
  );
const withHeaders = (changed: Partial<typeof VECTOR>) =>
  verdict({ headers: headersOf({ ...VECTOR, ...changed }) });

/** A genuine delivery of a body of our own. */
const signed = (own: string | Uint8Array, changed: Partial<typeof VECTOR> = {}) => {
  const parts = { ...VECTOR, ...changed };
  return { headers: headersOf({ ...parts, signature: sign({ ...parts, body: own }) }), body: own };
};

const flipBit = (bytes: Uint8Array, bit: number) => bytes.with(bit >> 3, bytes[bit >> 3]! ^ (1 << (bit & 7)));

const MISMATCH = 'webhook_signature: mismatch';
const MALFORMED = 'webhook_signature: malformed';
const MISSING = 'webhook_signature: missing';

describe('takes', () => {
  it.for(vectors)('%s', async ([, vector]) => {
    expect(sign(vector)).toBe(vector.signature);
    const headers = headersOf(vector);
    await verifySignature({ headers, body: vector.body, apiTokens: [vector.apiToken] });
  });

  it.for([
    ['bytes', bytesOf(body)],
    ['an ArrayBuffer', bytesOf(body).buffer],
    ['a Buffer', Buffer.from(body)],
    ['a part of a larger buffer', bytesOf(`..${body}..`).subarray(2, -2)],
    ['text', body],
  ] as const)('a body that is %s', async ([, raw]) => {
    expect(await verdict({ body: raw })).toBe('ok');
  });

  it.for([
    ['Headers', new Headers(headersOf(VECTOR))],
    [
      'a record, whatever its case',
      Object.fromEntries(Object.entries(headersOf(VECTOR)).map(([k, v]) => [k.toUpperCase(), v])),
    ],
    [
      'lists of one',
      Object.fromEntries(Object.entries(headersOf(VECTOR)).map(([k, v]) => [k.toLowerCase(), [v]])),
    ],
    ['others beside them', { ...headersOf(VECTOR), get: 'x', host: undefined, 'set-cookie': ['a', 'b'] }],
  ] as const)('headers that are %s', async ([, headers]) => {
    expect(await verdict({ headers })).toBe('ok');
  });

  it('what a Node server receives', async () => {
    const server = createServer((request, response) => {
      void buffer(request)
        .then((raw) => verdict({ headers: request.headers, body: raw }))
        .then((said) => response.end(said));
    });
    onTestFinished(() => void server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const post = (text: string) => fetch(url, { method: 'POST', headers: headersOf(VECTOR), body: text });
    expect(await (await post(body)).text()).toBe('ok');
    expect(await (await post(`${body} `)).text()).toBe(MISMATCH);
  });

  const other = sign({ ...VECTOR, apiToken: 'another' });
  it.for([
    ['the first of several', `${signature},${other}`],
    ['the last of several', `${other},${signature}`],
    ['one after spaces', `${other},  ${signature} `],
    ['one beside a kind that we do not know', `v2=abc,${signature},v0=${signature.slice(3)}`],
    ['one beside a broken one', `v1=abc,,${signature}`],
  ] as const)('a header with several signatures of which ours is %s', async ([, several]) => {
    expect(await withHeaders({ signature: several })).toBe('ok');
  });

  it.for([
    ['the new', [apiToken, 'previous']],
    ['the previous', ['current', apiToken]],
    ['the only', apiToken],
  ] as const)('a signature with %s token', async ([, apiTokens]) => {
    expect(await verdict({ apiTokens })).toBe('ok');
  });

  it('the bytes as they came, and not another spelling of the same JSON', async () => {
    const spaced = signed(JSON.stringify(JSON.parse(body), undefined, 2));
    expect(await verdict(spaced)).toBe('ok');
    expect(await verdict({ ...spaced, body })).toBe(MISMATCH);
  });

  it('a body that begins with a byte order mark', async () => {
    expect(await verdict(signed(`\uFEFF${body}`))).toBe('ok');
  });

  it('a job whose name is a number', async () => {
    expect(await verdict(signed('{"request_id":4711}', { id: '4711' }))).toBe('ok');
  });
});

describe('refuses', () => {
  it.for(vectors)('each flipped bit of the signature, the body and the headers: %s', async ([, vector]) => {
    const tried = async (changed: Partial<SignedDelivery>) =>
      expect(
        await verdict({
          headers: headersOf(vector),
          body: vector.body,
          apiTokens: vector.apiToken,
          ...changed,
        }),
      ).toMatch(/^webhook_signature: (mismatch|malformed)$/);
    const digest = Uint8Array.from(Buffer.from(vector.signature.slice(3), 'base64'));
    for (let bit = 0; bit < digest.length * 8; bit++) {
      const flipped = `v1=${Buffer.from(flipBit(digest, bit)).toString('base64')}`;
      await tried({ headers: headersOf({ ...vector, signature: flipped }) });
    }
    for (const part of ['id', 'timestamp', 'signature'] as const) {
      const letters = Uint8Array.from(Buffer.from(vector[part], 'latin1'));
      for (let bit = 0; bit < letters.length * 8; bit++) {
        const flipped = Buffer.from(flipBit(letters, bit)).toString('latin1');
        await tried({ headers: headersOf({ ...vector, [part]: flipped }) });
      }
    }
    const bytes = bytesOf(vector.body);
    for (let bit = 0; bit < bytes.length * 8; bit++) await tried({ body: flipBit(bytes, bit) });
  });

  it('a signature that the token itself made, without the step between', async () => {
    const direct = 'v1=lmUVKg03sGD/upFQqUBXpSR11SVdHbNDyP1JCeHx7+Q=';
    expect(await withHeaders({ signature: direct })).toBe(MISMATCH);
  });

  it('a signature with the token of somebody else', async () => {
    expect(await verdict({ apiTokens: ['somebody', 'else'] })).toBe(MISMATCH);
  });

  it.for(['Bria-Webhook-Id', 'Bria-Webhook-Timestamp', 'Bria-Webhook-Signature'])('no %s', async (name) => {
    const without = Object.fromEntries(Object.entries(headersOf(VECTOR)).filter(([key]) => key !== name));
    expect(await verdict({ headers: without })).toBe(MISSING);
    expect(await verdict({ headers: new Headers(without) })).toBe(MISSING);
    expect(await verdict({ headers: { ...without, [name]: '' } })).toBe(MISSING);
    await expect(verify({ headers: without })).rejects.toThrow(`${name.toLowerCase()} is missing.`);
  });

  it.for([
    ['another kind of signature', { signature: signature.replace('v1', 'v2') }],
    ['a signature without its kind', { signature: signature.slice(3) }],
    ['a signature that is cut off', { signature: signature.slice(0, -2) }],
    ['a signature without padding', { signature: signature.slice(0, -1) }],
    ['a signature in base64url', { signature: signature.replace('v1=l', 'v1=_') }],
    ['another spelling of the last letter', { signature: signature.replace('A=', 'B=') }],
    ['a signature of spaces', { signature: ' , ,' }],
    ['a time with a fraction', { timestamp: `${timestamp}.5` }],
    ['a time in milliseconds as text', { timestamp: '2025-10-09T08:53:20Z' }],
    ['a time before 1970', { timestamp: `-${timestamp}` }],
    ['a time in hexadecimal', { timestamp: '0x68e7a780' }],
    ['a time beyond all', { timestamp: '9'.repeat(13) }],
  ] as const)('%s', async ([, changed]) => {
    expect(await withHeaders(changed)).toBe(MALFORMED);
  });

  it('a header that came twice', async () => {
    const twice = { ...headersOf(VECTOR), 'bria-webhook-id': id };
    expect(await verdict({ headers: twice })).toBe(MISMATCH);
    expect(
      await verdict({ headers: { ...headersOf(VECTOR), 'Bria-Webhook-Timestamp': [timestamp, timestamp] } }),
    ).toBe(MALFORMED);
  });

  it('the ninth signature, so that nobody makes us read the body a thousand times', async () => {
    const other = sign({ ...VECTOR, apiToken: 'another' });
    const after = (count: number) => [...Array<string>(count).fill(other), signature].join(',');
    expect(await withHeaders({ signature: after(7) })).toBe('ok');
    expect(await withHeaders({ signature: after(8) })).toBe(MISMATCH);
  });

  it.for([
    ['is about another job', '{"request_id":"b2","status":"COMPLETED"}', MISMATCH],
    ['names no job', '{"status":"COMPLETED"}', MALFORMED],
    ['is not JSON', 'COMPLETED', MALFORMED],
    ['is a list', '[]', MALFORMED],
    ['is empty', '', MALFORMED],
    ['is not UTF-8', Uint8Array.of(...bytesOf(body.slice(0, -2)), 0xff, 0x7d, 0x7d), MALFORMED],
    ['has half of a letter', bytesOf(`${body.slice(0, -2)}"ó"}}`).filter((byte) => byte !== 0xb3), MALFORMED],
  ] as const)('a body that is signed and %s', async ([, own, why]) => {
    expect(await verdict(signed(own))).toBe(why);
  });

  it('the same bytes cut into other parts', async () => {
    // id.timestamp.body is one text: without rules for the parts, its dots could stand elsewhere.
    const genuine = { ...VECTOR, id: 'a.5', body: '{"request_id":"a.5"}' };
    const moved = { id: 'a', timestamp: '5', signature: sign(genuine) };
    expect(await verdict({ headers: headersOf(moved), body: `${timestamp}.${genuine.body}` })).toBe(
      MALFORMED,
    );
    const merged = { id: `a.5.${timestamp}`, timestamp: '7', body: '{}' };
    const split = {
      headers: headersOf({ ...merged, signature: sign({ ...genuine, body: '7.{}' }) }),
      body: '{}',
    };
    expect(await verdict(split)).toBe(MALFORMED);
  });
});

describe('its tolerance', () => {
  const signedAt = Number(timestamp) * 1000;
  const at = (now: number, toleranceMs?: number) =>
    verdict({ clock: virtualClock(now), ...(toleranceMs !== undefined && { toleranceMs }) });

  it('is without end, unless it is given', async () => {
    expect(await at(0)).toBe('ok');
    expect(await at(signedAt * 2)).toBe('ok');
  });

  it.for([-1, 1])('is exact to the millisecond, towards %d', async (towards) => {
    expect(await at(signedAt + towards * 3_600_000, 3_600_000)).toBe('ok');
    expect(await at(signedAt + towards * 3_600_001, 3_600_000)).toBe('webhook_signature: stale');
  });

  it('lets nothing pass where it is not a number', async () => {
    expect(await at(signedAt, Number.NaN)).toBe('webhook_signature: stale');
  });

  it('is about genuine deliveries only', async () => {
    expect(await verdict({ clock: virtualClock(0), toleranceMs: 1, apiTokens: 'other' })).toBe(MISMATCH);
  });

  it('is measured on the platform’s clock, unless another is given', async () => {
    const nowSeconds = String(Math.floor(Date.now() / 1000));
    expect(await verdict({ ...signed(body, { timestamp: nowSeconds }), toleranceMs: 600_000 })).toBe('ok');
    expect(await verdict({ toleranceMs: 600_000 })).toBe('webhook_signature: stale');
  });
});

describe('its error', () => {
  it('is one of ours, says nothing about a job, and holds no secret', async () => {
    const error: unknown = await verify({ body: 'forged', apiTokens: 's3cret-t0ken' }).catch(
      (e: unknown) => e,
    );
    expect(BriakitError.is(error)).toBe(true);
    expect(error).toMatchObject({
      name: 'WebhookSignatureError',
      submission: 'not-sent',
      retryable: false,
    });
    expect(JSON.stringify([error, String(error), Object.entries(error as object)])).not.toContain('s3cret');
  });

  it.for([
    ['no token', []],
    ['an empty token, with which anybody could sign', ['']],
    ['a token that is undefined', [undefined as unknown as string]],
    ['an empty one among others', [apiToken, '']],
    ['a token with the end of its line', [`${apiToken}\n`]],
  ] as const)('is a TypeError where the program gives %s', async ([, apiTokens]) => {
    await expect(verify({ apiTokens })).rejects.toThrow(TypeError);
  });

  it.for([
    ['what a framework parsed', JSON.parse(body) as object],
    ['nothing', undefined],
    ['a number', 7],
  ] as const)('is a TypeError where the program gives as its body %s', async ([, parsed]) => {
    await expect(verify({ body: parsed as unknown as string })).rejects.toThrow('body must be the raw bytes');
  });
});
