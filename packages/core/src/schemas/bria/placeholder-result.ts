/**
 * What endpoints give that answer at once, with the links of files that do not exist yet: a list in which each
 * item is a picture, or the words of moderation about one that was withheld.
 */
import type { Schema } from '../schema.ts';
import * as z from '../z.ts';
import { isLink } from './is-link.ts';
import { withSeed, type Expiring, type Seed } from './result.ts';

export interface PlaceholderImage {
  /** Where the picture can be fetched, by whoever has the link. */
  readonly image_url: string;
}

export interface PlaceholderResult<Image extends PlaceholderImage = PlaceholderImage> extends Expiring {
  /** The pictures that are there, in the order of the answer; at least one. */
  readonly images: readonly Image[];
  /**
   * What there is no picture of: what moderation withheld, in the provider's words or by its link; by its link also
   * what had not come ten minutes after it was asked for, and what leads elsewhere than to a public host.
   */
  readonly blocked: readonly string[];
}

/**
 * The schema of such a list. An item of a form that is not known costs no other: it is among what is blocked.
 *
 * @param items - what is documented of an item.
 * @param read - the picture that an item is; undefined where it is none.
 */
export const placeholders = /* @__NO_SIDE_EFFECTS__ */ <Image extends PlaceholderImage>(
  items: Schema<unknown>,
  read: (item: unknown) => Image | undefined,
): Schema<PlaceholderResult<Image>> => {
  const sorted = (answer: readonly unknown[]) => ({
    images: answer.flatMap((item) => read(item) ?? []),
    blocked: answer.flatMap((item) => (read(item) ? [] : wordsOf(item))),
  });
  return z.mapped(
    z.custom<readonly unknown[]>(
      (answer) => {
        const { images, blocked } = sorted(Array.isArray(answer) ? answer : []);
        return images.length > 0 || /blocked/i.test(blocked.join());
      },
      'a list of pictures',
      { type: 'array', items },
    ),
    sorted,
  );
};

const wordsOf = (item: unknown): string =>
  [item]
    .flat()
    .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))
    .join(', ');

/** A picture of a product, or of a vehicle, in a scene. */
export interface ShotImage extends PlaceholderImage {
  /** What it was made with. */
  readonly seed?: Seed | undefined;
  /** Of the file, or of the session: the documentation says both. */
  readonly name?: string | undefined;
}

/** Of items `[link, seed, name]`, or `['blocked:true', 'error_code:422', 'description:…']`. */
export const shotResultSchema = placeholders<ShotImage>(z.list(z.string()), (item) => {
  const [link, seed, name] = [item].flat() as readonly (string | undefined)[];
  return isLink(link) ? withSeed({ image_url: link, seed, name }) : undefined;
});
