import { describe, expect, it, vi } from 'vitest';
import { briaClient, PICTURE, TOKEN } from '../../../test/client.ts';
import { TINY_PNG } from '../../../test/fixture.ts';
import type { SchemaDrift } from '../../client/client.ts';
import type { ScriptedAnswer } from '../../testing/scripted-transport.ts';
import type { Fetch, FetchInit } from '../../transport/fetch-transport.ts';
import type { Endpoint } from '../endpoint.ts';
import * as tailored from './tailored.ts';

const HOST = 'https://engine.prod.bria-api.com';
const management = Object.entries<Endpoint>(tailored as never).filter(([, { path }]) =>
  path.startsWith('/v1/'),
);

const lost = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('deep down'), { code }) });

/** What came of it, and the request that was made last. */
async function ask<Input, Result>(
  endpoint: Endpoint<'bria', Input, Result>,
  input: NoInfer<Input>,
  answers: readonly ScriptedAnswer[],
) {
  const drifts: SchemaDrift[] = [];
  const { clock, client, requests, methods } = briaClient(answers, {
    onSchemaDrift: (drift) => drifts.push(drift),
  });
  const outcome = await clock.runUntil(client.run(endpoint, input).catch((error: unknown) => error));
  expect(clock.pendingTimers).toBe(0);
  return { outcome, drifts, methods: methods(), request: requests.at(-1), endedAt: clock.now() };
}

it('has 35 endpoints to manage projects, datasets, pictures, models and checkpoints', () => {
  expect(management).toHaveLength(35);
});

it.for(management)('%s answers at once, takes no webhook, and is named after its route', ([, endpoint]) => {
  const { method, path } = endpoint;
  expect(endpoint).toMatchObject({
    provider: 'bria',
    id: [method === 'POST' ? '' : method, path.slice(1)].filter(Boolean).join(' '),
    mode: 'immediate',
    webhook: false,
  });
  expect(endpoint.retentionMs).toBeUndefined();
});

it('makes a project, and gives it as it came', async () => {
  const input = { project_name: 'Fox', ip_medium: 'illustration', ip_type: 'defined_character' } as const;
  const project = { ...input, id: 12, status: 'active', novelty: [1] };
  const { outcome, request, endedAt } = await ask(tailored.createProject, input, [
    { status: 201, body: project },
  ]);
  expect(outcome).toEqual(project);
  expect(request).toEqual({
    url: `${HOST}/v1/tailored-gen/projects`,
    method: 'POST',
    headers: { 'content-type': 'application/json', api_token: TOKEN },
    body: JSON.stringify(input),
  });
  expect(endedAt).toBe(0);
});

it('puts names into the path and the rest of a GET into the query', async () => {
  const { outcome, request } = await ask(
    tailored.listProjectDatasets,
    { project_id: 'a/b', include_models: true },
    [{ body: [{ id: 3, models: [{ id: 9 }] }] }],
  );
  expect(outcome).toEqual([{ id: 3, models: [{ id: 9 }] }]);
  expect(request).toMatchObject({
    url: `${HOST}/v1/tailored-gen/projects/a%2Fb/datasets?include_models=true`,
    method: 'GET',
    body: undefined,
  });
});

it('sends no id that would name another path', async () => {
  const { outcome, methods } = await ask(
    tailored.deleteCheckpoint,
    { model_id: '..', checkpoint_step: 500 },
    [],
  );
  expect(outcome).toMatchObject({
    code: 'input',
    submission: 'not-sent',
    message: expect.stringContaining('model_id: expected an id'),
  });
  expect(methods).toBe('');
});

it.for([
  ['nothing (204)', new Response(null, { status: 204 })],
  ['nothing', new Response('')],
  ['null', new Response('null')],
  ['JSON', new Response('{}')],
] as const)('takes %s for an answer that a deletion is done', async ([, response]) => {
  const fetch = vi.fn<Fetch>(async () => response);
  const { clock, client } = briaClient([], { fetch });
  const done = client.run(tailored.deleteImage, { dataset_id: 3, image_id: 5 });
  await expect(clock.runUntil(done)).resolves.toEqual({});
  const request = expect.objectContaining({ method: 'DELETE', body: null }) as FetchInit;
  expect(fetch).toHaveBeenCalledExactlyOnceWith(`${HOST}/v1/tailored-gen/datasets/3/images/5`, request);
});

it('keeps a list that has something odd in it, and tells of that', async () => {
  const body = [{ id: 1, caption: null }, { caption: 'of no picture' }, { id: 2, image_url: 7 }];
  const { outcome, drifts } = await ask(tailored.listImages, { dataset_id: 3 }, [{ body }]);
  expect(outcome).toEqual([{ id: 1 }, { id: 2 }]);
  expect(drifts).toEqual([
    {
      endpoint: 'GET v1/tailored-gen/datasets/{dataset_id}/images',
      drift: 'result: id: expected an id, a number or text; image_url: expected string',
    },
  ]);
});

it.for([
  ['a list in an envelope', '{"models":[]}'],
  ['an empty answer', ''],
  ['an answer that is not JSON', '<html>'],
])('hands out, in the error, what is no list: %s', async ([, body]) => {
  const { outcome } = await ask(tailored.listModels, {}, [{ body }]);
  expect(outcome).toMatchObject({ code: 'schema_drift', body });
});

describe('a picture', () => {
  it('goes into a dataset as base64, in JSON', async () => {
    const file = new Blob([Buffer.from(TINY_PNG, 'base64')]);
    const input = { dataset_id: 3, file, image_name: 'fox.png' };
    const { request } = await ask(tailored.uploadImage, input, [{ status: 201, body: { id: 5 } }]);
    expect(request).toMatchObject({
      url: `${HOST}/v1/tailored-gen/datasets/3/images`,
      body: JSON.stringify({ file: TINY_PNG, image_name: 'fox.png' }),
    });
  });

  it('goes by its URL, too', async () => {
    const input = { dataset_id: 3, image_url: new URL(PICTURE), increase_resolution: false };
    const { request } = await ask(tailored.uploadImage, input, [{ status: 201, body: { id: 5 } }]);
    expect(request?.body).toBe(JSON.stringify({ image_url: PICTURE, increase_resolution: false }));
  });

  it.for([
    [
      'bytes as image_url',
      tailored.uploadImage,
      { dataset_id: 3, image_url: new Uint8Array(9) },
      'Only an http(s) URL',
    ],
    ['a URL as file', tailored.uploadImage, { dataset_id: 3, file: PICTURE }, 'Only the picture itself'],
    [
      'a ZIP that is not online',
      tailored.bulkUpload,
      { dataset_id: 3, zip_url: new Blob(['PK']) },
      'Only an http(s) URL',
    ],
  ] as const)('is refused here where it would be there: %s', async ([, endpoint, input, sentence]) => {
    const { outcome, methods } = await ask<object, unknown>(endpoint, input, []);
    expect(outcome).toMatchObject({ code: 'input', message: expect.stringContaining(sentence) });
    expect(methods).toBe('');
  });

  it('is looked at for a schema as URL or as bytes', async () => {
    const images = [PICTURE, PICTURE, PICTURE, PICTURE, Buffer.from(TINY_PNG, 'base64')];
    const { outcome, request } = await ask(tailored.generateVisualSchema, { images }, [
      { body: { visual_schema: '{"style":"flat"}' } },
    ]);
    expect(request?.body).toBe(JSON.stringify({ images: [PICTURE, PICTURE, PICTURE, PICTURE, TINY_PNG] }));
    expect(outcome).toEqual({ visual_schema: '{"style":"flat"}', structured: { style: 'flat' } });
  });
});

it.for([
  [tailored.updateDataset, { dataset_id: 3, visual_schema: { a: 1 } }, { visual_schema: '{"a":1}' }],
  [tailored.updateImage, { dataset_id: 3, image_id: 5, caption: { a: 1 } }, { caption: '{"a":1}' }],
  [tailored.updateImage, { dataset_id: 3, image_id: 5, caption: 'a fox' }, { caption: 'a fox' }],
  [
    tailored.refineStructuredPrompt,
    { dataset_id: 3, structured_prompt: { a: 1 }, instruction: 'more', context_images: [PICTURE] },
    { dataset_id: 3, structured_prompt: '{"a":1}', instruction: 'more', context_images: [PICTURE] },
  ],
] as const)('sends what is structured as text: $0.id', async ([endpoint, input, body]) => {
  const { request } = await ask<object, unknown>(endpoint, input, [
    { body: { id: 3, structured_prompt: '' } },
  ]);
  expect(JSON.parse(request?.body ?? '')).toEqual(body);
});

describe('what breaks', () => {
  const PROJECT: ScriptedAnswer = { body: { id: 12 } };

  it.for([
    ['is lost', lost('ECONNRESET')],
    ['was never made', lost('ECONNREFUSED')],
    ['was refused for now', { status: 429, headers: { 'retry-after': '1' } }],
  ] as const)('a GET whose connection %s is sent again: it changes nothing', async ([, trouble]) => {
    const { outcome, methods } = await ask(tailored.getProject, { project_id: 12 }, [
      trouble,
      trouble,
      PROJECT,
    ]);
    expect(outcome).toEqual({ id: 12 });
    expect(methods).toBe('GET GET GET');
  });

  it('a GET is sent four times at most', async () => {
    const { outcome, methods } = await ask(tailored.listProjects, {}, [lost('ECONNRESET')]);
    expect(outcome).toMatchObject({ code: 'network', submission: 'not-sent', retryable: true });
    expect(methods).toBe('GET GET GET GET');
  });

  it.for([
    ['POST', tailored.startTraining, { model_id: 9 }],
    ['PUT', tailored.updateModel, { model_id: 9, name: 'Fox' }],
    ['DELETE', tailored.deleteModel, { model_id: 9 }],
  ] as const)('a %s that may have arrived is not sent again', async ([method, endpoint, input]) => {
    const { outcome, methods } = await ask<object, unknown>(endpoint, input, [lost('ECONNRESET'), PROJECT]);
    expect(outcome).toMatchObject({ code: 'network', submission: 'unknown', retryable: false });
    expect(methods).toBe(method);
  });
});

it('is a job that has no name, and is accepted and done at once', async () => {
  const { clock, client, methods } = briaClient([{ body: [] }]);
  const job = client.submit(tailored.listProjects, {});
  const ref = { provider: 'bria', endpoint: 'GET v1/tailored-gen/projects', requestId: '', acceptedAt: 0 };
  await expect(clock.runUntil(job.accepted())).resolves.toEqual(ref);
  expect(job.getSnapshot()).toEqual({ phase: 'succeeded', ref, result: [] });
  expect(methods()).toBe('GET');
});

it('takes no webhook', async () => {
  const { clock, client, requests } = briaClient([]);
  const job = client.submit(
    tailored.startTraining,
    { model_id: 9 },
    { webhookUrl: 'https://example.com/hook' },
  );
  await expect(clock.runUntil(job.result())).rejects.toMatchObject({ code: 'input' });
  expect(requests).toEqual([]);
});
