/** Pixazo's models of Bria's. Where no price is published it has the right order of magnitude. */
import { pixazoInputs, wireBodySchema, type Schema } from '@briakit/core/schemas';
import type { Range } from '../../world/chance.ts';
import type { Work } from '../../world/job-files.ts';
import type { Asked } from '../asked.ts';
import * as work from './work.ts';

/** One model behind the gateway, and with it one kind of job. */
export interface PixazoModel {
  /** `model_id` on the wire, and the beginning of each `request_id`. */
  readonly id: string;
  readonly path: string;
  /** What core takes. */
  readonly input: Schema<unknown>;
  /** What goes over the wire. */
  readonly bodySchema: Schema<unknown>;
  /** Where pictures are in the body; always by URL. */
  readonly media: readonly string[];
  /** Where a video is. */
  readonly video?: string | undefined;
  /** Of a job; of a video, of each second of it that has begun. */
  readonly priceMicroUsd: number;
  readonly queuedMs: Range;
  readonly runningMs: Range;
  readonly work: (asked: Asked) => Work;
}

const PICTURE: Range = [2500, 4000];
const MODEL: Range = [4000, 8000];
const VIDEO: Range = [6000, 10_000];

type Facts = Pick<PixazoModel, 'media' | 'video' | 'priceMicroUsd' | 'runningMs' | 'work'>;

function modelAt(id: string, operation: string, facts: Facts): PixazoModel {
  const path = `/${id}/v1/${operation}`;
  const input = pixazoInputs[`POST ${path}`];
  if (!input) throw new RangeError(`Core has no input for POST ${path}.`);
  return { id, path, input, bodySchema: wireBodySchema(input), queuedMs: [500, 1000], ...facts };
}

export const models: readonly PixazoModel[] = [
  modelAt('bria-rmbg-2-0-682', 'bria-rmbg-2-0-request', {
    media: ['image_url'],
    priceMicroUsd: 18_000,
    runningMs: PICTURE,
    work: work.removeBackground,
  }),
  modelAt('bria-fibo-bbq-preview', 'bria-fibo-bbq-preview-request', {
    media: [],
    priceMicroUsd: 40_000,
    runningMs: MODEL,
    work: work.generate,
  }),
  // A quarter of a dollar per minute.
  modelAt('bria-video-background-removal-v3', 'bria-video-background-removal-v3-request', {
    media: [],
    video: 'video_url',
    priceMicroUsd: 4250,
    runningMs: VIDEO,
    work: work.removeVideoBackground,
  }),
  modelAt(
    'bria-video-background-removal-green-screen-despill',
    'bria-video-background-removal-green-screen-despill-request',
    {
      media: [],
      video: 'video_url',
      priceMicroUsd: 4250,
      runningMs: VIDEO,
      work: work.removeVideoBackground,
    },
  ),
  modelAt('fibo-gen-1-5', 'text-to-image', {
    media: [],
    priceMicroUsd: 40_000,
    runningMs: MODEL,
    work: work.generate,
  }),
  modelAt('fibo-edit-1-5', 'edit', {
    media: ['image_urls.*'],
    priceMicroUsd: 40_000,
    runningMs: MODEL,
    work: work.edit,
  }),
  modelAt('fibo-edit-1-5', 'virtual-try-on', {
    media: ['person_image_url', 'garment_image_urls.*'],
    priceMicroUsd: 40_000,
    runningMs: MODEL,
    work: work.putOn('garment_image_urls'),
  }),
  modelAt('fibo-edit-1-5', 'product-holding', {
    media: ['person_image_url', 'product_image_urls.*'],
    priceMicroUsd: 40_000,
    runningMs: MODEL,
    work: work.putOn('product_image_urls'),
  }),
  modelAt('bria-embed-product', 'bria-embed-product-request', {
    media: ['image_source', 'products.*.image_source'],
    priceMicroUsd: 40_000,
    runningMs: MODEL,
    work: work.embedProduct,
  }),
  modelAt('fibo', 'fibo-request', {
    media: ['image_url'],
    priceMicroUsd: 40_000,
    runningMs: MODEL,
    work: work.generate,
  }),
];

/** Submits and status requests of one key together. Not documented; what several clients report. */
export const PER_MINUTE = 60;
export const limitKeyOf = (token: string): string => `${token} pixazo`;
