/**
 * Result pictures, made when somebody first wants to see them: most jobs of a test suite are never looked at.
 */
import { decodePicture, encodePng } from '../media/codecs.ts';
import { generatePicture } from '../media/generate-picture.ts';
import type { Picture } from '../media/picture.ts';
import { removeBackground } from '../media/remove-background.ts';
import { assertNever } from '../world/assert-never.ts';
import type { JobInput, JobRecord } from '../world/jobs.ts';
import { createPictureStore } from '../world/picture-store.ts';
import type { World } from '../world/world.ts';

export interface Renderer {
  /** The result of a job, as a PNG; undefined when the picture it was made of is no longer kept. */
  render(job: JobRecord): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

const GENERATED_SIZE = { width: 960, height: 720 };

export function createRenderer(world: World): Renderer {
  const finished = createPictureStore();
  const underWay = new Map<string, Promise<Uint8Array<ArrayBuffer> | undefined>>();

  const inputOf = async (input: JobInput): Promise<Picture | undefined> => {
    switch (input.kind) {
      case 'generated':
        return generatePicture({ ...GENERATED_SIZE, seed: input.seed });
      case 'stored': {
        const stored = world.pictures.get(input.pictureId);
        return stored && decodePicture(stored.bytes);
      }
      case 'result': {
        const job = world.jobs.get(input.requestId);
        const bytes = job && (await render(job));
        return bytes && decodePicture(bytes);
      }
      default:
        return assertNever(input);
    }
  };
  const make = async (job: JobRecord) => {
    const picture = await inputOf(job.input);
    if (!picture) return undefined;
    const bytes = Uint8Array.from(await encodePng(removeBackground(picture)));
    finished.put(job.requestId, { bytes, contentType: 'image/png' });
    return bytes;
  };
  const render = async (job: JobRecord) => {
    const ready = finished.get(job.requestId);
    if (ready) return ready.bytes;
    // Two requests at once, for instance an <img> and a download, share one rendering.
    const making = underWay.get(job.requestId) ?? make(job);
    underWay.set(job.requestId, making);
    try {
      return await making;
    } finally {
      underWay.delete(job.requestId);
    }
  };

  return { render };
}
