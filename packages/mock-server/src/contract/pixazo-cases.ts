/** What Pixazo documents of the jobs in its queue, and Azure of the gateway before it. */
import type { Ask, ContractApi, Dialect } from './contract-api.ts';
import type { ContractCase } from './contract-case.ts';
import { demandCutOut, demandUrl } from './download.ts';
import { demandStatus, isObject, isText, jsonOf, type Reply } from './reply.ts';
import { demand } from './violation.ts';

const MODEL = 'bria-rmbg-2-0-682';
const RMBG = `/${MODEL}/v1/bria-rmbg-2-0-request`;
const UNKNOWN_JOB = `${MODEL}_019d42ce-946d-7739-f812-6875c434cb790`;
const KEY = 'Ocp-Apim-Subscription-Key';
const TERMINAL = ['COMPLETED', 'FAILED', 'ERROR'];
const ORDER = ['QUEUED', 'PROCESSING'];

export const pixazoDialect: Dialect = {
  realOrigin: 'https://gateway.pixazo.ai',
  credential: (key) => ({ [KEY]: key }),
  submitJob: ({ ask, imageUrl: image_url }) => ask(RMBG, { method: 'POST', body: { image_url } }),
  statusPath: (submitted) => statusPath(String(jsonOf(submitted)['request_id'])),
  isTerminal: (poll) => poll.status !== 200 || TERMINAL.includes(String(jsonOf(poll)['status'])),
};

const statusPath = (requestId: string) => `/v2/requests/status/${encodeURIComponent(requestId)}`;
const post = (api: ContractApi, body: Ask['body'], ask: Ask = {}) =>
  api.ask(RMBG, { method: 'POST', ...(body !== undefined && { body }), ...ask });

/** The gateway's own words: `{ "statusCode": 401, "message": "…" }`. */
function demandGatewayError(reply: Reply, status: number): void {
  demandStatus(reply, status);
  const { statusCode, message } = jsonOf(reply);
  demand(
    statusCode === status,
    `${reply.asked}: statusCode must be ${status}, not ${JSON.stringify(statusCode)}.`,
  );
  demand(isText(message), `${reply.asked}: message must be a text.`);
}

/** The queue's: `{ "error": "…" }`, with or without more. */
function demandQueueError(reply: Reply, status: number): void {
  demandStatus(reply, status);
  const { error } = jsonOf(reply);
  demand(
    isText(error) || (isObject(error) && isText(error['message'])),
    `${reply.asked} must say what is wrong in \`error\`.`,
  );
}

const free = { provider: 'pixazo', needs: 'nothing' } as const;
const ofJob = { provider: 'pixazo', needs: 'job' } as const;

export const pixazoCases: readonly ContractCase[] = [
  {
    ...free,
    id: 'pixazo/submit/no-key',
    name: 'refuses a submit without a key',
    run: async (api) =>
      demandGatewayError(await post(api, { image_url: api.imageUrl }, { anonymous: true }), 401),
  },
  {
    ...free,
    id: 'pixazo/submit/bearer',
    name: 'takes no key as a bearer token',
    run: async (api) =>
      demandGatewayError(
        await post(
          api,
          { image_url: api.imageUrl },
          { anonymous: true, headers: { authorization: 'Bearer x' } },
        ),
        401,
      ),
  },
  {
    ...free,
    id: 'pixazo/status/no-key',
    name: 'refuses a status request without a key',
    run: async (api) => demandGatewayError(await api.ask(statusPath(UNKNOWN_JOB), { anonymous: true }), 401),
  },
  {
    ...free,
    id: 'pixazo/status/unknown-job',
    name: 'has no job that is not there',
    run: async (api) => demandQueueError(await api.ask(statusPath(UNKNOWN_JOB)), 404),
  },
  {
    ...free,
    id: 'pixazo/submit/missing-field',
    name: 'refuses a submit without its picture',
    run: async (api) => demandQueueError(await post(api, {}), 400),
  },
  {
    ...free,
    id: 'pixazo/submit/malformed-json',
    name: 'refuses a submit whose body is not JSON',
    run: async (api) => demandQueueError(await post(api, '{"image_url": '), 400),
  },
  {
    ...free,
    id: 'pixazo/unknown-endpoint',
    name: 'has no model that is not there',
    run: async (api) =>
      demandGatewayError(await api.ask('/no-such-model/v1/request', { method: 'POST', body: {} }), 404),
  },
  {
    ...ofJob,
    id: 'pixazo/submit/accepted',
    name: 'accepts a submit with 202, an id of its model, and where to ask for it',
    async run(api) {
      const { submitted } = await api.job();
      demandStatus(submitted, 202);
      const { request_id, status, polling_url } = jsonOf(submitted);
      demand(isText(request_id), `request_id must be a text, not ${JSON.stringify(request_id)}.`);
      demand(request_id.startsWith(`${MODEL}_`), `request_id must begin with its model: ${request_id}.`);
      demand(status === 'QUEUED', `A new job must be QUEUED, not ${JSON.stringify(status)}.`);
      demandUrl(polling_url, 'polling_url');
      const { origin, pathname } = new URL(polling_url);
      demand(origin === api.origin, `polling_url must be at ${api.origin}, not at ${origin}.`);
      demand(pathname === statusPath(request_id), `polling_url must be of the job, not ${pathname}.`);
    },
  },
  {
    ...ofJob,
    id: 'pixazo/status/words',
    name: 'tells of a job in five words, in upper case, with HTTP 200',
    async run(api) {
      const { submitted, polls } = await api.job();
      const { request_id } = jsonOf(submitted);
      for (const poll of polls) {
        demandStatus(poll, 200);
        const body = jsonOf(poll);
        demand(
          [...ORDER, ...TERMINAL].includes(String(body['status'])),
          `${poll.asked} has an undocumented status: ${JSON.stringify(body['status'])}.`,
        );
        demand(
          body['request_id'] === undefined || body['request_id'] === request_id,
          `${poll.asked} tells of ${JSON.stringify(body['request_id'])}.`,
        );
      }
    },
  },
  {
    ...ofJob,
    id: 'pixazo/status/ends',
    name: 'goes on from queued to processing to an end, and stays there',
    async run(api) {
      const { polls, beyond } = await api.job();
      demand(beyond > 0, 'The job did not come to its end in time.');
      const words = polls.map((poll) => String(jsonOf(poll)['status']));
      const places = words.map((word) => (TERMINAL.includes(word) ? ORDER.length : ORDER.indexOf(word)));
      const ended = new Set(words.slice(-beyond - 1));
      demand(
        ended.size === 1 && places.every((place, index) => index === 0 || place >= (places[index - 1] ?? 0)),
        `A job must only go on: ${words.join(', ')}.`,
      );
    },
  },
  {
    ...ofJob,
    id: 'pixazo/result/picture',
    name: 'gives a list of links, of pictures with alpha, to whoever has them',
    async run(api) {
      const last = (await api.job()).polls.at(-1);
      demand(last, 'There was no answer about the job.');
      const { status, output, error, model_id } = jsonOf(last);
      demand(status === 'COMPLETED', `The job must be COMPLETED, not ${String(status)}.`);
      demand(
        error === null || error === undefined,
        `A job that is COMPLETED has no error: ${JSON.stringify(error)}.`,
      );
      demand(model_id === MODEL, `model_id must be ${MODEL}, not ${JSON.stringify(model_id)}.`);
      demand(isObject(output), 'A job that is COMPLETED must have an output.');
      const { media_url, media_type } = output;
      demand(
        Array.isArray(media_url) && media_url.length > 0,
        `media_url must be a list of links, not ${JSON.stringify(media_url)}.`,
      );
      demand(isText(media_type), `media_type must be a text, not ${JSON.stringify(media_type)}.`);
      for (const url of media_url as unknown[]) {
        demandUrl(url, 'media_url');
        await demandCutOut(api, url);
      }
    },
  },
  {
    ...ofJob,
    id: 'pixazo/status/times',
    name: 'says when a job was made and when it ended, as ISO does or as SQL does',
    async run(api) {
      const last = (await api.job()).polls.at(-1);
      demand(last, 'There was no answer about the job.');
      const { created_at, completed_at } = jsonOf(last);
      const [created, completed] = [timeOf(created_at, 'created_at'), timeOf(completed_at, 'completed_at')];
      // SQL's are in whole seconds.
      demand(completed >= created - 1_000, `A job cannot end before it was made: ${String(completed_at)}.`);
    },
  },
];

/** Epoch milliseconds. SQL's times do not say that they are in UTC. */
function timeOf(value: unknown, what: string): number {
  const text = String(value);
  const at = Date.parse(
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?$/.test(text) ? `${text.replace(' ', 'T')}Z` : text,
  );
  demand(Number.isFinite(at), `${what} must be a time, not ${JSON.stringify(value)}.`);
  return at;
}
