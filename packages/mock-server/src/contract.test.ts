import * as undici from 'undici';
import { describe, expect, it } from 'vitest';
import { contractSubject, rewrite, type Body } from '../test/contract-subject.ts';
import { contractCases, contractTests, runContract, type ContractTarget } from './contract.ts';
import type { MockOptions } from './index.ts';
import { listen, setupMockNetwork } from './node.ts';

/** By the undici package, which has nothing to do with the `fetch` of Node. */
const throughUndici = async (request: Request): Promise<Response> => {
  const { method, headers, url } = request;
  const body = method === 'GET' ? null : await request.text();
  const answer = await undici.request(url, { method: method as 'GET', headers: [...headers].flat(), body });
  return new Response(await answer.body.arrayBuffer(), {
    status: answer.statusCode,
    headers: Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
  });
};

describe('the mock', async () => {
  it.each(contractTests((await contractSubject()).target))('$id: $name', async ({ skipped, run }) => {
    expect(skipped).toBeUndefined();
    await run();
  });

  it.each<MockOptions>([{ unknownJob: 'UNKNOWN' }, { rateLimit: { retryAfter: 'http-date' } }])(
    'keeps to it where its sources disagree: %o',
    async (options) =>
      expect(await runContract((await contractSubject(options)).target)).toMatchObject({ passed: true }),
  );

  it('keeps to it on a port, and behind the network', async () => {
    const { mock, target } = await contractSubject();
    const server = await listen(mock);
    const { fetch: _, ...apart } = target;
    const report = await runContract({ ...apart, baseUrl: server.origin });
    await server.close();
    expect(report).toMatchObject({ passed: true });
    expect(report.results.every(({ outcome }) => outcome === 'passed')).toBe(true);

    for (const client of [undefined, throughUndici]) {
      const other = await contractSubject();
      const { fetch: __, ...intercepted } = other.target;
      await using network = setupMockNetwork(other.mock);
      network.enable();
      const { passed, results } = await runContract({ ...intercepted, fetch: client });
      expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
      expect(passed).toBe(true);
    }
  });
});

describe('the money', () => {
  const outcomes = async (target: ContractTarget) => {
    const { results } = await runContract(target);
    return Object.groupBy(results, ({ outcome }) => outcome);
  };

  it('is not touched unless it may be', async () => {
    const { mock, target } = await contractSubject();
    const { maxSpendUsd: _, ...free } = target;
    const { passed = [], skipped = [] } = await outcomes(free);
    expect(passed).toHaveLength(contractCases.filter(({ needs }) => needs === 'nothing').length);
    expect(skipped[0]).toMatchObject({ reason: 'It costs $0.018, and maxSpendUsd allows $0 in all.' });
    expect(mock.state.jobs.size).toBe(0);
  });

  it('is spent to the limit and no further', async () => {
    const { mock, target } = await contractSubject();
    const report = await runContract({ ...target, maxSpendUsd: 0.036 });
    expect(report).toMatchObject({ passed: true, spentUsd: 0.036 });
    expect(mock.state.jobs.size).toBe(2);
    const full = await runContract(target);
    expect(full.spentUsd).toBeCloseTo((mock.state.jobs.size - 2) * 0.018);
  });

  it('stops at a server that charges for what it should refuse', async () => {
    const accepting = async () => Response.json({ request_id: 'x' }, { status: 202 });
    const { maxSpendUsd: _, ...free } = (await contractSubject()).target;
    const report = await runContract({ ...free, fetch: accepting });
    expect(report).toMatchObject({ passed: false, spentUsd: 0.018 });
  });

  it('leaves out what it cannot try, and says why', async () => {
    const { target } = await contractSubject();
    const { token: _, imageUrl: __, ...rest } = target;
    const { skipped = [] } = await outcomes(rest);
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(
      new Set(['There is no token.', 'There is no imageUrl to make a job of.']),
    );
    const [first] = contractTests(rest);
    await expect(first?.run()).rejects.toThrow('There is no token.');
  });
});

/** A server that is wrong in one way, and the cases that must see it. */
interface Wrong {
  readonly name: string;
  readonly seenBy: readonly string[];
  readonly spoil: (request: Request, answer: Response) => Response | Promise<Response>;
}

const isBria = (request: Request) => new URL(request.url).hostname.includes('bria');
const whenPolled = (url: URL) => url.pathname.includes('/status/');

let count = 0;
const WRONG: readonly Wrong[] = [
  {
    name: 'lets everybody in',
    seenBy: [
      'bria/submit/no-token',
      'bria/status/no-token',
      'pixazo/submit/no-key',
      'pixazo/submit/bearer',
      'pixazo/status/no-key',
    ],
    spoil: (_, answer) => (answer.status === 401 ? Response.json({ request_id: 'x' }) : answer),
  },
  {
    name: 'says 400 in HTML',
    seenBy: [
      'bria/submit/missing-field',
      'bria/submit/wrong-type',
      'pixazo/submit/malformed-json',
      'pixazo/submit/missing-field',
    ],
    spoil: (_, answer) =>
      [400, 422].includes(answer.status) ? new Response('<h1>Bad</h1>', { status: 400 }) : answer,
  },
  {
    name: 'has codes in words, and details in lists',
    seenBy: ['bria/submit/missing-field', 'bria/submit/malformed-json', 'bria/limit/retry-after'],
    spoil: rewrite((body) =>
      body['error'] ? { ...body, error: { ...(body['error'] as Body), code: 'INVALID' } } : body,
    ),
  },
  {
    name: 'answers submits with 200',
    seenBy: ['bria/submit/accepted', 'bria/submit/unknown-field', 'pixazo/submit/accepted'],
    spoil: (_, answer) =>
      answer.status === 202 ? new Response(answer.body, { headers: answer.headers }) : answer,
  },
  {
    name: 'sends its clients elsewhere',
    seenBy: ['bria/submit/accepted', 'pixazo/submit/accepted'],
    spoil: rewrite(({ status_url, polling_url, ...body }) => ({
      ...body,
      ...(status_url !== undefined && { status_url: 'https://elsewhere.test/v2/status/x' }),
      ...(polling_url !== undefined && { polling_url: 'https://elsewhere.test/v2/requests/status/x' }),
    })),
  },
  {
    name: 'speaks in lower case',
    seenBy: ['bria/status/words', 'pixazo/status/words', 'pixazo/submit/accepted', 'bria/result/picture'],
    spoil: rewrite((body) => ({
      ...body,
      ...(typeof body['status'] === 'string' && { status: body['status'].toLowerCase() }),
    })),
  },
  {
    name: 'takes back what it said',
    seenBy: ['bria/status/ends', 'pixazo/status/ends'],
    spoil: rewrite((body, url) =>
      whenPolled(url) && body['status'] === 'COMPLETED' && ++count % 2 === 0
        ? { ...body, status: url.hostname.includes('bria') ? 'IN_PROGRESS' : 'QUEUED' }
        : body,
    ),
  },
  {
    name: 'never ends',
    seenBy: ['bria/status/ends', 'bria/result/picture', 'pixazo/status/ends', 'pixazo/result/picture'],
    spoil: rewrite((body, url) =>
      whenPolled(url) && body['status'] === 'COMPLETED'
        ? { ...body, status: url.hostname.includes('bria') ? 'IN_PROGRESS' : 'PROCESSING' }
        : body,
    ),
  },
  {
    name: 'forgets its jobs',
    seenBy: ['bria/status/words', 'pixazo/status/words'],
    spoil: (request, answer) =>
      whenPolled(new URL(request.url)) ? Response.json({ status: 'NOT_FOUND' }, { status: 404 }) : answer,
  },
  {
    name: 'tells of another job',
    seenBy: ['bria/status/words', 'pixazo/status/words'],
    spoil: rewrite((body, url) => (whenPolled(url) ? { ...body, request_id: 'another' } : body)),
  },
  {
    name: 'gives links that are dead',
    seenBy: ['bria/result/picture', 'pixazo/result/picture'],
    spoil: (_, answer) =>
      answer.headers.get('content-type') === 'image/png' ? new Response(null, { status: 403 }) : answer,
  },
  {
    name: 'gives files with nothing in them',
    seenBy: ['bria/result/picture', 'pixazo/result/picture'],
    spoil: (_, answer) =>
      answer.headers.get('content-type') === 'image/png'
        ? new Response(new Uint8Array(), { headers: { 'content-type': 'image/png' } })
        : answer,
  },
  {
    name: 'gives one link where there is a list',
    seenBy: ['pixazo/result/picture'],
    spoil: rewrite((body) => {
      const output = body['output'] as { media_url: string[] } | null | undefined;
      return output ? { ...body, output: { ...output, media_url: output.media_url[0] } } : body;
    }),
  },
  {
    name: 'has a status in a result that is there',
    seenBy: ['bria/submit/sync'],
    spoil: rewrite((body, url) =>
      'result' in body && !whenPolled(url) ? { ...body, status: 'COMPLETED' } : body,
    ),
  },
  {
    name: 'tells anybody of any job',
    seenBy: ['bria/status/other-token', 'bria/status/unknown-job'],
    spoil: rewrite((body) =>
      body['status'] === 'NOT_FOUND' ? { ...body, result: { image_url: 'x' } } : body,
    ),
  },
  {
    name: 'lies about when to come again',
    seenBy: ['bria/limit/retry-after'],
    spoil: (_, answer) =>
      answer.status === 429
        ? new Response(answer.body, { status: 429, headers: { ...json, 'retry-after': '1' } })
        : answer,
  },
  {
    name: 'has no limit',
    seenBy: ['bria/limit/retry-after'],
    spoil: (_, answer) =>
      answer.status === 429 ? Response.json({ request_id: 'x' }, { status: 202 }) : answer,
  },
  {
    name: 'refuses what it does not know',
    seenBy: ['bria/submit/unknown-field'],
    spoil: async (request, answer) =>
      request.method === 'POST' && isBria(request) && answer.status === 202 && ++count % 2 === 0
        ? Response.json({ error: { code: 422, message: 'no' } }, { status: 422 })
        : answer,
  },
  {
    name: 'ends jobs before it makes them',
    seenBy: ['pixazo/status/times'],
    spoil: rewrite((body) =>
      body['completed_at'] ? { ...body, completed_at: '2001-01-01 00:00:00' } : body,
    ),
  },
  {
    name: 'answers everything with 200',
    seenBy: [
      'bria/unknown-endpoint',
      'bria/submit/wrong-method',
      'pixazo/unknown-endpoint',
      'pixazo/status/unknown-job',
    ],
    spoil: (_, answer) => new Response(answer.body, { headers: answer.headers }),
  },
];
const json = { 'content-type': 'application/json' };

describe('a server is found out that', () => {
  it.each(WRONG)('$name', async ({ seenBy, spoil }) => {
    count = 0;
    const { mock, target } = await contractSubject();
    const report = await runContract({
      ...target,
      async fetch(request) {
        const answer = await mock.handle(request.clone());
        return answer && spoil(request, answer);
      },
    });
    const failed = report.results.filter(({ outcome }) => outcome === 'failed');
    expect(failed.map(({ id }) => id)).toEqual(expect.arrayContaining([...seenBy]));
    for (const { reason } of failed) expect(reason).toMatch(/^(?:ContractViolation|Error): \S.+/);
  });

  it('is not there', async () => {
    const { target } = await contractSubject();
    for (const fetch of [
      async () => Response.error(),
      async () => undefined,
      () => Promise.reject(new Error('no')),
    ])
      expect(await runContract({ ...target, fetch })).toMatchObject({ passed: false, spentUsd: 0 });
  });

  it('breaks any of the cases', () => {
    const seen = new Set(WRONG.flatMap(({ seenBy }) => seenBy));
    expect(contractCases.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
  });
});
