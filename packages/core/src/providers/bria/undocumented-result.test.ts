import { expect, it } from 'vitest';
import { readReply } from '../read-reply.ts';
import { extractObjects } from './ads.ts';
import { endpoint } from './any-endpoint.ts';
import { byVideo } from './attribution.ts';
import { briaDialect } from './dialect.ts';

const read = (target: Parameters<typeof readReply>[1], text: string, status: number) =>
  readReply(briaDialect, target, { status, text, retryAfterMs: undefined, receivedAt: 0 });

const TARGETS = [endpoint('image/edit/new_thing'), byVideo, extractObjects];

it.for(TARGETS)('$id takes no way to a job for a result, and hands it out whole', (target) => {
  for (const text of ['{"status_url":"https://x/v2/status/a1"}', '{}', '', '<html>sign in</html>'])
    expect(read(target, text, 202).fact).toMatchObject({
      type: 'job-failed',
      error: { code: 'schema_drift', submission: 'unknown', body: text },
    });
});

it.for(TARGETS)('$id takes what it has made, whatever that is', (target) => {
  expect(read(target, '{"result":{"novelty":1}}', 200).fact).toEqual({
    type: 'job-completed',
    result: { novelty: 1 },
  });
});
