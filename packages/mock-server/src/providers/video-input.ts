/** Pictures and videos that a job is to work on: whether a link leads to the one or the other, and what is known of it. */
import { sniffPicture } from '../media/codecs.ts';
import { probeVideo, type VideoFacts } from '../media/probe-video.ts';
import { assertNever } from '../world/assert-never.ts';
import type { JobInput } from '../world/job-input.ts';
import type { World } from '../world/world.ts';

export interface VideoInput {
  readonly input: JobInput;
  /** Nothing of a video of somebody else's: it is not fetched. */
  readonly facts: Partial<VideoFacts>;
}

type Known = Pick<World, 'jobs' | 'pictures'>;

/** What all clips have in common. */
const CLIP = { width: 160, height: 120, durationMs: 1467 };
const CODECS = { mp4: 'avc1', webm: 'V_VP9' } as const;

/** Undefined for what is no video. */
export function lookAtVideo(world: Known, input: JobInput): VideoInput | undefined {
  switch (input.kind) {
    case 'stored': {
      const stored = world.pictures.get(input.pictureId);
      const facts = stored && probeVideo(stored.bytes);
      return facts && { input, facts };
    }
    case 'result': {
      const file = world.jobs.get(input.requestId)?.files[input.file];
      if (file?.kind === 'copy') return lookAtVideo(world, file.of);
      if (file?.kind !== 'video') return undefined;
      return {
        input,
        facts: { container: file.container, codec: CODECS[file.container], ...CLIP, ...file.fit },
      };
    }
    case 'file':
      return undefined;
    case 'generated':
      return { input, facts: {} };
    default:
      return assertNever(input);
  }
}

export function isPicture({ jobs, pictures }: Known, input: JobInput): boolean {
  switch (input.kind) {
    case 'stored': {
      const stored = pictures.get(input.pictureId);
      return stored !== undefined && sniffPicture(stored.bytes) !== undefined;
    }
    case 'result':
      return jobs.get(input.requestId)?.files[input.file]?.kind === 'picture';
    case 'file':
    case 'generated':
      return true;
    default:
      return assertNever(input);
  }
}
