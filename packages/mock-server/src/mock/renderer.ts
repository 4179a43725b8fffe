/**
 * The files of results, made when somebody first wants to see them: most jobs of a test suite are never looked at.
 */
import { decodePicture, encodeJpeg, encodePng, sniffPicture } from '../media/codecs.ts';
import { drawScene } from '../media/draw-scene.ts';
import { generatePicture } from '../media/generate-picture.ts';
import type { Picture } from '../media/picture.ts';
import { drawRecipe } from '../providers/bria/v1/draw-recipe.ts';
import { assertNever } from '../world/assert-never.ts';
import type { JobFile, Scene } from '../world/job-files.ts';
import { GENERATED_SIZE, type JobInput } from '../world/job-input.ts';
import type { JobRecord } from '../world/jobs.ts';
import { createPictureStore, type StoredPicture } from '../world/picture-store.ts';
import type { Placeholder } from '../world/placeholders.ts';
import type { World } from '../world/world.ts';
import { applyStep } from './apply-step.ts';
import { describeLayers } from './describe-layers.ts';

export interface Renderer {
  /**
   * A file of a job's result; undefined when it has none of that name, or a picture that it is made of is no
   * longer kept.
   *
   * @param linkTo - makes the link to another file of the job, where a file has links in it.
   * @throws when a picture that was sent turns out to be broken.
   */
  render(job: JobRecord, name: string, linkTo: (name: string) => string): Promise<StoredPicture | undefined>;
  /** A file that an answer named, whether or not its time has come; otherwise as `render`. */
  renderPlaceholder(file: Placeholder): Promise<StoredPicture | undefined>;
}

/** Decoded, a picture of 12 million pixels takes 48 MB. */
const PICTURES_AT_HAND = 3;

/** Not an error of anybody's: the store has let go of a picture. */
const GONE = Symbol('a picture that is no longer kept');

export function createRenderer(world: World): Renderer {
  const finished = createPictureStore();
  const underWay = new Map<string, Promise<StoredPicture>>();

  const found = new Map<string, Promise<Picture>>();
  /** The masks of a car, or the shots of a product, are made of one picture within the same second. */
  const find = (input: JobInput | Scene): Promise<Picture> => {
    const key = JSON.stringify(input);
    const picture = found.get(key) ?? findAnew(input);
    found.delete(key);
    found.set(key, picture);
    for (const oldest of found.keys()) {
      if (found.size <= PICTURES_AT_HAND) break;
      found.delete(oldest);
    }
    return picture;
  };
  const findAnew = async (input: JobInput | Scene): Promise<Picture> => {
    switch (input.kind) {
      case 'generated':
        return generatePicture({ ...GENERATED_SIZE, seed: input.seed });
      case 'scene':
        return drawScene(input);
      case 'stored': {
        const stored = world.pictures.get(input.pictureId);
        if (!stored) throw GONE;
        return decodePicture(stored.bytes);
      }
      case 'result': {
        const job = world.jobs.get(input.requestId);
        if (!job) throw GONE;
        return decodePicture((await picture(job, input.file)).bytes);
      }
      case 'file': {
        const file = world.files.get(input.fileId);
        if (!file) throw GONE;
        return drawRecipe(file.recipe, find);
      }
      default:
        return assertNever(input);
    }
  };
  const once = async (key: string, begin: () => Promise<StoredPicture>): Promise<StoredPicture> => {
    const ready = finished.get(key);
    if (ready) return ready;
    // Two requests at once, for instance an <img> and a download, share one rendering.
    const making = underWay.get(key) ?? begin();
    underWay.set(key, making);
    try {
      const made = await making;
      finished.put(key, made);
      return made;
    } finally {
      underWay.delete(key);
    }
  };
  const make = async (file: Extract<JobFile, { readonly kind: 'picture' }>): Promise<StoredPicture> => {
    const original = await find(file.from);
    const findOnce = async (input: JobInput) => (input === file.from ? original : find(input));
    let made = original;
    for (const step of file.steps) made = await applyStep(made, step, findOnce);
    const bytes = await (file.format === 'jpeg' ? encodeJpeg(made) : encodePng(made));
    return { bytes: Uint8Array.from(bytes), contentType: `image/${file.format}` };
  };
  const picture = async ({ requestId, files }: JobRecord, name: string): Promise<StoredPicture> => {
    const file = files[name];
    if (file?.kind !== 'picture') throw GONE;
    return once(`${requestId}/${name}`, () => make(file));
  };
  const copyOf = async (input: JobInput): Promise<StoredPicture | undefined> => {
    if (input.kind === 'stored') return world.pictures.get(input.pictureId);
    const job = input.kind === 'result' ? world.jobs.get(input.requestId) : undefined;
    return job && input.kind === 'result' ? renderFile(job, input.file, () => '') : undefined;
  };
  const renderFile: Renderer['render'] = async (job, name, linkTo) => {
    const file = job.files[name];
    switch (file?.kind) {
      case undefined:
        return undefined;
      case 'picture':
        return picture(job, name);
      case 'video':
        return readClip(file, file.like && (await find(file.like)));
      case 'copy':
        return copyOf(file.of);
      case 'layers': {
        const layers = file.layers.map(async (layer) => {
          const header = sniffPicture((await picture(job, layer)).bytes);
          if (!header) throw new Error(`The layer ${layer} is no picture.`);
          return { name: layer, link: linkTo(layer), width: header.width, height: header.height };
        });
        return describeLayers(await Promise.all(layers), file.format);
      }
      default:
        return assertNever(file);
    }
  };

  return {
    render: (job, name, linkTo) => unlessGone(() => renderFile(job, name, linkTo)),
    renderPlaceholder: ({ fileId, recipe }) =>
      unlessGone(() =>
        once(`file ${fileId}`, async () => {
          const bytes = Uint8Array.from(await encodePng(await drawRecipe(recipe, find)));
          return { bytes, contentType: 'image/png' };
        }),
      ),
  };
}

async function unlessGone(
  render: () => Promise<StoredPicture | undefined>,
): Promise<StoredPicture | undefined> {
  try {
    return await render();
  } catch (error) {
    if (error === GONE) return undefined;
    throw error;
  }
}

/** There is no clip with an alpha channel in MP4, which could not have one. */
async function readClip(
  { look, container, fit }: Extract<JobFile, { readonly kind: 'video' }>,
  like: Pick<Picture, 'width' | 'height'> | undefined,
): Promise<StoredPicture> {
  const [{ CLIPS }, { fitClip }] = await Promise.all([
    import('../media/clips.ts'),
    import('../media/fit-clip.ts'),
  ]);
  const name = look === 'cutout' ? 'cutout.webm' : (`${look}.${container}` as const);
  const clip = Uint8Array.from(atob(CLIPS[name]), (letter) => letter.charCodeAt(0));
  const type = name.endsWith('webm') ? 'webm' : 'mp4';
  const shape = like && { width: like.width, height: like.height };
  return { bytes: fitClip(clip, type, { ...fit, ...shape }), contentType: `video/${type}` };
}
