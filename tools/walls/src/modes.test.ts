/**
 * The ways in which endpoints give their results, over real HTTP: core as published, and a server of a few lines
 * that answers as the documents say. (What the mock speaks is in `end-to-end.test.ts`.)
 */
import { createClient, download } from '@briakit/core';
import { bria, image, product, tailored, withUploads } from '@briakit/core/bria';
import { fileAt } from '@briakit/core/node';
import { virtualClock } from '@briakit/core/testing';
import { parseDelivery, verifySignature } from '@briakit/core/webhook';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const TOKEN = 'modes-token-0123456789';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PADDED_PNG = Buffer.concat([PNG, Buffer.alloc(2_000)]);

interface Asked {
  readonly route: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
type Answer = readonly [status: number, body: unknown];

/** A server, and a client of it on a virtual clock. */
async function open(answer: (asked: Asked, origin: string) => Answer) {
  const asked: Asked[] = [];
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const route = `${request.method} ${request.url}`;
    const exchange = { route, headers: request.headers, body: await bodyOf(request) };
    asked.push(exchange);
    const [status, content] = answer(exchange, origin);
    const isBytes = Buffer.isBuffer(content);
    response.writeHead(status, { 'content-type': isBytes ? 'image/png' : 'application/json' });
    response.end(isBytes ? content : content && JSON.stringify(content));
  };
  const server = createServer((request, response) => void respond(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const clock = virtualClock();
  const client = createClient({ provider: bria({ apiToken: TOKEN, baseUrl: origin }), clock });
  return { asked, origin, clock, client };
}

const bodyOf = async (request: IncomingMessage) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
};

it('a job: submitted with a webhook, polled, and its delivery says the same', async () => {
  const done = {
    request_id: 'a1',
    status: 'COMPLETED',
    result: { image_url: 'https://example.com/fox.png', seed: '7', structured_prompt: '{"subject":"fox"}' },
  };
  const { asked, clock, client } = await open(({ route }) =>
    route.startsWith('POST')
      ? [202, { request_id: 'a1', status_url: 'https://evil.example/a1' }]
      : [200, done],
  );
  const webhookUrl = 'https://app.example/hooks';
  const job = client.submit(image.generate, { prompt: 'a red fox', steps_num: 40 }, { webhookUrl });
  const result = await clock.runUntil(job.result());
  expect(result).toMatchObject({ seed: 7, structured: { subject: 'fox' } });
  expect(asked.map(({ route }) => route)).toEqual(['POST /v2/image/generate', 'GET /v2/status/a1']);
  expect(JSON.parse(asked[0]!.body)).toEqual({
    prompt: 'a red fox',
    steps_num: 40,
    webhook_url: webhookUrl,
  });

  const body = JSON.stringify(done);
  const key = createHmac('sha256', TOKEN).update('bria-webhook-signing-v1').digest();
  const signature = createHmac('sha256', key).update(`a1.1760000000.${body}`).digest('base64');
  const headers = {
    'Bria-Webhook-Id': 'a1',
    'Bria-Webhook-Timestamp': '1760000000',
    'Bria-Webhook-Signature': `v1=${signature}`,
  };
  await verifySignature({ headers, body, apiTokens: TOKEN });
  const { fact } = parseDelivery('bria', body, image.generate);
  const { expiresAt: _, ...polled } = result;
  expect(fact).toEqual({ type: 'job-completed', result: polled });
});

it('an immediate answer: made, read, and deleted', async () => {
  const { asked, clock, client } = await open(({ route }) =>
    route.startsWith('DELETE')
      ? [204, undefined]
      : [route.startsWith('POST') ? 201 : 200, { id: 7, project_name: 'Foxes', status: 'active' }],
  );
  const input = { project_name: 'Foxes', ip_medium: 'illustration', ip_type: 'icons' } as const;
  const { id } = await clock.runUntil(client.run(tailored.createProject, input));
  await clock.runUntil(client.run(tailored.getProject, { project_id: id }));
  await clock.runUntil(client.run(tailored.deleteProject, { project_id: 'a/b' }));
  expect(asked.map(({ route }) => route)).toEqual([
    'POST /v1/tailored-gen/projects',
    'GET /v1/tailored-gen/projects/7',
    'DELETE /v1/tailored-gen/projects/a%2Fb',
  ]);
  expect(clock.pendingTimers).toBe(0);
});

it('placeholders: waited for until they are there, without the token; an empty one was withheld', async () => {
  let looks = 0;
  const { asked, clock, client } = await open(({ route }, origin) => {
    if (route.startsWith('POST'))
      return [
        200,
        {
          result: [
            [`${origin}/1.png`, 5, 'one'],
            [`${origin}/2.png`, 6, 'two'],
          ],
        },
      ];
    if (route === 'GET /2.png') return [200, Buffer.alloc(0)];
    return looks++ < 2 ? [404, undefined] : [200, PADDED_PNG];
  });
  const input = { file: PNG, scene_description: 'on sand', num_results: 2 };
  const { images, blocked } = await clock.runUntil(client.run(product.lifestyleShotByText, input));
  expect(images).toMatchObject([{ image_url: expect.stringContaining('/1.png') as string, seed: 5 }]);
  expect(blocked).toEqual([expect.stringContaining('/2.png')]);
  expect(asked.map(({ headers }) => headers['api_token'])).toEqual([
    TOKEN,
    ...asked.slice(1).map(() => undefined),
  ]);
  expect(clock.pendingTimers).toBe(0);
});

it('a video from the disk: put into storage without the token, and its link used', async () => {
  const { asked, origin } = await open(({ route }, at) =>
    route === 'POST /v2/video/upload'
      ? [
          200,
          {
            request_id: 'u1',
            result: {
              upload_url: `${at}/storage`,
              upload_fields: { key: 'k', policy: 'p' },
              file_url: `${at}/a.mp4`,
            },
          },
        ]
      : [204, undefined],
  );
  const path = join(mkdtempSync(join(tmpdir(), 'briakit-')), 'a.mp4');
  writeFileSync(
    path,
    Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'), PADDED_PNG]),
  );
  // On the system's clock, since a disk knows no other; nothing here waits for it.
  const client = withUploads(createClient({ provider: bria({ apiToken: TOKEN, baseUrl: origin }) }));
  const { url } = await client.upload(await fileAt(path));
  expect(url).toBe(`${origin}/a.mp4`);
  const [presign, storage] = asked;
  expect(JSON.parse(presign!.body)).toEqual({ media_type: 'video/mp4' });
  expect([presign!.headers['api_token'], storage!.headers['api_token']]).toEqual([TOKEN, undefined]);
  const names = [...storage!.body.matchAll(/; name="([^"]+)"/g)].map(([, name]) => name);
  expect(names).toEqual(['key', 'policy', 'Content-Type', 'file']);
});

it('a redirect of the API is not followed with the token', async () => {
  const { asked, clock, client } = await open(() => [302, undefined]);
  const run = client.run(image.removeBackground, { image: PNG }).catch((error: unknown) => error);
  expect(await clock.runUntil(run)).toMatchObject({ code: 'edge_blocked', submission: 'rejected' });
  expect(asked).toHaveLength(1);
});

it('a result from a private address is refused, unless it is said to be ours', async () => {
  const { origin } = await open(() => [200, PADDED_PNG]);
  const result = { image_url: `${origin}/out.png` };
  await expect(download(result)).rejects.toMatchObject({ code: 'download', fault: 'forbidden' });
  const file = await download(result, { allowOrigins: [origin] });
  expect([file.type, file.size]).toEqual(['image/png', PADDED_PNG.length]);
});
