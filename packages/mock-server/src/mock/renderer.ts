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
import type { JobInput } from '../world/job-input.ts';
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

const GENERATED_SIZE = { width: 960, height: 720 };

/** Not an error of anybody's: the store has let go of a picture. */
const GONE = Symbol('a picture that is no longer kept');

export function createRenderer(world: World): Renderer {
  const finished = createPictureStore();
  const underWay = new Map<string, Promise<StoredPicture>>();

  const find = async (input: JobInput | Scene): Promise<Picture> => {
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
    let made = await find(file.from);
    for (const step of file.steps) made = await applyStep(made, step, find);
    const bytes = await (file.format === 'jpeg' ? encodeJpeg(made) : encodePng(made));
    return { bytes: Uint8Array.from(bytes), contentType: `image/${file.format}` };
  };
  const picture = async ({ requestId, files }: JobRecord, name: string): Promise<StoredPicture> => {
    const file = files[name];
    if (file?.kind !== 'picture') throw GONE;
    return once(`${requestId}/${name}`, () => make(file));
  };
  const renderFile: Renderer['render'] = async (job, name, linkTo) => {
    const file = job.files[name];
    switch (file?.kind) {
      case undefined:
        return undefined;
      case 'picture':
        return picture(job, name);
      case 'video':
        return readClip(file.look, file.container);
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
  look: Extract<JobFile, { readonly kind: 'video' }>['look'],
  container: 'mp4' | 'webm',
): Promise<StoredPicture> {
  const { CLIPS } = await import('../media/clips.ts');
  const name = look === 'cutout' ? 'cutout.webm' : (`${look}.${container}` as const);
  const bytes = Uint8Array.from(atob(CLIPS[name]), (letter) => letter.charCodeAt(0));
  return { bytes, contentType: name.endsWith('webm') ? 'video/webm' : 'video/mp4' };
}
