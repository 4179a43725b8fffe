/** How large the pictures of a shot are, and where in them the product lies. */
import type { Area } from '../../../media/canvas.ts';
import { sniffPicture } from '../../../media/sniff-picture.ts';
import { GENERATED_SIZE } from '../../../world/job-input.ts';
import type { StoredPicture } from '../../../world/picture-store.ts';

export interface PlacementFields {
  readonly placement_type?: string;
  readonly original_quality?: boolean;
  readonly aspect_ratio?: string;
  readonly shot_size?: readonly number[];
  readonly foreground_image_size?: readonly number[];
  readonly foreground_image_location?: readonly number[];
  readonly manual_placement_selection?: readonly string[];
  readonly padding_values?: readonly number[];
}

export interface Placement {
  readonly width: number;
  readonly height: number;
  readonly box: Area;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the middle of the product is, each 0 to 1. */
const MIDDLES: Readonly<Record<string, readonly [x: number, y: number]>> = {
  upper_left: [0.3, 0.3],
  upper_right: [0.7, 0.3],
  bottom_left: [0.3, 0.7],
  bottom_right: [0.7, 0.7],
  right_center: [0.7, 0.5],
  left_center: [0.3, 0.5],
  upper_center: [0.5, 0.3],
  bottom_center: [0.5, 0.7],
  center_vertical: [0.5, 0.5],
  center_horizontal: [0.5, 0.5],
};
/** The documentation says 7 or 10; of these, the first 7. */
const AUTOMATIC = Object.keys(MIDDLES).slice(0, 7);
const MEGAPIXEL = 1_000_000;
/** No picture is larger, whatever is asked for: it has to be drawn. */
const LONGEST_SIDE = 2_000;

export function placementsOf(input: PlacementFields, stored: StoredPicture | undefined): Placement[] {
  const known = stored && sniffPicture(stored.bytes);
  const own: Size = known ?? GENERATED_SIZE;
  const [width = 1000, height = 1000] = input.shot_size ?? [];
  const shot = bounded({ width, height });
  switch (input.placement_type ?? 'original') {
    case 'automatic':
      return AUTOMATIC.map((place) => placeAt(shot, place));
    case 'manual_placement':
      return (input.manual_placement_selection ?? ['upper_left']).map((place) => placeAt(shot, place));
    case 'custom_coordinates': {
      const [boxWidth = shot.width, boxHeight = shot.height] = input.foreground_image_size ?? [];
      const [x = 0, y = 0] = input.foreground_image_location ?? [];
      return [{ ...shot, box: { x, y, ...bounded({ width: boxWidth, height: boxHeight }) } }];
    }
    case 'manual_padding': {
      const [left = 0, right = 0, top = 0, bottom = 0] = input.padding_values ?? [];
      const around = { width: own.width + left + right, height: own.height + top + bottom };
      return [{ ...bounded(around), box: { x: left, y: top, ...bounded(own) } }];
    }
    case 'automatic_aspect_ratio': {
      const [across = 1, down = 1] = (input.aspect_ratio ?? '1:1').split(':').map(Number);
      return [centred(toMegapixel({ width: across, height: down }))];
    }
    default:
      return [centred(input.original_quality ? bounded(own) : toMegapixel(own))];
  }
}

function placeAt(size: Size, place: string): Placement {
  const [x, y] = MIDDLES[place] ?? [0.5, 0.5];
  const [width, height] = [Math.round(size.width * 0.5), Math.round(size.height * 0.5)];
  const left = Math.round(size.width * x - width / 2);
  return { ...size, box: { x: left, y: Math.round(size.height * y - height / 2), width, height } };
}

function centred(size: Size): Placement {
  const [width, height] = [Math.round(size.width * 0.7), Math.round(size.height * 0.7)];
  const box = { x: Math.round((size.width - width) / 2), y: Math.round((size.height - height) / 2) };
  return { ...size, box: { ...box, width, height } };
}

function toMegapixel({ width, height }: Size): Size {
  const scale = Math.sqrt(MEGAPIXEL / (width * height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

const bounded = ({ width, height }: Size): Size => ({ width: boundSide(width), height: boundSide(height) });
const boundSide = (side: number) => Math.max(1, Math.min(LONGEST_SIDE, Math.round(side)));
