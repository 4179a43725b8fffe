import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { headersOf, sign } from '../../test/signed-delivery.ts';
import { WebhookSignatureError } from '../errors/webhook-signature-error.ts';
import { verifySignature } from './verify-signature.ts';

const TOKEN = 'bria_test_token_0123456789abcdef';
const text = fc.string({ unit: 'binary', maxLength: 60 });
const body = fc.oneof(text, fc.uint8Array({ maxLength: 60 }), fc.json());

it('takes each delivery that is signed and names its job, in any words', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), fc.nat(), fc.jsonValue(), async (id, seconds, result) => {
      const parts = { apiToken: TOKEN, id, timestamp: String(seconds) };
      const signed = JSON.stringify({ request_id: id, result });
      const headers = headersOf({ ...parts, signature: sign({ ...parts, body: signed }) });
      const verified = verifySignature({ headers, body: signed, apiTokens: ['other', TOKEN] });
      await expect(verified).resolves.toBeUndefined();
    }),
    { numRuns: 1_000 },
  );
});

it('takes nothing else that anybody can send, and says so in its own error', async () => {
  const forged = fc.oneof(
    text,
    fc.base64String({ minLength: 44, maxLength: 44 }).map((digest) => `v1=${digest}`),
  );
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.oneof(text, fc.nat().map(String)),
      forged,
      body,
      async (id, timestamp, signature, raw) => {
        const headers = headersOf({ id, timestamp, signature });
        await expect(verifySignature({ headers, body: raw, apiTokens: TOKEN })).rejects.toThrow(
          WebhookSignatureError,
        );
      },
    ),
    { numRuns: 5_000 },
  );
});
