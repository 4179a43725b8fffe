/**
 * Captions, and search among the pictures that were registered, version 1; Bria advises against both.
 *
 * @see https://docs.bria.ai/ai-search-deperecated
 */
import { hashText } from '../../world/chance.ts';
import type { Route } from '../exchange.ts';
import { fieldSchema } from './legacy-fields.ts';
import { captionOf } from './tailored/structured-text.ts';
import { immediate, type Ask } from './v1/immediate.ts';
import { findLink, findPicture, type PictureFields } from './v1/picture-source.ts';
import { answerOrder } from './v1/settle-order.ts';

/** Bria names no price: it is the mock's own. */
const CAPTION_PRICE_MICRO_USD = 5_000;
/** What is known of a query, however many pictures match. */
const MOST_RESULTS = 800;

const caption = immediate<PictureFields>({
  operation: 'submit',
  method: 'POST',
  path: '/v1/caption',
  priceMicroUsd: CAPTION_PRICE_MICRO_USD,
  schema: fieldSchema({ image_url: 'text', file: 'text' }),
  prepare(ask) {
    const { image_url: link, file } = ask.input;
    const picture = findPicture(ask);
    if (picture instanceof Response) return picture;
    return {
      perform: ([orderId]) =>
        answerOrder(ask, orderId, () => {
          const { short_description } = JSON.parse(captionOf(link ?? file ?? '')) as Record<string, string>;
          return { results: [{ caption: short_description }] };
        }),
    };
  },
});

interface PageFields {
  readonly num_results_per_page?: number;
  readonly page?: number;
}
interface SearchFields extends PageFields {
  readonly query?: string;
}
interface SimilarFields extends PageFields {
  readonly vhash?: string;
  readonly url?: string;
}

const PAGES = { num_results_per_page: 'integer', page: 'integer', gallery_id: 'id' } as const;

const search = immediate<SearchFields>({
  operation: 'manage',
  method: 'GET',
  path: '/v1/search',
  schema: fieldSchema({
    ...PAGES,
    query: 'text',
    style: [
      'stock photography',
      'photo realistic',
      'fashion',
      'retro',
      'sports',
      'still life',
      'hyper realistic',
      'travel',
      'artistic',
      '3d render',
      'realistic',
      'fantasy',
      'comic book',
      'minimalistic',
    ],
    atmosphere: ['dramatic', 'vivid', 'warm', 'cool'],
    camera: ['portrait', 'close up', 'aerial', 'landscape'],
    medium: ['photography', 'art'],
  }),
  prepare: (ask) => found(ask, ask.input.query ?? ''),
});

const searchSimilar = immediate<SimilarFields>({
  operation: 'manage',
  method: 'GET',
  path: '/v1/search_similar_images',
  schema: fieldSchema({ ...PAGES, vhash: 'id', url: 'text' }),
  prepare(ask) {
    const { vhash, url } = ask.input;
    if (vhash === undefined && url === undefined) return ask.refuse(400, 'input: expected vhash or url');
    if (url !== undefined) {
      const picture = findLink(ask, 'url', url);
      if (picture instanceof Response) return picture;
    } else if (!registeredOf(ask).some(({ visual_id }) => visual_id === vhash)) {
      return ask.refuse(404, 'vhash: there is no picture with this id.');
    }
    return found(ask, url ?? vhash ?? '');
  },
});

export const legacySearchRoutes: readonly Route[] = [caption, search, searchSimilar];

/** What Bria says of a picture, where it says nothing: the word, not the value. */
const NONE = 'None';

function registeredOf({ world, tenant }: Ask<unknown>) {
  return [...world.registered]
    .filter(([name]) => name.startsWith(`${tenant} `))
    .map(([name, visual_id]) => {
      const known = name.slice(tenant.length + 1);
      const isLink = URL.canParse(known);
      return { visual_id, org_image_key: isLink ? NONE : known, source_url: isLink ? known : NONE };
    });
}

/** Every picture matches, the better ones first; which these are, the text decides. */
function found(ask: Ask<PageFields>, text: string) {
  const { num_results_per_page: size = 50, page = 1 } = ask.input;
  if (size < 1 || size > 500)
    return ask.refuse(400, 'num_results_per_page: expected integer of at least 1 to 500');
  if (page < 1) return ask.refuse(400, 'page: expected integer of at least 1');
  const matches = registeredOf(ask);
  const scoreOf = ({ visual_id, source_url }: (typeof matches)[number]) =>
    visual_id === text || source_url === text ? -1 : hashText(`${text} ${visual_id}`);
  const results = matches.toSorted((one, other) => scoreOf(one) - scoreOf(other));
  const end = Math.min(page * size, MOST_RESULTS);
  return { perform: () => Response.json({ results: results.slice((page - 1) * size, end) }) };
}
