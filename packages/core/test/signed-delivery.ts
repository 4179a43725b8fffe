/** Deliveries whose signatures are known, and one that we sign with code of another kind. */
import { createHmac } from 'node:crypto';
import { BRIA_JOB } from './fixture.ts';

export interface SignedVector {
  readonly apiToken: string;
  readonly id: string;
  readonly timestamp: string;
  readonly body: string;
  readonly signature: string;
}

const TOKEN = 'bria_test_token_0123456789abcdef';

/** Ours, computed with Python and again with Node; the last two are those of Bria's own SDKs. */
export const VECTORS: Readonly<Record<string, SignedVector>> = {
  'a finished job': {
    apiToken: TOKEN,
    id: BRIA_JOB,
    timestamp: '1760000000',
    body: `{"request_id":"${BRIA_JOB}","status":"COMPLETED","result":{"image_url":"https://mock.bria.local/results/out.png","seed":314159}}`,
    signature: 'v1=lfXj5LmGzr4bkrTBrKMOGLzaThRDKPSaiPtAbtMNcwA=',
  },
  'words beyond ASCII': {
    apiToken: TOKEN,
    id: BRIA_JOB,
    timestamp: '1760000000',
    body: `{"request_id":"${BRIA_JOB}","status":"ERROR","error":{"code":422,"message":"Unprocessable Entity","details":"El contenido no pasó la moderación ✓"}}`,
    signature: 'v1=/LLGNFsSckJ607nsTizpKNx7soWFV9xKFLlbvYg/ruk=',
  },
  'the vector that Bria shares with its backend': {
    apiToken: 'contract-test-shared-token',
    id: 'req_contract_test_001',
    timestamp: '1700000000',
    body: '{"status":"COMPLETED","result":{"url":"https://cdn.bria.ai/final.png"},"request_id":"req_contract_test_001"}',
    signature: 'v1=muClfnkuIXEqW69htILKVEwJdzC0LWB1tP53ptLm7SM=',
  },
  'the vector of Bria’s SDKs': {
    apiToken: 'test-token-abc123',
    id: 'req-9f8e7d6c',
    timestamp: '1723800000',
    body: '{"request_id":"req-9f8e7d6c","status":"COMPLETED"}',
    signature: 'v1=L49e/+aGg8Xr6F7PT9+bYWJ4ADPN73Pu5ooGltV5MUs=',
  },
};

/** Signs anything, with Node's own crypto. */
export function sign(delivery: Omit<SignedVector, 'signature' | 'body'> & { body: string | Uint8Array }) {
  const { apiToken, id, timestamp, body } = delivery;
  const key = createHmac('sha256', apiToken).update('bria-webhook-signing-v1').digest();
  return `v1=${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
}

export const headersOf = ({
  id,
  timestamp,
  signature,
}: Pick<SignedVector, 'id' | 'timestamp' | 'signature'>) => ({
  'Bria-Webhook-Id': id,
  'Bria-Webhook-Timestamp': timestamp,
  'Bria-Webhook-Signature': signature,
});
