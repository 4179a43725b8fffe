import { describe, expect, it } from 'vitest';
import { accept } from '../schema.ts';
import { structuredInstructionResultSchema } from './edit.ts';
import { seededImageResultSchema, structuredImageResultSchema } from './result.ts';
import { structuredPromptResultSchema } from './structured-prompt.ts';

const LINK = 'https://mock.bria.local/results/out.png';
const FOX = { short_description: 'a red fox' };
const TEXT = JSON.stringify(FOX);

it.for([
  ['a number', 7, 7],
  ['text of a number', '7', 7],
  ['text of one below zero', '-7', -7],
  ['zero', '0', 0],
  ['the greatest safe integer', '9007199254740991', Number.MAX_SAFE_INTEGER],
  ['text that no number can hold', '9007199254740993', '9007199254740993'],
  ['text that is no integer', '7.5', '7.5'],
  ['words', 'random', 'random'],
  ['no text', '', ''],
  ['a space', ' ', ' '],
] as const)('gives a seed that came as %s', ([, wire, seed]) => {
  for (const schema of [seededImageResultSchema, structuredImageResultSchema])
    expect(accept(schema, { image_url: LINK, seed: wire })).toEqual({ value: { image_url: LINK, seed } });
});

it('has no seed where none came, or something else: that costs the seed and not the picture', () => {
  expect(accept(seededImageResultSchema, { image_url: LINK })).toEqual({ value: { image_url: LINK } });
  expect(accept(seededImageResultSchema, { image_url: LINK, seed: [7] })).toMatchObject({
    value: { image_url: LINK },
    fault: 'seed: expected a number or text',
  });
  // Null is no news: it is how an answer leaves something out.
  expect(accept(seededImageResultSchema, { image_url: LINK, seed: null })).toEqual({
    value: { image_url: LINK },
  });
});

describe('what a picture shows', () => {
  it.for([
    ['a structured prompt as text', { structured_prompt: TEXT }],
    ['a structured prompt as an object', { structured_prompt: FOX }],
    ['a structured instruction', { structured_instruction: TEXT }],
    ['an instruction that is none, beside a prompt', { structured_instruction: '', structured_prompt: TEXT }],
  ] as const)('is parsed from %s, which is kept as it came', ([, wire]) => {
    expect(accept(structuredImageResultSchema, { image_url: LINK, ...wire })).toEqual({
      value: { image_url: LINK, ...wire, structured: FOX },
    });
  });

  it('is what the instruction says, where there are both: that is what an edit takes', () => {
    const both = { structured_instruction: '{"edit":1}', structured_prompt: TEXT };
    expect(accept(structuredImageResultSchema, { image_url: LINK, ...both })).toMatchObject({
      value: { ...both, structured: { edit: 1 } },
    });
  });

  it.for([{ structured_prompt: 'a red fox' }, { structured_prompt: '[]' }, {}])(
    'is undefined for %j, and the picture is there',
    (wire) => {
      const value = { image_url: LINK, ...wire };
      expect(accept(structuredImageResultSchema, value)).toEqual({ value });
    },
  );

  it('comes from us alone: a field of that name on the wire is not believed', () => {
    const wire = { image_url: LINK, structured: 'a red fox' };
    expect(accept(structuredImageResultSchema, wire)).toMatchObject({ value: { structured: undefined } });
  });

  it('never costs the picture, whatever came', () => {
    const odd = {
      image_url: LINK,
      structured_prompt: [FOX],
      structured_instruction: 7,
      warning: {},
      seed: [],
    };
    const outcome = accept(structuredImageResultSchema, odd);
    expect(outcome).toMatchObject({ value: { image_url: LINK } });
    for (const field of Object.keys(odd).slice(1)) {
      expect(outcome).not.toHaveProperty(['value', field]);
      expect(outcome.fault).toContain(`${field}: expected `);
    }
  });
});

it('keeps a warning, and what it does not know', () => {
  const value = { image_url: LINK, warning: 'model_version had no effect', refined_prompt: 'a fox' };
  expect(accept(structuredImageResultSchema, value)).toEqual({ value });
});

it('hands on a warning about words that may be somebody’s own', () => {
  const warning = 'the prompt names a brand';
  expect(accept(structuredPromptResultSchema, { structured_prompt: TEXT, warning })).toMatchObject({
    value: { warning },
  });
  expect(accept(structuredInstructionResultSchema, { structured_instruction: TEXT, warning })).toMatchObject({
    value: { warning },
  });
  expect(accept(structuredPromptResultSchema, { structured_prompt: TEXT, warning: [] })).toMatchObject({
    value: { structured: FOX },
    fault: 'warning: expected string',
  });
});

it('has an instruction by its name, even where it came under that of a prompt', () => {
  const value = { structured_instruction: TEXT, structured: FOX, seed: 7 };
  const instruction = (wire: object) => accept(structuredInstructionResultSchema, wire);
  expect(instruction({ structured_instruction: TEXT, seed: '7' })).toEqual({ value });
  expect(instruction({ structured_prompt: TEXT, seed: '7' })).toEqual({
    value: { ...value, structured_prompt: TEXT },
  });
  expect(instruction({ structured_instruction: 7, structured_prompt: TEXT })).toMatchObject({
    value: { structured_instruction: TEXT },
  });
  expect(instruction({ seed: 7 })).not.toHaveProperty('value');
});

it('is no structured prompt without one, and one that cannot be parsed is still handed out', () => {
  expect(accept(structuredPromptResultSchema, { structured_prompt: TEXT, seed: '7' })).toEqual({
    value: { structured_prompt: TEXT, structured: FOX, seed: 7 },
  });
  expect(accept(structuredPromptResultSchema, { structured_prompt: 'a red fox' })).toEqual({
    value: { structured_prompt: 'a red fox' },
  });
  expect(accept(structuredPromptResultSchema, { seed: 7 })).not.toHaveProperty('value');
});
