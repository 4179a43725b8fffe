import { expect, it } from 'vitest';
import { ACCEPTED, briaClient, PICTURE } from '../../../test/client.ts';
import { BRIA_JOB, TINY_PNG } from '../../../test/fixture.ts';
import * as tailored from './tailored-inference.ts';

const LINK = 'https://mock.bria.local/results/out.png';
const FOX = { short_description: 'a red fox' };
const WIRE = { image_url: LINK, seed: '7', structured_prompt: JSON.stringify(FOX) };
const RESULT = { ...WIRE, seed: 7, structured: FOX, expiresAt: 259_200_000 };
const INPUT = { tailored_model_id: 'm-1', prompt: 'a red fox' };

it.for([
  ['flat, as the OpenAPI has it', WIRE],
  ['in a result, as everywhere else', { request_id: BRIA_JOB, result: WIRE }],
  ['in a result without a name', { result: WIRE }],
])('takes an answer at once that is %s', async ([, body]) => {
  const { clock, client, requests } = briaClient([{ body }]);
  expect(await clock.runUntil(client.run(tailored.generate, { ...INPUT, sync: true }))).toEqual(RESULT);
  expect(requests).toHaveLength(1);
});

it('follows a flat answer that has a name to its result', async () => {
  const { clock, client, methods } = briaClient([
    { body: { request_id: BRIA_JOB, ...WIRE } },
    { body: { request_id: BRIA_JOB, status: 'COMPLETED', result: WIRE } },
  ]);
  expect(await clock.runUntil(client.run(tailored.generate, { ...INPUT, sync: true }))).toEqual(RESULT);
  expect(methods()).toBe('POST GET');
});

it('takes a flat structured prompt at once', async () => {
  const { image_url: _, ...body } = WIRE;
  const { clock, client } = briaClient([{ body }]);
  const prompted = client.run(tailored.generateStructuredPrompt, { ...INPUT, sync: true });
  expect(await clock.runUntil(prompted)).toEqual({ ...body, seed: 7, structured: FOX });
});

it('sends the name of the model and the structured prompt as text', async () => {
  const { clock, client, requests } = briaClient([{ body: WIRE }]);
  const input = { tailored_model_id: 12, structured_prompt: FOX, tailored_model_influence: 1.5, sync: true };
  await clock.runUntil(client.run(tailored.generate, input));
  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
    ...input,
    tailored_model_id: '12',
    structured_prompt: JSON.stringify(FOX),
  });
});

it('sets a picture in motion, from its link or its bytes', async () => {
  const result = { video_url: 'https://mock.bria.local/results/out.mp4' };
  const completed = { body: { request_id: BRIA_JOB, status: 'COMPLETED', result } };
  const { clock, client, requests } = briaClient([ACCEPTED, completed, ACCEPTED, completed]);
  for (const image of [PICTURE, new Blob([Buffer.from(TINY_PNG, 'base64')])]) {
    const moved = client.run(tailored.generateVideo, { tailored_model_id: 'm-1', image });
    expect(await clock.runUntil(moved)).toEqual(result);
  }
  expect(requests.map(({ body }) => body).filter(Boolean)).toEqual([
    JSON.stringify({ tailored_model_id: 'm-1', image: PICTURE }),
    JSON.stringify({ tailored_model_id: 'm-1', image: TINY_PNG }),
  ]);
});
