import { holdsBytes } from '../../schemas/holds-bytes.ts';
import type { Schema } from '../../schemas/schema.ts';
import { someResult } from '../../schemas/bria/undocumented-result.ts';
import * as z from '../../schemas/z.ts';
import type { Endpoint } from '../endpoint.ts';
import { picture, video } from '../media.ts';

const KINDS = { picture, pictures: [picture], video } as const;

/** What `endpoint` cannot know by itself. */
export interface AnyEndpointOptions {
  /**
   * The fields of the input that take a file: `picture` (URL or bytes), `pictures` (a list of these) or `video`
   * (URL). Default none: all goes as it is.
   */
  readonly media?: Readonly<Record<string, keyof typeof KINDS>>;
  /** How long such a job usually takes, in milliseconds; what progress is estimated from. Default 15 000. */
  readonly typicalMs?: number;
}

type AnyFields = Readonly<Record<string, unknown>>;

/**
 * An endpoint of version 2 that makes jobs and that briakit does not know yet. What is in its input and its
 * result is between you and the provider.
 *
 * @param id - its path, after `/v2/`.
 *
 * @example
 * const newThing = endpoint('image/edit/new_thing', { media: { image: 'picture' } });
 * const result = await client.run(newThing, { image: file, strength: 3 });
 */
export const endpoint = /* @__NO_SIDE_EFFECTS__ */ (
  id: string,
  { media = {}, typicalMs = 15_000 }: AnyEndpointOptions = {},
): Endpoint<'bria', AnyFields, AnyFields> => {
  const name = id.replace(/^\/?(v2\/)?|\/$/g, '');
  return {
    provider: 'bria',
    id: name,
    mode: 'job',
    path: `/v2/${name}`,
    input: inputSchema(media),
    media: Object.fromEntries(Object.entries(media).map(([field, kind]) => [field, KINDS[kind]])),
    result: z.looseObject<AnyFields>({}, someResult()),
    typicalMs,
  };
};

/** A file in a field that is not known as one would be sent, and billed, as `{}`. */
const inputSchema = (media: Readonly<Record<string, keyof typeof KINDS>>): Schema<AnyFields> =>
  z.custom(
    (value) =>
      Object(value) === value &&
      Object.entries(value as object).every(([field, part]) =>
        Object.hasOwn(media, field)
          ? media[field] !== 'pictures' || part === undefined || Array.isArray(part)
          : !holdsBytes(part),
      ),
    'an object, with files in the fields that the `media` of its endpoint names (`pictures` in a list), and URLs elsewhere',
  );
