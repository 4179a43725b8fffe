/**
 * What Bria documents of its jobs. Where its sources disagree, all that they say is right: a 404 and an `UNKNOWN`
 * for a job that it does not know, 400 and 422 for wrong fields, an error of its own and one of the gateway's.
 */
import type { Ask, ContractApi, Dialect } from './contract-api.ts';
import type { ContractCase } from './contract-case.ts';
import { demandCutOut, demandUrl } from './download.ts';
import { demandStatus, isObject, isText, jsonOf, type Reply } from './reply.ts';
import { demand } from './violation.ts';

const RMBG = '/v2/image/edit/remove_background';
const UNKNOWN_JOB = '00000000000000000000000000000000';

export const briaDialect: Dialect = {
  realOrigin: 'https://engine.prod.bria-api.com',
  credential: (api_token) => ({ api_token }),
  submitJob: ({ ask, imageUrl: image }) => ask(RMBG, { method: 'POST', body: { image } }),
  statusPath: (submitted) => `/v2/status/${encodeURIComponent(String(jsonOf(submitted)['request_id']))}`,
  isTerminal: (poll) =>
    poll.status !== 200 || ['COMPLETED', 'ERROR'].includes(String(jsonOf(poll)['status'])),
};

const post = (api: ContractApi, body: Ask['body'], ask: Ask = {}) =>
  api.ask(RMBG, { method: 'POST', ...(body !== undefined && { body }), ...ask });

/** `{ "error": { "code": 422, "message": "…", "details": "…" }, "request_id": "…" }` */
function demandError(reply: Reply): void {
  const { error, request_id } = jsonOf(reply);
  demand(isObject(error), `${reply.asked} must say what is wrong in \`error\`.`);
  const { code, message, details } = error;
  demand(
    Number.isInteger(code),
    `${reply.asked}: error.code must be an integer, not ${JSON.stringify(code)}.`,
  );
  demand(
    code === reply.status,
    `${reply.asked}: error.code is ${String(code)}, and the status ${reply.status}.`,
  );
  demand(isText(message), `${reply.asked}: error.message must be a text.`);
  demand(
    details === undefined || typeof details === 'string',
    `${reply.asked}: error.details must be a text, not ${JSON.stringify(details)}.`,
  );
  demand(
    request_id === undefined || isText(request_id),
    `${reply.asked}: request_id must be a text, not ${JSON.stringify(request_id)}.`,
  );
}

/** Whoever stands before the service may refuse a token in its own words. */
function demandRefusedToken(reply: Reply): void {
  demandStatus(reply, 401, 403);
  const body = jsonOf(reply);
  if (!isText(body['message']) && !isText(body['detail'])) demandError(reply);
}

/** Nothing of a job, neither that it is there. */
function demandNoJob(reply: Reply): void {
  demandStatus(reply, 200, 401, 403, 404);
  const { status, result } = jsonOf(reply);
  const wanted = reply.status === 200 ? 'UNKNOWN' : reply.status === 404 ? 'NOT_FOUND' : status;
  demand(status === wanted, `${reply.asked} must have the status ${String(wanted)}, not ${String(status)}.`);
  demand(result === undefined, `${reply.asked} must not give a result away.`);
}

const free = { provider: 'bria', needs: 'nothing' } as const;
const ofJob = { provider: 'bria', needs: 'job' } as const;

export const briaCases: readonly ContractCase[] = [
  {
    ...free,
    id: 'bria/submit/no-token',
    name: 'refuses a submit without a token',
    run: async (api) => demandRefusedToken(await post(api, { image: api.imageUrl }, { anonymous: true })),
  },
  {
    ...free,
    id: 'bria/status/no-token',
    name: 'refuses a status request without a token',
    run: async (api) => demandRefusedToken(await api.ask(`/v2/status/${UNKNOWN_JOB}`, { anonymous: true })),
  },
  {
    ...free,
    id: 'bria/status/unknown-job',
    name: 'says of a job that it does not know NOT_FOUND or UNKNOWN',
    async run(api) {
      const reply = await api.ask(`/v2/status/${UNKNOWN_JOB}`);
      demandStatus(reply, 200, 404);
      demandNoJob(reply);
    },
  },
  ...[
    { id: 'missing-field', name: 'a submit without its picture', body: {} },
    { id: 'wrong-type', name: 'a submit whose picture is a number', body: { image: 42 } },
    { id: 'malformed-json', name: 'a submit whose body is not JSON', body: '{"image": ' },
  ].map(({ id, name, body }) => ({
    ...free,
    id: `bria/submit/${id}`,
    name: `refuses ${name}, and says why`,
    async run(api: ContractApi) {
      const reply = await post(api, body);
      demandStatus(reply, 400, 422);
      demandError(reply);
    },
  })),
  {
    ...free,
    id: 'bria/submit/wrong-method',
    name: 'refuses a GET where jobs are submitted',
    run: async (api) => demandStatus(await api.ask(RMBG), 404, 405),
  },
  {
    ...free,
    id: 'bria/unknown-endpoint',
    name: 'has no endpoint that is not there',
    run: async (api) =>
      demandStatus(await api.ask('/v2/image/edit/no_such_thing', { method: 'POST', body: {} }), 403, 404),
  },
  {
    ...ofJob,
    id: 'bria/submit/accepted',
    name: 'accepts a submit with 202, an id, and where to ask for it',
    async run(api) {
      const { submitted } = await api.job();
      demandStatus(submitted, 202);
      const { request_id, status_url } = jsonOf(submitted);
      demand(isText(request_id), `request_id must be a text, not ${JSON.stringify(request_id)}.`);
      demandUrl(status_url, 'status_url');
      const { origin, pathname } = new URL(status_url);
      demand(origin === api.origin, `status_url must be at ${api.origin}, not at ${origin}.`);
      demand(pathname === `/v2/status/${request_id}`, `status_url must be of the job, not ${pathname}.`);
    },
  },
  {
    ...ofJob,
    id: 'bria/status/words',
    name: 'tells of a job in four words, with HTTP 200',
    async run(api) {
      const { submitted, polls } = await api.job();
      const { request_id } = jsonOf(submitted);
      for (const poll of polls) {
        demandStatus(poll, 200);
        const body = jsonOf(poll);
        demand(
          ['IN_PROGRESS', 'COMPLETED', 'ERROR', 'UNKNOWN'].includes(String(body['status'])),
          `${poll.asked} has an undocumented status: ${JSON.stringify(body['status'])}.`,
        );
        demand(
          body['request_id'] === request_id,
          `${poll.asked} tells of ${JSON.stringify(body['request_id'])}.`,
        );
      }
    },
  },
  {
    ...ofJob,
    id: 'bria/status/ends',
    name: 'comes to an end, and stays there',
    async run(api) {
      const { polls, beyond } = await api.job();
      demand(beyond > 0, 'The job did not come to its end in time.');
      const words = polls.map((poll) => String(jsonOf(poll)['status']));
      const ended = new Set(words.slice(-beyond - 1));
      demand(ended.size === 1, `A job that has ended must not change: ${words.join(', ')}.`);
    },
  },
  {
    ...ofJob,
    id: 'bria/result/picture',
    name: 'gives a picture with alpha, to whoever has its link',
    async run(api) {
      const last = (await api.job()).polls.at(-1);
      demand(last, 'There was no answer about the job.');
      const { status, result, error } = jsonOf(last);
      demand(status === 'COMPLETED', `The job must be COMPLETED, not ${String(status)}.`);
      demand(error === undefined, `A job that is COMPLETED has no error: ${JSON.stringify(error)}.`);
      demand(isObject(result), 'A job that is COMPLETED must have a result.');
      demandUrl(result['image_url'], 'image_url');
      await demandCutOut(api, result['image_url']);
    },
  },
  {
    ...ofJob,
    id: 'bria/status/other-token',
    name: 'tells nobody else of a job',
    async run(api) {
      const path = briaDialect.statusPath((await api.job()).submitted);
      demandNoJob(await api.ask(path, { headers: { api_token: 'somebody-else' } }));
    },
  },
  {
    provider: 'bria',
    needs: 'own-job',
    id: 'bria/submit/sync',
    name: 'answers a submit that waits with its result, and with no status',
    async run(api) {
      const reply = await post(api, { image: api.imageUrl, sync: true });
      demandStatus(reply, 200);
      const body = jsonOf(reply);
      demand(isText(body['request_id']), 'request_id must be a text.');
      demand(isObject(body['result']), 'The result must be in `result`.');
      demandUrl(body['result']['image_url'], 'image_url');
      demand(!('status' in body) && !('status_url' in body), 'A result that is there has no status.');
    },
  },
  {
    provider: 'bria',
    needs: 'own-job',
    id: 'bria/submit/unknown-field',
    name: 'ignores a field that it does not know',
    run: async (api) => demandStatus(await post(api, { image: api.imageUrl, briakit_contract: 1 }), 202),
  },
  {
    provider: 'bria',
    needs: 'limit',
    id: 'bria/limit/retry-after',
    name: 'refuses one too many in a minute with 429, and tells the truth about when to come again',
    async run(api) {
      let refused: Reply | undefined;
      for (let count = 0; count <= api.perMinute && !refused; count++) {
        const reply = await post(api, { image: api.imageUrl });
        if (reply.status === 202) continue;
        refused = reply;
      }
      demand(refused, `${api.perMinute + 1} submits in a minute must be one too many.`);
      demandStatus(refused, 429);
      demandError(refused);
      const waitMs = retryAfterMs(refused, api.timeOf(refused));
      await api.wait(waitMs);
      const again = await post(api, { image: api.imageUrl });
      demand(
        again.status === 202,
        `After ${waitMs} ms, as was said, the answer must be 202, not ${again.status}.`,
      );
    },
  },
];

/** A minute where nothing is said: no limit of Bria's is longer. */
function retryAfterMs({ headers, asked }: Reply, now: number): number {
  const value = headers.get('retry-after');
  if (value === null) return 60_000;
  const waitMs = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  demand(
    waitMs >= 0 && waitMs <= 3_600_000,
    `${asked}: Retry-After must be seconds or a date soon, not ${value}.`,
  );
  return waitMs;
}
