/**
 * How a file of a result is made, as data: decided at the submit in the provider's terms, followed when somebody
 * wants to see it. So a job stays a record that can be written down, and knows nothing of pixels.
 */
import type { JobInput } from './job-input.ts';

/** A picture that is made up: the same words and seed always draw the same. */
export interface Scene {
  readonly kind: 'scene';
  readonly words: string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
}

/** A place in a picture, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is measured at one side of a product. */
export interface Dimension {
  readonly edge: 'left' | 'right' | 'top' | 'bottom';
  readonly label: string;
}

/** One thing that is done to a picture. */
export type Step =
  | { readonly do: 'cut-out' }
  | { readonly do: 'crop-to-subject'; readonly padding: number }
  | { readonly do: 'blur-background'; readonly strength: number }
  | { readonly do: 'erase-subject' }
  /** Fills what the mask shows: from around it, or with what the words say. */
  | { readonly do: 'fill'; readonly mask: JobInput; readonly words?: string; readonly seed: number }
  /** Puts something behind what is transparent: what the words say, a colour such as `#ff5733` too, or a picture. */
  | { readonly do: 'put-behind'; readonly words: string; readonly seed: number }
  | { readonly do: 'put-behind'; readonly picture: JobInput }
  /** On a larger canvas: of this ratio of width to height, or of this size with the picture in `at`. */
  | { readonly do: 'expand'; readonly ratio: number }
  | { readonly do: 'expand'; readonly width: number; readonly height: number; readonly at: Box }
  | { readonly do: 'scale'; readonly factor: number }
  /** To this many pixels in all, whatever they were. */
  | { readonly do: 'resample'; readonly pixels: number }
  | { readonly do: 'sharpen' }
  /** Colours and light after the words; with a mask only where it is white. */
  | { readonly do: 'grade'; readonly words: string; readonly mask?: JobInput }
  /** Flat colours within dark outlines. */
  | { readonly do: 'posterize'; readonly levels: number }
  | { readonly do: 'light'; readonly from: string }
  /** Something new, on the right in the foreground, or in the place of the subject. */
  | { readonly do: 'add-object'; readonly words: string; readonly inPlaceOfSubject: boolean }
  /** A line of text; lines count from the top, and below 0 from the bottom. */
  | { readonly do: 'write'; readonly text: string; readonly line: number }
  | { readonly do: 'place'; readonly picture: JobInput; readonly at: 'middle' }
  /** The subject of the other picture, cut out tightly. */
  | { readonly do: 'place-subject'; readonly picture: JobInput; readonly at: Box }
  /** Beside one another, as equals. */
  | { readonly do: 'join'; readonly picture: JobInput }
  /** Whole and undistorted within this size, on a blurred copy of itself. */
  | { readonly do: 'fit'; readonly width: number; readonly height: number }
  /** Within a square of this side, with room for lines and letters around it. */
  | { readonly do: 'frame'; readonly side: number }
  /** Lines along the sides of the subject, and what they measure; on the picture, or by themselves. */
  | { readonly do: 'measure'; readonly lines: readonly Dimension[]; readonly isAlone: boolean }
  /** White where it is, black elsewhere. */
  | { readonly do: 'mask'; readonly of: 'subject' | 'background'; readonly part?: 'light' | 'dark' }
  /** Without transparency: on white. */
  | { readonly do: 'flatten' }
  /** No more opaque anywhere than this picture is there. */
  | { readonly do: 'keep-alpha'; readonly of: JobInput };

/** What the videos show: there is one clip for each look. */
export type VideoLook = 'scene' | 'mask' | 'cutout' | 'black' | 'white' | 'green' | 'blue';

/** Milliseconds, and pixels. */
export interface VideoFit {
  readonly durationMs?: number;
  readonly width?: number;
  readonly height?: number;
}

/** One file of a result. */
export type JobFile =
  | {
      readonly kind: 'picture';
      readonly from: JobInput | Scene;
      readonly steps: readonly Step[];
      readonly format: 'png' | 'jpeg';
    }
  | {
      readonly kind: 'video';
      readonly look: VideoLook;
      readonly container: 'mp4' | 'webm';
      /** How long it lasts, and in which shape it is shown; the clip's own where that is not said. */
      readonly fit: VideoFit;
      /** A picture that it is to have the shape of. */
      readonly like?: JobInput;
    }
  /** What was sent, as it is. */
  | { readonly kind: 'copy'; readonly of: JobInput }
  /** What an ad is made of: its size, and links to the files that are its layers, from back to front. */
  | { readonly kind: 'layers'; readonly layers: readonly string[]; readonly format: 'json' | 'html' };

/** A file of the job, as a link: stands in a result until somebody asks, by an origin that is known then. */
export interface FileLink {
  readonly linkTo: string;
}

/** A result, as it goes over the wire but for what is only known later. */
export type ResultPart =
  | string
  | number
  | boolean
  | null
  | FileLink
  | readonly ResultPart[]
  | { readonly [field: string]: ResultPart };

/** What becomes of a submit: files by their names, and what is said of them. */
export interface Work {
  readonly files: Readonly<Record<string, JobFile>>;
  readonly result: Readonly<Record<string, ResultPart>>;
}
