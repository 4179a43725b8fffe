/** Core's own client before a mock: it judges every answer, and says what of it is not as documented. */
import { createClient } from '@briakit/core';
import { bria, withUploads } from '@briakit/core/bria';
import { virtualClock } from '@briakit/core/testing';
import type { MockOptions } from '../src/index.ts';
import { createMock } from '../src/doors/create-mock.ts';
import { ask } from './ask.ts';

export function coreBeforeMock(options: MockOptions = {}) {
  const clock = virtualClock();
  const mock = createMock({ clock, balanceUsd: 1000, plan: 'pro', ...options });
  const drifts: string[] = [];
  const fetch = (url: string, init?: object) => ask(mock, url, init);
  const client = withUploads(
    createClient({
      provider: bria({ apiToken: 'token-a', plan: 'pro' }),
      clock,
      fetch,
      onSchemaDrift: ({ endpoint, drift }) => drifts.push(`${endpoint}: ${drift}`),
    }),
    { fetch },
  );
  /** The result, or the error that it came to. */
  const run = ((endpoint: never, input: never) =>
    clock.runUntil(client.run(endpoint, input), 10 * 60 * 60_000)) as typeof client.run;
  return { clock, mock, client, drifts, run };
}

/** The request of curl: one path, one token. */
export const curlAt =
  (mock: ReturnType<typeof createMock>, api_token = 'token-a') =>
  (method: string, path: string, body?: unknown) =>
    ask(mock, `https://engine.prod.bria-api.com${path}`, {
      method,
      headers: { api_token, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
