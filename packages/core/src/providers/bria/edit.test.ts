import { expect, it } from 'vitest';
import { ACCEPTED, briaClient, IN_PROGRESS, PICTURE } from '../../../test/client.ts';
import { BRIA_JOB, TINY_PNG } from '../../../test/fixture.ts';
import type { Endpoint } from '../endpoint.ts';
import { prepareBody } from '../prepare-body.ts';
import { edit, generateStructuredInstruction } from './edit.ts';
import { IMAGE_RETENTION_MS } from './retention.ts';

const BYTES = Buffer.from(TINY_PNG, 'base64');
const INSTRUCTION = { edits: [{ object: 'mug', colour: 'red' }] };
const AS_TEXT = JSON.stringify(INSTRUCTION);

const context = { host: undefined, signal: new AbortController().signal };
const bodyOf = (endpoint: unknown, input: unknown) => prepareBody(endpoint as Endpoint, input, context);

it.for([
  ['one picture and its mask', { images: [PICTURE], mask: PICTURE, instruction: 'add snow' }],
  [
    'four pictures, and a ratio',
    { images: Array(4).fill(PICTURE), instruction: 'all', aspect_ratio: '16:9' },
  ],
  ['a tailored model', { images: [PICTURE], instruction: 'add snow', model_id: 7 }],
  ['the name of another model', { images: [PICTURE], instruction: 'add snow', model_version: 'FIBO' }],
] as const)('takes %s', async ([, input]) => {
  expect(await bodyOf(edit, input)).toMatchObject(input);
});

const ONE_INSTRUCTION = 'input: expected exactly one of instruction, structured_instruction';
const ONE_PICTURE = 'input: expected one picture in images with mask or model_id';
it.for([
  ['no instruction', { images: [PICTURE] }, ONE_INSTRUCTION],
  ['two', { images: [PICTURE], instruction: 'a', structured_instruction: '{}' }, ONE_INSTRUCTION],
  ['no picture', { images: [], instruction: 'a' }, 'images: expected a list of 1 to 4'],
  ['five', { images: Array(5).fill(PICTURE), instruction: 'a' }, 'images: expected a list of 1 to 4'],
  ['a mask of two', { images: [PICTURE, PICTURE], instruction: 'a', mask: PICTURE }, ONE_PICTURE],
  ['a tailored model of two', { images: [PICTURE, PICTURE], instruction: 'a', model_id: 'm' }, ONE_PICTURE],
  [
    'an instruction that is a list',
    { images: [PICTURE], structured_instruction: [] },
    'structured_instruction: expected JSON as text, or an object',
  ],
] as const)('refuses, before it is paid for: %s', async ([, input, fault]) => {
  await expect(bodyOf(edit, input)).rejects.toMatchObject({
    code: 'input',
    message: `${fault}. (image/edit)`,
  });
});

it('writes an instruction out for one picture only', async () => {
  const input = { images: [PICTURE, PICTURE], instruction: 'add snow' };
  await expect(bodyOf(generateStructuredInstruction, input)).rejects.toThrow(
    'images: expected a list of 1 to 1',
  );
});

it.for([
  ['an edit', edit],
  ['an instruction', generateStructuredInstruction],
])('sends the pictures and the mask of %s: a URL as it is, bytes as base64', async ([, endpoint]) => {
  for (const [given, sent] of [
    [BYTES, TINY_PNG],
    [PICTURE, PICTURE],
  ])
    expect(await bodyOf(endpoint, { images: [given], mask: given, instruction: 'a' })).toMatchObject({
      images: [sent],
      mask: sent,
    });
});

it.for([
  ['an object', INSTRUCTION],
  ['text', AS_TEXT],
])('sends a structured instruction that is %s as text', async ([, instruction]) => {
  const body = await bodyOf(edit, { images: [PICTURE], structured_instruction: instruction });
  expect(body).toEqual({ images: [PICTURE], structured_instruction: AS_TEXT });
});

const completed = (result: object) => ({ body: { request_id: BRIA_JOB, status: 'COMPLETED', result } });

it('writes an instruction out and edits by it; only the picture expires', async () => {
  const { clock, client, requests } = briaClient([
    ACCEPTED,
    completed({ structured_instruction: AS_TEXT, seed: 7 }),
    ACCEPTED,
    IN_PROGRESS,
    completed({ image_url: PICTURE, seed: '7', structured_prompt: AS_TEXT }),
  ]);
  const asked = { images: [PICTURE], instruction: 'make the mug red' };
  const written = await clock.runUntil(client.run(generateStructuredInstruction, asked));
  expect(written).toEqual({ structured_instruction: AS_TEXT, structured: INSTRUCTION, seed: 7 });
  const acceptedAt = clock.now();
  const { structured } = written;
  const edited = await clock.runUntil(
    client.run(edit, { images: [PICTURE], structured_instruction: structured, seed: 7 }),
  );
  expect(edited).toEqual({
    image_url: PICTURE,
    seed: 7,
    structured_prompt: AS_TEXT,
    structured: INSTRUCTION,
    expiresAt: acceptedAt + IMAGE_RETENTION_MS,
  });
  const posts = requests.filter(({ method }) => method === 'POST');
  expect(posts.map(({ url, body }) => [new URL(url).pathname, JSON.parse(body!)])).toEqual([
    ['/v2/structured_instruction/generate', asked],
    ['/v2/image/edit', { images: [PICTURE], structured_instruction: AS_TEXT, seed: 7 }],
  ]);
});
