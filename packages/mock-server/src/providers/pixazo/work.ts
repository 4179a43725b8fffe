/** What each of Pixazo's models makes of a body: files, and the `output` that leads to them. */
import type { Box, Step, Work } from '../../world/job-files.ts';
import type { JobInput } from '../../world/job-input.ts';
import {
  lookOf,
  oneVideo,
  pictureAt,
  pictureFile,
  picturesIn,
  sceneSize,
  textOf,
  type Asked,
} from '../asked.ts';

const pictureFrom = (from: Parameters<typeof pictureFile>[0], steps: readonly Step[] = []): Work => ({
  files: { 'output.png': pictureFile(from, steps) },
  result: { media_url: [{ linkTo: 'output.png' }], media_type: 'image/png' },
});

export const removeBackground = (asked: Asked): Work =>
  pictureFrom(pictureAt(asked, 'image_url'), [{ do: 'cut-out' }]);

const FOUR_MEGAPIXELS = 4 * 1024 * 1024;

/** `structured_prompt` is an object on this wire. */
export function generate(asked: Asked): Work {
  const { body, media, seed } = asked;
  const words = textOf(asked, 'prompt') ?? JSON.stringify(body['structured_prompt'] ?? '');
  const pixels = textOf(asked, 'resolution') === '4MP' ? FOUR_MEGAPIXELS : undefined;
  const size = sceneSize(textOf(asked, 'aspect_ratio'), pixels);
  const like = media.get('image_url');
  return like
    ? pictureFrom(like, [
        { do: 'fit', ...size },
        { do: 'grade', words: `${words} ${seed}` },
      ])
    : pictureFrom({ kind: 'scene', words, seed, ...size });
}

export function edit(asked: Asked): Work {
  const [first, ...others] = picturesIn(asked, 'image_urls');
  const words = textOf(asked, 'instruction') ?? '';
  const joins = others.map((picture): Step => ({ do: 'join', picture }));
  return pictureFrom(first ?? pictureAt(asked), [...joins, { do: 'grade', words }]);
}

/** A person, with what is worn or held. */
export const putOn =
  (list: string) =>
  (asked: Asked): Work => {
    const things = picturesIn(asked, list).map((picture: JobInput): Step => ({
      do: 'place',
      picture,
      at: 'middle',
    }));
    return pictureFrom(pictureAt(asked, 'person_image_url'), things);
  };

export function embedProduct(asked: Asked): Work {
  const products = asked.body['products'] as readonly { readonly coordinates: Box }[];
  return pictureFrom(
    pictureAt(asked, 'image_source'),
    products.map(({ coordinates }, index) => {
      const picture = pictureAt(asked, `products.${index}.image_source`);
      return { do: 'place-subject', picture, at: coordinates };
    }),
  );
}

/** Black where nothing is said, and not transparent. */
export function removeVideoBackground(asked: Asked): Work {
  const preset = textOf(asked, 'output_container_and_codec') ?? 'webm_vp9';
  const { name, file } = oneVideo(asked, lookOf(textOf(asked, 'background_color') ?? 'Black'), preset);
  const media_type = name.endsWith('webm') ? 'video/webm' : 'video/mp4';
  return { files: { [name]: file }, result: { media_url: [{ linkTo: name }], media_type } };
}
