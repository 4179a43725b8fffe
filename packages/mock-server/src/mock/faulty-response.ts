/** The answers that faults make. */
import type { Clock } from '@briakit/core/testing';
import type { Exchange, Provider } from '../providers/exchange.ts';
import { toResponse, type Answer } from '../providers/exchange.ts';
import { retryAfterHeader } from '../providers/retry-after.ts';
import { assertNever } from '../world/assert-never.ts';
import type { FaultEffect } from '../world/faults.ts';
import { phaseAt, type JobRecord } from '../world/jobs.ts';
import { edgePage } from './edge-pages.ts';
import { brokenConnection } from './broken-connection.ts';
import { cut, pause, spread } from './pace.ts';
import { explain, PUBLIC } from './public-answer.ts';

/** What went wrong, and with what. */
export interface Mishap {
  readonly effect: FaultEffect;
  readonly exchange: Exchange;
  readonly provider: Provider | undefined;
  /** What the request asks about. */
  readonly job: JobRecord | undefined;
  /** What would have been answered; undefined: the request was not served. */
  readonly served: Answer | undefined;
  readonly clock: Clock;
}

/** The answer; of a connection that breaks, or was never made, `Response.error()`. */
export async function faultyResponse(mishap: Mishap): Promise<Response> {
  const { effect, exchange, served, clock } = mishap;
  switch (effect.kind) {
    case 'respond':
      return respond(effect);
    case 'refuse':
      return refuse(mishap, effect);
    case 'edge':
      return edgePage(effect.page);
    case 'garble':
      return garble(answerOf(served), effect.how);
    case 'slow': {
      const { headMs = 0, bodyMs = 0 } = effect;
      const { signal } = exchange.request();
      await pause(clock, headMs, signal);
      return spread(answerOf(served), clock, bodyMs, signal);
    }
    case 'report':
      return report(mishap, effect);
    case 'expired':
      return expired(effect.status ?? 403);
    case 'network-error':
      return brokenConnection(effect.code);
    case 'hang':
      await untilAborted(exchange.request().signal);
      return brokenConnection();
    default:
      return assertNever(effect);
  }
}

type Effect<Kind> = Extract<FaultEffect, { readonly kind: Kind }>;

const answerOf = (served: Answer | undefined): Response => toResponse(served ?? Response.error());

const BODILESS = new Set([204, 205, 304]);

function respond({ status, headers, body }: Effect<'respond'>): Response {
  const init = { status, headers: { ...headers } };
  if (body === undefined || BODILESS.has(status)) return new Response(null, init);
  return typeof body === 'string' ? new Response(body, init) : Response.json(body, init);
}

function refuse({ exchange, provider }: Mishap, effect: Effect<'refuse'>): Response {
  const { status, retryAfterMs, retryAfter = 'seconds' } = effect;
  const waiting =
    retryAfter === 'nonsense'
      ? { 'Retry-After': 'soon' }
      : retryAfterMs === undefined
        ? {}
        : retryAfterHeader(retryAfter, retryAfterMs, exchange.now());
  return provider
    ? provider.refuseBy(exchange, status, waiting)
    : explain(status, 'Made to fail by a fault of the mock.', waiting);
}

async function garble(response: Response, how: Effect<'garble'>['how']): Promise<Response> {
  if (how === 'cut') return cut(response);
  const { status, headers } = response;
  const text = await response.text();
  const init = { status, headers: withoutLength(headers) };
  switch (how) {
    case 'malformed':
      return new Response(`${text.slice(0, -1)},}${text.slice(-1)}`, init);
    case 'truncated':
      return new Response(text.slice(0, Math.floor(text.length / 2)), init);
    case 'empty':
      return new Response('', init);
    default:
      return assertNever(how);
  }
}

function withoutLength(headers: Headers): Headers {
  const rest = new Headers(headers);
  rest.delete('Content-Length');
  return rest;
}

/** As the provider would tell it if it were so. A word that nobody knows is told of a job that runs. */
async function report(
  { exchange, provider, job, served }: Mishap,
  { status = 'running', word }: Effect<'report'>,
): Promise<Response> {
  if (!provider || !job) return answerOf(served);
  const { at } = phaseAt(job.plan, exchange.now());
  const told = toResponse(provider.tellStatus(exchange, { ...job, plan: [{ at, status }] }, exchange.now()));
  return word === undefined ? told : Response.json({ ...(await told.json()), status: word });
}

const GONE = {
  403: ['AccessDenied', 'Request has expired'],
  404: ['NoSuchKey', 'The specified key does not exist.'],
  410: ['Gone', 'The file is no longer kept.'],
} as const;

/** As storage says it. */
function expired(status: keyof typeof GONE): Response {
  const [code, message] = GONE[status];
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return new Response(xml, { status, headers: { ...PUBLIC, 'Content-Type': 'application/xml' } });
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
