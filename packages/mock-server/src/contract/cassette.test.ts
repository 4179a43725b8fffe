import { expect, it } from 'vitest';
import { contractSubject, rewrite } from '../../test/contract-subject.ts';
import { driftBetween, runContract, type ContractTarget } from '../contract.ts';
import type { MockOptions } from '../mock/options.ts';

async function record(options: MockOptions = {}, fetch?: ContractTarget['fetch']) {
  const { target } = await contractSubject(options);
  const { cassette } = await runContract({ ...target, ...(fetch && { fetch }) });
  return { cassette, target };
}

it('keeps of what was said the kind, and nothing that is secret or an id', async () => {
  const { cassette, target } = await record();
  expect(cassette.cases['bria/submit/missing-field']).toEqual([
    {
      asked: 'POST /v2/image/edit/remove_background',
      status: 422,
      type: 'application/json',
      headers: ['content-type'],
      body: { error: { code: 'integer', message: 'string', details: 'string' }, request_id: 'string' },
      tookMs: expect.any(Number),
    },
  ]);
  const result = cassette.cases['pixazo/submit/accepted']?.at(-1);
  expect(result).toMatchObject({ asked: 'GET /v2/requests/status/…', word: 'COMPLETED' });
  expect(result?.body).toMatchObject({ output: { media_url: ['string'] } });
  expect(cassette.cases['bria/result/picture']).toMatchObject([{ asked: 'GET a file', type: 'image/png' }]);

  const text = JSON.stringify(cassette);
  for (const secret of [target.token, target.subscriptionKey, 'https:', 'status/0'])
    expect(text).not.toContain(secret);
  expect(text).not.toMatch(/[0-9a-f]{16}/);
});

it('sees no drift between two runs, whatever their seed and their pace', async () => {
  const slow = { seed: 7, latency: { queuedMs: [4_000, 4_000], runningMs: [9_000, 9_000] } } as const;
  const [one, other] = [await record(), await record(slow)];
  expect(driftBetween(one.cassette, other.cassette)).toEqual([]);
});

it('says what an answer has lost, and got, and has otherwise', async () => {
  const { mock, target } = await contractSubject();
  const spoil = rewrite(({ status_url, ...body }) => ({
    ...body,
    ...(status_url !== undefined && { polling_url: status_url }),
    ...(typeof body['seed'] === 'number' && { seed: String(body['seed']) }),
    ...(body['error'] ? { error: { ...body['error'], code: '422' } } : {}),
  }));
  const { cassette: after } = await runContract({
    ...target,
    async fetch(request) {
      const answer = await mock.handle(request.clone());
      return answer && spoil(request, answer);
    },
  });
  const { cassette: before } = await record();
  const submit = 'POST /v2/image/edit/remove_background';
  expect(driftBetween(before, after)).toEqual(
    expect.arrayContaining([
      `bria/submit/accepted: ${submit} → 202 (application/json): status_url is gone.`,
      `bria/submit/accepted: ${submit} → 202 (application/json): polling_url is new.`,
      `bria/submit/wrong-type: ${submit} → 422 (application/json): error.code was "integer", and is "string".`,
    ]),
  );
});

it('says which answers are others', async () => {
  const [documented, observed] = [await record(), await record({ unknownJob: 'UNKNOWN' })];
  const asked = 'bria/status/unknown-job: GET /v2/status/…';
  expect(driftBetween(documented.cassette, observed.cassette)).toEqual(
    expect.arrayContaining([
      `${asked} → 404 NOT_FOUND (application/json) is no longer said.`,
      `${asked} → 200 UNKNOWN (application/json) is new.`,
    ]),
  );
});
