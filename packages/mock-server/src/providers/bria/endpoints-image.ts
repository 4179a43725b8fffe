import type { Range } from '../../world/chance.ts';
import { withInteger, withNumber, withoutEmpty } from './as-documented.ts';
import { endpointAt, type BriaEndpoint } from './endpoint.ts';
import { parseObject } from './structured.ts';
import * as edit from './work-edit.ts';
import * as generate from './work-generate.ts';
import * as tools from './work-tools.ts';

const QUICK: Range = [1000, 2000];
const MODEL: Range = [3000, 6000];
const TOOL = { priceMicroUsd: 18_000, runningMs: QUICK, pictures: ['image'] };
const MASKED = { ...TOOL, pictures: ['image', 'mask'] };
const EDIT = { priceMicroUsd: 40_000, runningMs: MODEL, pictures: ['image'] };
const FIBO = { priceMicroUsd: 40_000, runningMs: MODEL, pictures: ['images.*'] };
const GUIDED = { tidies: [withInteger('guidance_scale', 3, 5)] };
const WORDS = { priceMicroUsd: 10_000, runningMs: QUICK, pictures: ['images.*'] };

const MAX_CANVAS_PIXELS = 25_000_000;

export const imageEndpoints: readonly BriaEndpoint[] = [
  endpointAt('/v2/image/generate', { ...FIBO, work: generate.generate }),
  endpointAt('/v2/image/generate/lite', {
    ...FIBO,
    priceMicroUsd: 20_000,
    runningMs: QUICK,
    work: generate.generate,
  }),
  endpointAt('/v2/structured_prompt/generate', { ...WORDS, work: generate.writePrompt }),
  endpointAt('/v2/structured_prompt/generate/lite', { ...WORDS, work: generate.writePrompt }),
  endpointAt('/v2/structured_prompt/generate_from_diff', {
    ...WORDS,
    flawOf: (body) =>
      ['structured_prompt', 'user_adjusted_structured_prompt'].find((field) => {
        const text = body[field];
        return typeof text === 'string' && !parseObject(text);
      }) && 'Both prompts must be JSON.',
    work: generate.writePrompt,
  }),
  endpointAt('/v2/structured_instruction/generate', {
    ...WORDS,
    pictures: ['images.*', 'mask'],
    work: generate.writeInstruction,
  }),

  endpointAt('/v2/image/edit', {
    ...EDIT,
    ...GUIDED,
    pictures: ['images.*', 'mask'],
    pictureForm: 'with-data-urls',
    work: edit.edit,
  }),
  endpointAt('/v2/image/edit/add_object_by_text', { ...EDIT, work: edit.addObject }),
  endpointAt('/v2/image/edit/replace_object_by_text', { ...EDIT, work: edit.replaceObject }),
  endpointAt('/v2/image/edit/erase_by_text', { ...EDIT, work: edit.eraseByText }),
  endpointAt('/v2/image/edit/blend', { ...EDIT, pictures: ['image', 'overlay'], work: edit.blend }),
  endpointAt('/v2/image/edit/reseason', { ...EDIT, work: edit.reseason }),
  endpointAt('/v2/image/edit/rewrite_text', { ...EDIT, work: edit.rewriteText }),
  endpointAt('/v2/image/edit/sketch_to_colored_image', { ...EDIT, work: edit.colorSketch }),
  endpointAt('/v2/image/edit/restore', { ...EDIT, work: edit.restore }),
  endpointAt('/v2/image/edit/colorize', { ...EDIT, work: edit.colorize }),
  endpointAt('/v2/image/edit/restyle', { ...EDIT, work: edit.restyle }),
  endpointAt('/v2/image/edit/relight', { ...EDIT, work: edit.relight }),

  endpointAt('/v2/image/edit/erase', { ...MASKED, work: tools.erase }),
  endpointAt('/v2/image/edit/gen_fill', { ...MASKED, priceMicroUsd: 40_000, work: tools.genFill }),
  endpointAt('/v2/image/edit/remove_background', { ...TOOL, work: tools.removeBackground }),
  endpointAt('/v2/image/edit/replace_background', {
    ...TOOL,
    priceMicroUsd: 40_000,
    runningMs: MODEL,
    pictures: ['image', 'ref_images.*'],
    tidies: [withoutEmpty('prompt', 'ref_images', 'negative_prompt')],
    work: tools.replaceBackground,
  }),
  endpointAt('/v2/image/edit/erase_foreground', { ...TOOL, work: tools.eraseForeground }),
  endpointAt('/v2/image/edit/blur_background', { ...TOOL, work: tools.blurBackground }),
  endpointAt('/v2/image/edit/crop_foreground', { ...TOOL, work: tools.cropForeground }),
  endpointAt('/v2/image/edit/expand', {
    ...TOOL,
    priceMicroUsd: 40_000,
    flawOf: ({ aspect_ratio: ratio, canvas_size: canvas }) => {
      if (ratio !== undefined && ratio !== null) return undefined; // It wins over the canvas.
      const [width, height] = Array.isArray(canvas) ? (canvas as readonly unknown[]) : [];
      const isTooLarge = Number(width) * Number(height) > MAX_CANVAS_PIXELS;
      return isTooLarge ? 'canvas_size: over 25 million pixels.' : undefined;
    },
    work: tools.expand,
  }),
  endpointAt('/v2/image/edit/enhance', { ...TOOL, canWait: false, runningMs: MODEL, work: tools.enhance }),
  endpointAt('/v2/image/edit/increase_resolution', {
    ...TOOL,
    tidies: [withNumber('desired_increase')],
    work: tools.increaseResolution,
  }),
  endpointAt('/v2/image/segment/all_masks', { ...TOOL, work: tools.allMasks }),
];
