/** What there is to know of one kind of job at Bria, as data. */
import { briaInputs, wireBodySchema, type Schema } from '@briakit/core/schemas';
import type { Range } from '../../world/chance.ts';
import type { Work } from '../../world/job-files.ts';
import type { Asked } from '../asked.ts';
import type { VideoInput } from '../video-input.ts';
import type { Tidy } from './as-documented.ts';

export interface BriaEndpoint {
  /** As in the path, without the version. */
  readonly name: string;
  readonly path: string;
  /** What core takes. */
  readonly input: Schema<unknown>;
  /** What goes over the wire. */
  readonly bodySchema: Schema<unknown>;
  /** Where pictures are in the body: `image`, `products.*.image`. */
  readonly pictures: readonly string[];
  /** How they are sent. Default `usual`: by URL or base64. */
  readonly pictureForm: PictureForm;
  /** Where videos are; always by URL. */
  readonly videos: readonly string[];
  /** Those of them that may be pictures, too. */
  readonly backdrops?: readonly string[] | undefined;
  /** What is answered with 422 of what the videos are. */
  readonly videoFlawOf?:
    | ((
        videos: ReadonlyMap<string, VideoInput>,
        body: Readonly<Record<string, unknown>>,
      ) => string | undefined)
    | undefined;
  /** Answers with the result where it is asked to; where not, `sync` changes nothing. */
  readonly canWait: boolean;
  /** Refuses fields that it does not know (422), which others ignore. Default false. */
  readonly isStrict?: boolean | undefined;
  /** What is sent otherwise than documented, and taken all the same. */
  readonly tidies?: readonly Tidy[] | undefined;
  /** Takes `Authorization: Bearer` for the token as well. Default false. */
  readonly takesBearer?: boolean | undefined;
  /** Needs a model of the tenant's own that is trained, by its `tailored_model_id`. Default false. */
  readonly isTailored?: boolean | undefined;
  /** Fewer than the plan allows. */
  readonly perMinute?: number | undefined;
  readonly priceMicroUsd: number;
  /** Until the work begins; the client sees `IN_PROGRESS` before and after. */
  readonly queuedMs: Range;
  readonly runningMs: Range;
  /** What is answered with 400 before the fields are looked at one by one, which is 422. */
  readonly flawOf?: ((body: Readonly<Record<string, unknown>>) => string | undefined) | undefined;
  readonly work: (asked: Asked) => Work;
}

/** `with-data-urls`: they may have their `data:` prefix. `bytes`: base64 and no URL. */
export type PictureForm = 'usual' | 'with-data-urls' | 'bytes';

type Facts = Pick<BriaEndpoint, 'priceMicroUsd' | 'runningMs' | 'work'> & Partial<BriaEndpoint>;

/** @param path - with its version; what is not said is as it is for most. */
export function endpointAt(path: string, facts: Facts): BriaEndpoint {
  const input = briaInputs[`POST ${path}`];
  if (!input) throw new RangeError(`Core has no input for POST ${path}.`);
  return {
    name: path.replace('/v2/', ''),
    path,
    input,
    bodySchema: wireBodySchema(input),
    pictures: [],
    pictureForm: 'usual',
    videos: [],
    canWait: true,
    queuedMs: [500, 1000],
    ...facts,
  };
}
