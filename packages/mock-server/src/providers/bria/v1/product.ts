/** Products, version 1: the answer is the result. */
import type { JobInput } from '../../../world/job-input.ts';
import type { Recipe } from '../../../world/placeholders.ts';
import type { Route } from '../../exchange.ts';
import { answerOrder } from './settle-order.ts';
import { immediate } from './immediate.ts';
import { issueFile, PRODUCT_LIFE_MS } from './issue-file.ts';
import { findPicture, type PictureFields } from './picture-source.ts';

/** Bria names no price of these: it is the mock's own. */
export const PRODUCT_PRICE_MICRO_USD = 18_000;

interface ShadowFields extends PictureFields {
  readonly type?: 'regular' | 'float';
  readonly background_color?: string;
  readonly shadow_color?: string;
  readonly shadow_offset?: readonly number[];
  readonly shadow_intensity?: number;
  readonly shadow_blur?: number;
  readonly shadow_height?: number;
}

export const productRoutes: readonly Route[] = [
  productRoute('/v1/product/cutout', (source) => ({ kind: 'cutout', source })),
  productRoute<PictureFields & { readonly background_color?: string }>(
    '/v1/product/packshot',
    (source, { background_color: ground = '#FFFFFF' }) => ({ kind: 'packshot', source, ground }),
  ),
  productRoute<ShadowFields>('/v1/product/shadow', (source, input) => {
    const floating = input.type === 'float';
    return {
      kind: 'shadow',
      source,
      floating,
      ground: input.background_color ?? 'transparent',
      color: input.shadow_color ?? '#000000',
      offset: [...(input.shadow_offset ?? [0, 15])],
      intensity: (input.shadow_intensity ?? 60) / 100,
      blur: input.shadow_blur ?? (floating ? 20 : 15),
      height: input.shadow_height ?? 70,
    };
  }),
];

function productRoute<Input extends PictureFields>(
  path: string,
  recipeOf: (source: JobInput, input: Input) => Recipe,
): Route {
  return immediate<Input>({
    operation: 'submit',
    method: 'POST',
    path,
    priceMicroUsd: PRODUCT_PRICE_MICRO_USD,
    prepare(ask) {
      const picture = findPicture(ask);
      if (picture instanceof Response) return picture;
      return {
        perform: ([orderId]) =>
          answerOrder(ask, orderId, () => {
            const recipe = recipeOf(picture.keep(), ask.input);
            const { now: readyAt } = ask;
            const life = { readyAt, expiresAt: readyAt + PRODUCT_LIFE_MS };
            return { result_url: issueFile(ask, { ...life, isEmpty: false, recipe }).url };
          }),
      };
    },
  });
}
