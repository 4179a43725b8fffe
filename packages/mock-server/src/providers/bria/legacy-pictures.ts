/**
 * Generation as version 1 had it. It is in no document any more; Bria's own ComfyUI nodes still ask for it, and what
 * they send and read is what is known.
 */
import { drawHex, hashText } from '../../world/chance.ts';
import type { Recipe } from '../../world/placeholders.ts';
import { trainingPhaseAt } from '../../world/tailored.ts';
import { sceneSize } from '../asked.ts';
import type { Route } from '../exchange.ts';
import { fieldSchema, type FieldTable } from './legacy-fields.ts';
import { pictureOf, type NamedPictures } from './legacy-picture-of.ts';
import { findModel } from './tailored/manage.ts';
import { immediate, type Ask } from './v1/immediate.ts';
import { issueFile } from './v1/issue-file.ts';
import type { FoundPicture } from './v1/picture-source.ts';
import { answerOrder, orderFile } from './v1/settle-order.ts';

/** Of each picture. Bria names no price of these: it is the mock's own. */
const PICTURE_PRICE_MICRO_USD = 40_000;
/** Where no number of pictures is asked for, and the most of them. */
const USUAL = 4;
const MOST = 10;

interface GenerateFields extends NamedPictures {
  readonly prompt?: string;
  readonly num_results?: number;
  readonly aspect_ratio?: string;
  readonly seed?: number;
  readonly sync?: boolean;
  readonly model_id?: string;
  readonly tailored_model_id?: string;
}

const RATIOS = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9'];
const COMMON: FieldTable = {
  num_results: 'integer',
  seed: 'integer',
  sync: 'flag',
  steps_num: 'integer',
  content_moderation: 'flag',
};
const FROM_TEXT: FieldTable = {
  ...COMMON,
  'prompt!': 'text',
  aspect_ratio: RATIOS,
  negative_prompt: 'text',
  text_guidance_scale: 'number',
  prompt_enhancement: 'flag',
  medium: ['photography', 'art'],
  guidance_method_1: 'text',
  guidance_method_1_scale: 'number',
  guidance_method_1_image_file: 'text',
  guidance_method_2: 'text',
  guidance_method_2_scale: 'number',
  guidance_method_2_image_file: 'text',
  image_prompt_mode: ['regular', 'style_only'],
  image_prompt_file: 'text',
  image_prompt_scale: 'number',
};
/** Of these the first that is sent is what the pictures are made like. */
const GUIDES = ['guidance_method_1_image', 'guidance_method_2_image', 'image_prompt', 'structure_image'];

/** Each with the version that it is known by; older clients name others. */
const fromText = ['base', 'fast', 'hd'].map((pipeline) =>
  generator(`/v1/text-to-image/${pipeline}/:model_version`, FROM_TEXT),
);

const tailored = generator('/v1/text-to-image/tailored/:model_id', {
  ...FROM_TEXT,
  'model_id!': 'id',
  model_influence: 'number',
  fast: 'flag',
  include_generation_prefix: 'flag',
});

const reimagine = generator('/v1/reimagine', {
  ...COMMON,
  prompt: 'text',
  structure_image_file: 'text',
  structure_image_url: 'text',
  structure_ref_influence: 'number',
  tailored_model_id: 'id',
  tailored_model_influence: 'number',
  include_generation_prefix: 'flag',
  fast: 'flag',
});

function generator(path: string, table: FieldTable): Route {
  return immediate<GenerateFields>({
    operation: 'submit',
    method: 'POST',
    path,
    priceMicroUsd: PICTURE_PRICE_MICRO_USD,
    schema: fieldSchema(table),
    prepare(ask) {
      const { input, refuse, world } = ask;
      const { prompt, num_results: pieces = USUAL, sync = false } = input;
      if (pieces < 1 || pieces > MOST) return refuse(400, `num_results: expected integer from 1 to ${MOST}`);
      const flaw = modelFlaw(ask, input.model_id ?? input.tailored_model_id);
      if (flaw) return flaw;
      const guide = GUIDES.find((name) => input[`${name}_file`] ?? input[`${name}_url`]);
      const like = guide === undefined ? undefined : pictureOf(ask, guide);
      if (like instanceof Response) return like;
      if (prompt === undefined && !like) return refuse(400, 'input: expected prompt or structure_image_file');
      return {
        pieces,
        perform(orderIds) {
          const draw = recipeMaker(input, like);
          const result = orderIds.map((orderId, index) => {
            const seed = seedOf(ask, index);
            const file = orderFile(ask, orderId, draw(seed), { atOnce: sync });
            if ('withheld' in file) return ['blocked:true', 'error_code:422', `description:${file.withheld}`];
            return { urls: [file.url], seed, uuid: drawHex(world.chance.next('v1-uuid'), 32) };
          });
          return Response.json({ result });
        },
      };
    },
  });
}

/** As sent, and one more for each further picture; below 0 it is for the service to choose. */
function seedOf({ input, world, exchange }: Ask<GenerateFields>, index: number): number {
  const { seed = -1, prompt = '' } = input;
  return seed >= 0
    ? seed + index
    : hashText(`${world.options.seed}/${exchange.url.pathname}/${prompt}/${index}`) >>> 1;
}

/** A guide gives the pictures its shape, whatever ratio is asked for. */
function recipeMaker(
  { prompt: words = '', aspect_ratio: ratio }: GenerateFields,
  like: FoundPicture | undefined,
): (seed: number) => Recipe {
  const source = like?.keep();
  return (seed) =>
    source
      ? { kind: 'restyled', source, words: `${words} ${seed}` }
      : { kind: 'imagined', words, seed, ...sceneSize(ratio) };
}

function modelFlaw(ask: Ask<unknown>, id: string | undefined): Response | undefined {
  if (id === undefined) return undefined;
  const model = findModel(ask, id);
  if (model instanceof Response) return model;
  const isTrained = trainingPhaseAt(model.training, ask.now) === 'trained';
  return isTrained ? undefined : ask.refuse(400, `The model ${id} is not trained.`);
}

/** The one of them whose result is in the answer, and is one picture. */
const restylePortrait = immediate<GenerateFields & { readonly tailored_model_id: string }>({
  operation: 'submit',
  method: 'POST',
  path: '/v1/tailored-gen/restyle_portrait',
  priceMicroUsd: PICTURE_PRICE_MICRO_USD,
  schema: fieldSchema({
    ...COMMON,
    id_image_file: 'text',
    id_image_url: 'text',
    'tailored_model_id!': 'id',
    tailored_model_influence: 'number',
    id_strength: 'number',
  }),
  prepare(ask) {
    const { tailored_model_id: model, id_image_file: file, id_image_url: link } = ask.input;
    if (file === undefined && link === undefined) return ask.refuse(400, 'id_image_file: expected string');
    const flaw = modelFlaw(ask, model);
    if (flaw) return flaw;
    const portrait = pictureOf(ask, 'id_image');
    if (portrait instanceof Response) return portrait;
    return {
      perform: ([orderId]) =>
        answerOrder(ask, orderId, () => {
          const seed = seedOf(ask, 0);
          const words = `model ${model} ${seed}`;
          const recipe: Recipe = { kind: 'restyled', source: portrait.keep(), words };
          return { image_res: issueFile(ask, { readyAt: ask.now, isEmpty: false, recipe }).url, seed };
        }),
    };
  },
});

export const legacyPictureRoutes: readonly Route[] = [...fromText, tailored, reimagine, restylePortrait];
