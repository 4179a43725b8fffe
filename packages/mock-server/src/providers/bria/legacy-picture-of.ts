import type { Ask } from './v1/immediate.ts';
import { findPicture, type FoundPicture } from './v1/picture-source.ts';

/** Pictures that are sent under several names, each as `…_url` or `…_file`. */
export interface NamedPictures {
  readonly [field: `${string}_${'url' | 'file'}`]: string | undefined;
}

/**
 * The picture of a pair of fields: `structure_image_url`, which wins, or `structure_image_file`. What is refused of it
 * is said of the field that it came in.
 */
export function pictureOf(ask: Ask<NamedPictures>, name: string): FoundPicture | Response {
  const [link, file] = [ask.input[`${name}_url`], ask.input[`${name}_file`]];
  return findPicture({
    ...ask,
    refuse: (status, details) =>
      ask.refuse(status, details.replace(/^(?:image_url|file)\b/, name + ending(link))),
    input: link === undefined ? { file: file ?? '' } : { image_url: link },
  });
}

const ending = (link: unknown) => (link === undefined ? '_file' : '_url');
