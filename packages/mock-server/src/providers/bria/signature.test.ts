import { expect, it } from 'vitest';
import { sign, type SignedParts } from './signature.ts';

const OWN_TOKEN = 'bria_test_token_0123456789abcdef';
const own = { id: '9d4a1a2f5c7e4b6f8a0c2d3e4f5a6b7c', timestamp: '1760000000' };

it.each([
  [
    'a result',
    OWN_TOKEN,
    {
      ...own,
      body: '{"request_id":"9d4a1a2f5c7e4b6f8a0c2d3e4f5a6b7c","status":"COMPLETED","result":{"image_url":"https://mock.bria.local/results/out.png","seed":314159}}',
    },
    'v1=lfXj5LmGzr4bkrTBrKMOGLzaThRDKPSaiPtAbtMNcwA=',
  ],
  [
    'a body beyond ASCII',
    OWN_TOKEN,
    {
      ...own,
      body: '{"request_id":"9d4a1a2f5c7e4b6f8a0c2d3e4f5a6b7c","status":"ERROR","error":{"code":422,"message":"Unprocessable Entity","details":"El contenido no pasó la moderación ✓"}}',
    },
    'v1=/LLGNFsSckJ607nsTizpKNx7soWFV9xKFLlbvYg/ruk=',
  ],
  [
    'the first vector of the official SDKs',
    'contract-test-shared-token',
    {
      id: 'req_contract_test_001',
      timestamp: '1700000000',
      body: '{"status":"COMPLETED","result":{"url":"https://cdn.bria.ai/final.png"},"request_id":"req_contract_test_001"}',
    },
    'v1=muClfnkuIXEqW69htILKVEwJdzC0LWB1tP53ptLm7SM=',
  ],
  [
    'the second vector of the official SDKs',
    'test-token-abc123',
    {
      id: 'req-9f8e7d6c',
      timestamp: '1723800000',
      body: '{"request_id":"req-9f8e7d6c","status":"COMPLETED"}',
    },
    'v1=L49e/+aGg8Xr6F7PT9+bYWJ4ADPN73Pu5ooGltV5MUs=',
  ],
] satisfies [string, string, SignedParts, string][])('signs %s', async (_, token, parts, signature) => {
  expect(await sign(token, parts)).toBe(signature);
});
