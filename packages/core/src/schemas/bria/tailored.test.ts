import { describe, expect, it } from 'vitest';
import { accept, check, type Schema } from '../schema.ts';
import { doneSchema, noInputSchema } from './answer.ts';
import { tailoredIdSchema } from './provider-id.ts';
import { checkpointInputSchema, checkpointsSchema } from './tailored-checkpoint.ts';
import {
  datasetSchema,
  datasetsSchema,
  datasetsWithModelsSchema,
  datasetWithImagesSchema,
  getDatasetInputSchema,
  updateDatasetInputSchema,
} from './tailored-dataset.ts';
import {
  bulkUploadSchema,
  datasetImagesSchema,
  updateImageInputSchema,
  uploadImageInputSchema,
} from './tailored-image.ts';
import {
  createModelInputSchema,
  startTrainingInputSchema,
  tailoredModelSchema,
  tailoredModelsSchema,
} from './tailored-model.ts';
import {
  createProjectInputSchema,
  projectInputSchema,
  projectSchema,
  projectsSchema,
} from './tailored-project.ts';
import {
  refinedStructuredPromptSchema,
  refineStructuredPromptInputSchema,
  visualSchemaInputSchema,
  visualSchemaResultSchema,
} from './tailored-visual-schema.ts';

const PICTURE = 'https://example.com/vase.jpg';
const pictures = (count: number) => Array.from({ length: count }, () => PICTURE);

describe('an id', () => {
  it.for([0, 7, 123_456, '7', 'fox-01', '0197b2f0-6a60-7000-8000-000000000000', '1.2'])('may be %o', (id) => {
    expect(check(tailoredIdSchema, id)).toEqual({ value: id });
  });

  it.for([undefined, null, '', '.', '..', 1.5, Number.NaN, Infinity, {}, [7]])('is not %o', (id) => {
    expect(check(tailoredIdSchema, id)).toMatchObject({
      fault: 'input: expected an id, a number or text',
    });
  });
});

describe('takes', () => {
  it.for<readonly [string, Schema<unknown>, unknown]>([
    ['nothing', noInputSchema, {}],
    [
      'a new project',
      createProjectInputSchema,
      { project_name: 'Fox', ip_medium: 'photography', ip_type: 'icons' },
    ],
    ['a change of nothing', updateDatasetInputSchema, { dataset_id: 1 }],
    ['a schema as text', updateDatasetInputSchema, { dataset_id: 1, visual_schema: '{"style":"flat"}' }],
    ['a schema as an object', updateDatasetInputSchema, { dataset_id: 1, visual_schema: { style: 'flat' } }],
    ['a picture by its URL', uploadImageInputSchema, { dataset_id: 1, image_url: PICTURE }],
    ['a picture itself', uploadImageInputSchema, { dataset_id: 1, file: new Blob([]) }],
    ['a caption', updateImageInputSchema, { dataset_id: 1, image_id: 2, caption: 'a fox' }],
    [
      'a caption to be made',
      updateImageInputSchema,
      { dataset_id: 1, image_id: 2, regenerate_caption: true },
    ],
    ['5 pictures', visualSchemaInputSchema, { images: pictures(5) }],
    ['10 pictures', visualSchemaInputSchema, { images: pictures(10) }],
    [
      'a caption that is given and not to be made',
      updateImageInputSchema,
      { dataset_id: 1, image_id: 2, caption: 'a fox', regenerate_caption: false },
    ],
    ['a training with nothing chosen', startTrainingInputSchema, { model_id: 1 }],
    [
      'the smallest training',
      startTrainingInputSchema,
      {
        model_id: 1,
        learning_rate: 0.000_001,
        total_training_steps: 1,
        rank: 4,
        checkpoint_interval: 100,
        lr_warmup_steps: 0,
      },
    ],
    [
      'the largest training',
      startTrainingInputSchema,
      { model_id: 1, learning_rate: 0.001, total_training_steps: 5000, rank: 256, lr_warmup_steps: 1000 },
    ],
  ])('%s', ([, schema, input]) => {
    expect(check(schema, input)).toEqual({ value: input });
  });
});

describe('refuses', () => {
  it.for<readonly [string, Schema<unknown>, unknown, string | RegExp]>([
    ['anything where nothing is taken', noInputSchema, { page: 2 }, 'input: unknown field page'],
    ['no project', projectInputSchema, {}, 'project_id: expected an id, a number or text'],
    [
      'a path for an id',
      projectInputSchema,
      { project_id: '..' },
      'project_id: expected an id, a number or text',
    ],
    [
      'an unknown kind of IP',
      createProjectInputSchema,
      { project_name: 'Fox', ip_medium: 'oil', ip_type: 'icons' },
      'ip_medium: expected one of photography, illustration',
    ],
    [
      '201 pictures',
      getDatasetInputSchema,
      { dataset_id: 1, max_images: 201 },
      /^max_images: expected integer/,
    ],
    [
      'no picture',
      uploadImageInputSchema,
      { dataset_id: 1 },
      'input: expected at least one of file, image_url',
    ],
    [
      'a caption that is given and to be made',
      updateImageInputSchema,
      { dataset_id: 1, image_id: 2, caption: 'a fox', regenerate_caption: true },
      'input: expected no caption with regenerate_caption true',
    ],
    ['4 pictures', visualSchemaInputSchema, { images: pictures(4) }, 'images: expected a list of 5 to 10'],
    ['11 pictures', visualSchemaInputSchema, { images: pictures(11) }, 'images: expected a list of 5 to 10'],
    [
      'a prompt that is no JSON',
      refineStructuredPromptInputSchema,
      { dataset_id: 1, structured_prompt: 7, instruction: 'more detail' },
      /^structured_prompt: expected JSON as text, or an object/,
    ],
    [
      'an old kind of training',
      createModelInputSchema,
      { name: 'Fox', dataset_id: 1, training_mode: 'max' },
      'training_mode: expected one of fully_automated, expert',
    ],
    [
      'half a step',
      checkpointInputSchema,
      { model_id: 1, checkpoint_step: 0.5 },
      'checkpoint_step: expected integer',
    ],
    ...(
      [
        ['learning_rate', 0.0011],
        ['learning_rate', 0],
        ['total_training_steps', 5001],
        ['total_training_steps', 0],
        ['rank', 3],
        ['rank', 257],
        ['checkpoint_interval', 99],
        ['lr_warmup_steps', -1],
        ['lr_warmup_steps', 1001],
        ['lr_scheduler', 'steep'],
      ] as const
    ).map(
      ([field, value]) =>
        [
          `${field} ${value}`,
          startTrainingInputSchema,
          { model_id: 1, [field]: value },
          new RegExp(`^${field}: expected `),
        ] as const,
    ),
  ])('%s', ([, schema, input, fault]) => {
    const outcome = check(schema, input);
    expect('fault' in outcome && outcome.fault).toMatch(fault);
  });
});

const PROJECT = {
  id: 12,
  project_name: 'Fox',
  project_description: null,
  ip_medium: 'illustration',
  ip_type: 'defined_character',
  training_version: null,
  status: 'active',
  created_at: '2026-11-01T10:00:00Z',
};
const PICTURE_OF_DATASET = {
  id: 5,
  dataset_id: 3,
  caption: null,
  caption_source: 'automatic',
  image_name: 'a.png',
};
const MODEL = {
  id: 9,
  status: 'InProgress',
  training_mode: 'expert',
  training_parameters: { rank: 128, learning_rate: 0.0001, lr_warmup_steps: null },
  checkpoint_steps: [500],
};

describe('reads', () => {
  it.for<readonly [string, Schema<unknown>, unknown, unknown]>([
    [
      'a project, with nulls for what it has not',
      projectSchema,
      PROJECT,
      { ...PROJECT, project_description: undefined, training_version: undefined },
    ],
    ['no projects', projectsSchema, [], []],
    ['ids that are text', projectsSchema, [{ id: '12' }], [{ id: '12' }]],
    ['words that are new', projectSchema, { id: 1, ip_type: 'vehicle' }, { id: 1, ip_type: 'vehicle' }],
    [
      'a dataset without a schema, whose captions are not made yet',
      datasetWithImagesSchema,
      { id: 3, visual_schema: null, images_count: 1, images: [PICTURE_OF_DATASET] },
      { id: 3, images_count: 1, images: [{ ...PICTURE_OF_DATASET, caption: undefined }] },
    ],
    [
      'a schema that is an object',
      datasetSchema,
      { id: 3, visual_schema: { a: 1 } },
      { id: 3, visual_schema: { a: 1 } },
    ],
    [
      'datasets with their models',
      datasetsWithModelsSchema,
      [{ id: 3, models: [MODEL], model_ids: [9] }],
      [
        {
          id: 3,
          models: [{ ...MODEL, training_parameters: { rank: 128, learning_rate: 0.0001 } }],
          model_ids: [9],
        },
      ],
    ],
    [
      'a bulk upload under way',
      bulkUploadSchema,
      {
        status: 'processing',
        progress_percentage: 40,
        failed_images: [{ filename: 'a.gif', error_code: 415 }],
      },
      {
        status: 'processing',
        progress_percentage: 40,
        failed_images: [{ filename: 'a.gif', error_code: 415 }],
      },
    ],
    [
      'checkpoints',
      checkpointsSchema,
      { checkpoints: [{ checkpoint_step: 500, training_job_id: 1 }], active_model_version: null },
      { checkpoints: [{ checkpoint_step: 500, training_job_id: 1 }] },
    ],
    [
      'a version that is a number, and steps that are text',
      tailoredModelSchema,
      { id: 9, active_model_version: 2, checkpoint_steps: ['500', 1000] },
      { id: 9, active_model_version: 2, checkpoint_steps: [500, 1000] },
    ],
    [
      'checkpoints by steps that are text',
      checkpointsSchema,
      { checkpoints: [{ checkpoint_step: '500' }], active_model_version: 2 },
      { checkpoints: [{ checkpoint_step: 500 }], active_model_version: 2 },
    ],
    [
      'a visual schema, and what it says',
      visualSchemaResultSchema,
      { visual_schema: '{"style":"flat"}' },
      { visual_schema: '{"style":"flat"}', structured: { style: 'flat' } },
    ],
    [
      'a refined prompt that is not JSON',
      refinedStructuredPromptSchema,
      { structured_prompt: 'flat' },
      { structured_prompt: 'flat', structured: undefined },
    ],
    ['an empty answer', doneSchema, {}, {}],
    ['an answer that is not described', doneSchema, { message: 'stopped' }, { message: 'stopped' }],
    ['an answer of null', doneSchema, null, {}],
    ['an answer of text', doneSchema, 'ok', {}],
  ])('%s', ([, schema, wire, value]) => {
    expect(accept(schema, wire)).toEqual({ value });
  });

  it.for([
    ['projects', projectsSchema],
    ['datasets', datasetsSchema],
    ['pictures', datasetImagesSchema],
    ['models', tailoredModelsSchema],
  ] as const)('the other %s of a list with one that is odd', ([, schema]) => {
    expect(accept<unknown>(schema, [{ id: 1 }, { id: null }, { id: 2, created_at: 3 }])).toMatchObject({
      value: [{ id: 1 }, { id: 2 }],
      fault: 'id: expected an id, a number or text; created_at: expected string',
    });
  });

  it('nothing of an answer that is not JSON as “done”', () => {
    expect(accept(doneSchema, undefined)).toMatchObject({ fault: 'input: expected JSON' });
  });
});
