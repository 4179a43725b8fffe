import { describe, expect, it } from 'vitest';
import { ACCEPTED, briaClient, PICTURE } from '../../../test/client.ts';
import { BRIA_JOB, TINY_PNG } from '../../../test/fixture.ts';
import { FIBO_2_ASPECT_RATIOS } from '../../schemas/bria/aspect-ratio.ts';
import { check } from '../../schemas/schema.ts';
import type { Endpoint } from '../endpoint.ts';
import { prepareBody } from '../prepare-body.ts';
import { generate, generateLite } from './generate.ts';
import * as structuredPrompt from './structured-prompt.ts';

const FOX = { short_description: 'a red fox' };
const TEXT = JSON.stringify(FOX);
const SOURCES = { prompt: 'a red fox', images: [PICTURE], structured_prompt: TEXT };

/** What is wrong with an input; undefined where nothing is. */
const faultOf = ({ input: schema }: Pick<Endpoint, 'input'>, input: object) => {
  const outcome = check(schema, input);
  return 'fault' in outcome ? outcome.fault : undefined;
};

/** Each way to give some of the sources and not the others, and whether it is taken. */
const pick = (...fields: readonly (keyof typeof SOURCES)[]) =>
  Object.fromEntries(fields.map((field) => [field, SOURCES[field]]));
const NONE = 'input: expected at least one of prompt, images, structured_prompt';
const NO_PROMPT = 'input: expected at least one of prompt, images';
const BOTH = 'input: expected at most one of images, structured_prompt';

describe.for([
  ['image.generate', generate],
  ['image.generateLite', generateLite],
] as const)('%s', ([, endpoint]) => {
  it.for([
    [pick(), NONE],
    [pick('prompt'), undefined],
    [pick('images'), undefined],
    [pick('structured_prompt'), undefined],
    [pick('images', 'prompt'), undefined],
    [pick('structured_prompt', 'prompt'), undefined],
    [pick('images', 'structured_prompt'), BOTH],
    [pick('images', 'structured_prompt', 'prompt'), BOTH],
  ] as const)('starts from %j: %s', ([input, fault]) => {
    expect(faultOf(endpoint, input)).toBe(fault);
  });

  it.for(FIBO_2_ASPECT_RATIOS)('makes a picture of %s from exactly one text', (ratio) => {
    const fault =
      'input: expected exactly one of prompt, structured_prompt with an aspect_ratio of FIBO 2.0, such as 21:9';
    const withRatio = (input: object) => faultOf(endpoint, { ...input, aspect_ratio: ratio });
    expect(withRatio(pick('prompt'))).toBeUndefined();
    expect(withRatio(pick('structured_prompt'))).toBeUndefined();
    expect(withRatio(pick('prompt', 'images'))).toBeUndefined();
    expect(withRatio(pick('images'))).toBe(fault);
    expect(withRatio(pick('prompt', 'structured_prompt'))).toBe(fault);
  });

  it('makes one of a ratio that all models know from whatever it starts from', () => {
    for (const input of [pick('images'), pick('prompt', 'structured_prompt')])
      expect(faultOf(endpoint, { ...input, aspect_ratio: '16:9' })).toBeUndefined();
  });

  it('passes on a ratio that is newer than it', () => {
    expect(faultOf(endpoint, { prompt: 'a', aspect_ratio: '7:3' })).toBeUndefined();
    expect(faultOf(endpoint, { prompt: 'a', aspect_ratio: 1.5 })).toBe('aspect_ratio: expected string');
  });

  it('takes one picture and no more', () => {
    expect(faultOf(endpoint, { images: [PICTURE, PICTURE] })).toBe('images: expected a list of 0 to 1');
  });
});

it.for([
  [{ resolution: '4MP' }, undefined],
  [{ resolution: '4MP', sync: false }, undefined],
  [{ resolution: '1MP', sync: true }, undefined],
  [{ resolution: '4MP', sync: true }, 'input: expected no sync with resolution 4MP'],
  [{ resolution: '4MP', aspect_ratio: '16:9' }, undefined],
  [{ resolution: '1MP', aspect_ratio: '21:9' }, undefined],
  [
    { resolution: '4MP', aspect_ratio: '21:9' },
    'input: expected resolution 1MP with an aspect_ratio of FIBO 2.0, such as 21:9',
  ],
] as const)('makes a large picture: %j', ([options, fault]) => {
  expect(faultOf(generate, { prompt: 'a red fox', ...options })).toBe(fault);
});

describe.for([
  ['structuredPrompt.generate', structuredPrompt.generate],
  ['structuredPrompt.generateLite', structuredPrompt.generateLite],
] as const)('%s', ([, endpoint]) => {
  it.for([
    [pick(), NO_PROMPT],
    [pick('prompt'), undefined],
    [pick('images'), undefined],
    [pick('structured_prompt'), NO_PROMPT],
    [pick('images', 'prompt'), undefined],
    [pick('structured_prompt', 'prompt'), undefined],
    [pick('images', 'structured_prompt'), BOTH],
    [pick('images', 'structured_prompt', 'prompt'), BOTH],
  ] as const)('starts from %j: %s', ([input, fault]) => {
    expect(faultOf(endpoint, input)).toBe(fault);
  });
});

it('compares two structured prompts, which are both needed and both JSON', () => {
  const { generateFromDiff } = structuredPrompt;
  const before = { structured_prompt: TEXT };
  const fault = 'user_adjusted_structured_prompt: expected JSON of an object as text, or the object';
  expect(faultOf(generateFromDiff, { ...before, user_adjusted_structured_prompt: FOX })).toBeUndefined();
  expect(faultOf(generateFromDiff, { ...before, user_adjusted_structured_prompt: '{"short' })).toBe(fault);
  expect(faultOf(generateFromDiff, before)).toBe(fault);
});

describe('the body', () => {
  const context = { host: undefined, signal: new AbortController().signal };
  const bodyOf = (endpoint: unknown, input: unknown) => prepareBody(endpoint as Endpoint, input, context);

  it.for([
    ['image.generate', generate],
    ['image.generateLite', generateLite],
    ['structuredPrompt.generate', structuredPrompt.generate],
    ['structuredPrompt.generateLite', structuredPrompt.generateLite],
  ] as const)('of %s has a structured prompt as text, and bytes as base64', async ([, endpoint]) => {
    const asText = { prompt: 'at night', structured_prompt: TEXT };
    expect(await bodyOf(endpoint, { ...asText, structured_prompt: FOX })).toEqual(asText);
    expect(await bodyOf(endpoint, asText)).toEqual(asText);
    const images = [Uint8Array.from(Buffer.from(TINY_PNG, 'base64'))];
    expect(await bodyOf(endpoint, { images })).toEqual({ images: [TINY_PNG] });
    expect(await bodyOf(endpoint, { images: [new URL(PICTURE)] })).toEqual({ images: [PICTURE] });
  });

  it('of a comparison has both as text, and leaves the input as it was', () => {
    const input = {
      structured_prompt: FOX,
      user_adjusted_structured_prompt: { short_description: 'a wolf' },
    };
    expect(structuredPrompt.generateFromDiff.toBody?.(input)).toEqual({
      structured_prompt: TEXT,
      user_adjusted_structured_prompt: '{"short_description":"a wolf"}',
    });
    expect(input.structured_prompt).toBe(FOX);
  });

  it('has the seed of a result, even one that no number can hold', async () => {
    const seeded = (seed: unknown) => ({ prompt: 'a red fox', seed });
    expect(await bodyOf(generate, seeded('9007199254740993'))).toEqual(seeded('9007199254740993'));
    for (const seed of [7.5, '7.5', 'random', '', [7]])
      expect(faultOf(generate, seeded(seed))).toBe('seed: expected integer, as text beyond 2^53');
    // What a number cannot hold would be another seed on the wire.
    for (const seed of [2 ** 53, -(2 ** 53), 1e300])
      expect(faultOf(generate, seeded(seed))).toBe('seed: expected integer, as text beyond 2^53');
    expect(faultOf(generate, seeded(Number.MAX_SAFE_INTEGER))).toBeUndefined();
  });
});

const IMAGE = 'https://mock.bria.local/results/out.png';
const completed = (result: object) => ({ body: { request_id: BRIA_JOB, status: 'COMPLETED', result } });

it('makes a picture, and the same with a change, from the result of the first', async () => {
  const wire = { image_url: IMAGE, seed: '7', structured_prompt: TEXT };
  const answers = [ACCEPTED, completed(wire), ACCEPTED, completed(wire)];
  const { clock, client, requests } = briaClient(answers);
  const first = await clock.runUntil(client.run(generate, { prompt: 'a red fox' }));
  expect(first).toEqual({ ...wire, seed: 7, structured: FOX, expiresAt: 259_200_000 });
  const { seed, structured } = first;
  const refined = { prompt: 'at night', seed, structured_prompt: { ...structured, lighting: 'moon' } };
  await clock.runUntil(client.run(generate, refined));
  expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
    'POST /v2/image/generate',
    `GET /v2/status/${BRIA_JOB}`,
    'POST /v2/image/generate',
    `GET /v2/status/${BRIA_JOB}`,
  ]);
  expect(JSON.parse(requests[2]?.body ?? '')).toEqual({
    prompt: 'at night',
    seed: 7,
    structured_prompt: JSON.stringify({ ...FOX, lighting: 'moon' }),
  });
});

it('gives a structured prompt, which is kept for good', async () => {
  const { clock, client } = briaClient([ACCEPTED, completed({ structured_prompt: TEXT, seed: 7 })]);
  const prompted = client.run(structuredPrompt.generate, { prompt: 'a red fox' });
  expect(await clock.runUntil(prompted)).toEqual({ structured_prompt: TEXT, structured: FOX, seed: 7 });
});

it('spends nothing on an input that cannot be', async () => {
  const { clock, client, requests } = briaClient([ACCEPTED]);
  const asked = client.run(generate, { prompt: 'a red fox', resolution: '4MP', sync: true });
  await expect(clock.runUntil(asked)).rejects.toMatchObject({
    code: 'input',
    submission: 'not-sent',
    message: expect.stringContaining('expected no sync with resolution 4MP') as string,
  });
  expect(requests).toEqual([]);
});
