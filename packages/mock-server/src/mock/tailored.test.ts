import { tailored } from '@briakit/core/bria';
import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { ask, PHOTO_URL, TINY_PNG } from '../../test/ask.ts';
import { coreBeforeMock, curlAt } from '../../test/core-client.ts';
import { encodePng, sniffPicture } from '../media/codecs.ts';
import { generatePicture } from '../media/generate-picture.ts';

const HOUR_MS = 60 * 60_000;
const ROOT = '/v1/tailored-gen';
const PROJECT = { project_name: 'Fox', ip_medium: 'illustration', ip_type: 'defined_character' } as const;

/** A project with a dataset of five pictures, and an expert model of it. */
async function setUp() {
  const world = coreBeforeMock();
  const { run, mock } = world;
  const project = await run(tailored.createProject, PROJECT);
  const { id: dataset_id } = await run(tailored.createDataset, { project_id: project.id, name: 'Foxes' });
  for (let count = 0; count < 5; count++)
    await run(tailored.uploadImage, { dataset_id, image_url: `${PHOTO_URL}?${count}` });
  const training_mode = 'expert';
  const { id: model_id } = await run(tailored.createModel, { name: 'Fox', dataset_id, training_mode });
  const complete = () => run(tailored.updateDataset, { dataset_id, status: 'completed' });
  const statusOf = async () => (await run(tailored.getModel, { model_id })).status;
  return { ...world, curl: curlAt(mock), project, dataset_id, model_id, complete, statusOf };
}

it('leads from a project to a model that is trained, as core understands it', async () => {
  const { clock, mock, run, drifts, dataset_id, model_id, complete, statusOf } = await setUp();
  expect((await complete()).status).toBe('completed');
  expect(await statusOf()).toBe('Created');
  const begun = await run(tailored.startTraining, { model_id, checkpoint_interval: 250 });
  expect(begun).toMatchObject({ status: 'InProgress', training_parameters: { rank: 128 } });
  await clock.advance(2 * HOUR_MS - 1);
  expect(await statusOf()).toBe('InProgress');
  const early = (await run(tailored.listCheckpoints, { model_id })).checkpoints.length;
  await clock.advance(2 * HOUR_MS);
  const trained = await run(tailored.getModel, { model_id });
  expect(trained).toMatchObject({ status: 'Completed', checkpoint_steps: [250, 500, 750] });
  expect(early).toBeGreaterThan(0);
  expect(early).toBeLessThan(3);
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(999);

  await run(tailored.deleteCheckpoint, { model_id, checkpoint_step: 500 });
  expect((await run(tailored.getModel, { model_id })).checkpoint_steps).toEqual([250, 750]);
  expect(await run(tailored.getCheckpoint, { model_id, checkpoint_step: 250 })).toMatchObject({
    checkpoint_step: 250,
  });
  const { download_url } = await run(tailored.downloadModel, { model_id });
  const bytes = await (await ask(mock, download_url)).bytes();
  const headerLength = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength)))).toMatchObject({
    __metadata__: { name: 'Fox', dataset: String(dataset_id) },
  });
  expect(drifts).toEqual([]);
}, 20_000);

it('ends a training that is stopped, for good, and charges for it', async () => {
  const { clock, curl, model_id, mock, complete, statusOf } = await setUp();
  await complete();
  const start = () => curl('POST', `${ROOT}/models/${model_id}/start_training`, {});
  const stop = () => curl('POST', `${ROOT}/models/${model_id}/stop_training`);
  expect((await stop()).status).toBe(409);
  expect((await start()).status).toBe(200);
  expect((await start()).status).toBe(409);
  expect((await curl('DELETE', `${ROOT}/models/${model_id}`)).status).toBe(409);
  expect((await stop()).status).toBe(200);
  expect(await statusOf()).toBe('Stopping');
  await clock.advance(30_000);
  expect(await statusOf()).toBe('Stopped');
  expect((await start()).status).toBe(409);
  await clock.advance(5 * HOUR_MS);
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(999);
  expect((await curl('DELETE', `${ROOT}/models/${model_id}`)).status).toBe(204);
});

it('gives the money for a training that fails back', async () => {
  const { clock, curl, model_id, mock, complete, statusOf } = await setUp();
  await complete();
  mock.control.outcomes.next('failed');
  await curl('POST', `${ROOT}/models/${model_id}/start_training`, {});
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(999);
  await clock.advance(4 * HOUR_MS);
  expect(await statusOf()).toBe('Failed');
  expect(mock.control.tenants.get('token-a').balanceUsd).toBe(1000);
});

it('makes captions in a while, and keeps those that were written', async () => {
  const { clock, run, dataset_id, drifts } = await setUp();
  const [first] = await run(tailored.listImages, { dataset_id });
  expect(first).toMatchObject({ caption_source: 'automatic' });
  expect(first?.caption).toBeUndefined();
  await clock.advance(2_000);
  const [captioned] = await run(tailored.listImages, { dataset_id });
  expect(JSON.parse(captioned!.caption as string)).toMatchObject({ lighting: expect.any(String) });
  const image = { dataset_id, image_id: first!.id };
  const written = await run(tailored.updateImage, { ...image, caption: { short_description: 'a fox' } });
  expect(written).toMatchObject({ caption: '{"short_description":"a fox"}', caption_source: 'manual' });

  const statusOf = async () => (await run(tailored.getDataset, { dataset_id })).captions_update_status;
  expect(await statusOf()).toBe('empty');
  await run(tailored.regenerateCaptions, { dataset_id });
  expect(await statusOf()).toBe('in_progress');
  await clock.advance(10_000);
  expect(await statusOf()).toBe('completed');
  expect(drifts.filter((drift) => !drift.includes('caption'))).toEqual([]);
});

it('fills an advanced dataset picture by picture, once', async () => {
  const { clock, run, project, curl } = await setUp();
  const { id: dataset_id } = await run(tailored.createDataset, {
    project_id: project.id,
    name: 'Many',
    upload_type: 'advanced',
  });
  const upload = () =>
    curl('POST', `${ROOT}/datasets/${dataset_id}/images/bulk-upload`, { zip_url: 'https://x.test/a.zip' });
  expect((await upload()).status).toBe(202);
  expect((await upload()).status).toBe(400);
  const pending = await run(tailored.getBulkUpload, { dataset_id });
  expect(pending).toMatchObject({ status: 'pending', done: 0 });
  await clock.advance(5_000);
  const under = await run(tailored.getBulkUpload, { dataset_id });
  expect(under).toMatchObject({ status: 'processing', done: 5 });
  expect((await run(tailored.listImages, { dataset_id })).length).toBe(5);
  await clock.advance(60_000);
  const { status, done, progress_percentage } = await run(tailored.getBulkUpload, { dataset_id });
  expect([status, progress_percentage]).toEqual(['completed', 100]);
  expect((await run(tailored.getDataset, { dataset_id })).images_count).toBe(done);
});

it('serves the pictures of a dataset, and all of them in a ZIP', async () => {
  const { clock, mock, run } = coreBeforeMock();
  const { id: project_id } = await run(tailored.createProject, PROJECT);
  const { id: dataset_id } = await run(tailored.createDataset, { project_id, name: 'Foxes' });
  const png = await encodePng(generatePicture({ width: 300, height: 260, seed: 1 }));
  for (let count = 0; count < 5; count++)
    await run(tailored.uploadImage, { dataset_id, file: Buffer.from(png) });
  const [image] = await run(tailored.listImages, { dataset_id });
  const sizeOf = async (link: string) => sniffPicture(await (await ask(mock, link)).bytes());
  expect(await sizeOf(image!.image_url!)).toMatchObject({ width: 300, height: 260 });
  expect(await sizeOf(image!.thumbnail_url!)).toMatchObject({ width: 256 });

  const early = await curlAt(mock)('GET', `/v1/datasets/${dataset_id}/download`);
  expect(early.status).toBe(409);
  await run(tailored.updateDataset, { dataset_id, status: 'completed' });
  const { download_url, captions_url } = await run(tailored.downloadDataset, { dataset_id });
  await clock.advance(2_000);
  expect(Object.keys(await (await ask(mock, captions_url!)).json())).toHaveLength(5);
  const zip = Buffer.from(await (await ask(mock, download_url)).bytes());
  const sizeBytes = zip.readUInt32LE(18);
  const start = 30 + zip.readUInt16LE(26);
  expect(zip.toString('latin1', 30, start)).toBe('image-1.png');
  expect(zip.readUInt32LE(14)).toBe(crc32(zip.subarray(start, start + sizeBytes)));
  expect(zip.readUInt16LE(zip.length - 12)).toBe(5);
  expect(zip.readUInt32LE(zip.length - 22)).toBe(0x06054b50);
}, 20_000);

it('makes a draft of a dataset that is completed, which can be changed no more', async () => {
  const { run, curl, dataset_id, project, complete } = await setUp();
  await complete();
  const path = `${ROOT}/datasets/${dataset_id}`;
  const [image] = await run(tailored.listImages, { dataset_id });
  const refusals = [
    await curl('PUT', path, { name: 'Other' }),
    await curl('POST', `${path}/images`, { image_url: PHOTO_URL }),
    await curl('PUT', `${path}/images/${image!.id}`, { caption: 'a fox' }),
    await curl('DELETE', `${path}/images/${image!.id}`),
  ];
  expect(refusals.map(({ status }) => status)).toEqual([409, 409, 409, 409]);
  const clone = await run(tailored.cloneDataset, { dataset_id });
  expect(clone).toMatchObject({ status: 'draft', name: 'Foxes (copy)', images_count: 5 });
  expect(await run(tailored.deleteImage, { dataset_id: clone.id, image_id: clone.images![0]!.id })).toEqual(
    {},
  );
  const listed = await run(tailored.listProjectDatasets, {
    project_id: project.id,
    include_models_ids: true,
  });
  expect(listed.map(({ images_count, model_ids }) => [images_count, model_ids?.length])).toEqual([
    [5, 1],
    [4, 0],
  ]);
});

it('says what pictures have in common, and changes it as told', async () => {
  const { run, dataset_id } = await setUp();
  const images = Array.from({ length: 5 }, (_, index) => `${PHOTO_URL}?${index}`);
  const { visual_schema } = await run(tailored.generateVisualSchema, { images });
  const refined = await run(tailored.refineStructuredPrompt, {
    dataset_id,
    structured_prompt: visual_schema,
    instruction: 'darker',
  });
  expect(refined.structured).toMatchObject({ refinement: 'darker', style_medium: 'photography' });
  const updated = await run(tailored.updateDataset, { dataset_id, visual_schema });
  expect(updated.visual_schema).toBe(visual_schema);
});

it('refuses what is documented to be refused, as a JSON string', async () => {
  const { mock, curl, project, dataset_id, model_id, run } = await setUp();
  const small = { file: TINY_PNG };
  const { id: automated } = await run(tailored.createModel, { name: 'B', dataset_id });
  const { id: empty } = await run(tailored.createDataset, { project_id: project.id, name: 'Empty' });
  await run(tailored.uploadImage, { dataset_id, image_url: PHOTO_URL, image_name: 'twice.png' });
  const cases = [
    [412, await curl('POST', `${ROOT}/models/${model_id}/start_training`, {})],
    [412, await curl('POST', `${ROOT}/datasets/${dataset_id}/images`, small)],
    [
      409,
      await curl('POST', `${ROOT}/datasets/${dataset_id}/images`, {
        image_url: PHOTO_URL,
        image_name: 'twice.png',
      }),
    ],
    [400, await curl('PUT', `${ROOT}/datasets/${empty}`, { status: 'completed' })],
    [400, await curl('POST', `${ROOT}/models/${automated}/start_training`, { rank: 8 })],
    [400, await curl('POST', `${ROOT}/models/${model_id}/start_training`, { rank: 2 })],
    [400, await curl('GET', `${ROOT}/models/${automated}/checkpoints`)],
    [400, await curl('GET', `${ROOT}/models/${model_id}/download`)],
    [400, await curl('POST', `${ROOT}/projects`, { project_name: 'x' })],
    [404, await curl('GET', `${ROOT}/models/999`)],
    [404, await curl('GET', `${ROOT}/models/${model_id}/checkpoints/250`)],
    [404, await curlAt(mock, 'token-b')('GET', `${ROOT}/projects/${project.id}`)],
    [401, await curlAt(mock, '')('GET', `${ROOT}/projects`)],
  ] as const;
  for (const [status, response] of cases)
    expect([response.status, typeof (await response.json())]).toEqual([status, 'string']);
});

it('deletes a project with all that is in it, but not while it is at work', async () => {
  const { clock, curl, run, project, model_id, dataset_id, complete } = await setUp();
  await complete();
  await run(tailored.startTraining, { model_id });
  expect((await curl('DELETE', `${ROOT}/projects/${project.id}`)).status).toBe(409);
  expect((await curl('DELETE', `${ROOT}/datasets/${dataset_id}`)).status).toBe(409);
  await clock.advance(4 * HOUR_MS);
  const renamed = await run(tailored.updateProject, { project_id: project.id, ip_name: 'Reynard' });
  expect(renamed).toMatchObject({ ...PROJECT, ip_name: 'Reynard' });
  expect((await curl('DELETE', `${ROOT}/projects/${project.id}`)).status).toBe(204);
  expect([
    await run(tailored.listProjects, {}),
    await run(tailored.listDatasets, {}),
    await run(tailored.listModels, {}),
  ]).toEqual([[], [], []]);
});
