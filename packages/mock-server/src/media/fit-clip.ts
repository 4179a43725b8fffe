/**
 * A clip over and over until it has lasted long enough, shown in another shape. Nothing is encoded anew: its
 * frames are put down several times, and the header says how large they are to be shown.
 */
import { buildElement, buildUint, findElement, readElements, uintOf, type Element } from './ebml.ts';
import { boxesIn, buildBox, findBox, readBoxes, viewOf } from './mp4-boxes.ts';

export interface ClipFit {
  readonly durationMs?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** @param clip - one of `CLIPS`: one fragment or one cluster, and one track. */
export const fitClip = (
  clip: Uint8Array,
  container: 'mp4' | 'webm',
  fit: ClipFit,
): Uint8Array<ArrayBuffer> => (container === 'mp4' ? fitMp4(clip, fit) : fitWebm(clip, fit));

interface Sample {
  readonly duration: number;
  readonly data: Uint8Array;
}

function fitMp4(clip: Uint8Array, { durationMs, width, height }: ClipFit): Uint8Array<ArrayBuffer> {
  const boxes = readBoxes(clip);
  const plain = Uint8Array.from(findBox(boxes, ['moov'])!.bytes);
  const movie = width && height ? withPixelShape(plain, width / height) : plain;
  const inMovie = boxesIn({ type: 'moov', bytes: movie, headerBytes: 8 });
  const headerOf = (...path: readonly string[]) => viewOf(findBox(inMovie, path)!.bytes);
  const mediaHeader = headerOf('trak', 'mdia', 'mdhd');
  const ticksPerMs = mediaHeader.getUint32(28) / 1000;

  const fragment = findBox(boxes, ['moof'])!;
  const samples = readSamples(fragment.bytes, findBox(boxes, ['mdat'])!.bytes.subarray(8));
  const track = findBox(boxesIn(fragment), ['traf', 'tfhd'])!.bytes;
  const fragments: Uint8Array[] = [];
  const length = durationOf(samples);
  const total = durationMs === undefined ? length : Math.max(1, Math.round(durationMs * ticksPerMs));
  for (let begin = 0; begin < total; begin += length)
    fragments.push(
      ...buildFragment(fragments.length / 2 + 1, begin, untilTime(samples, total - begin), track),
    );

  const shownMs = BigInt(Math.round(total / ticksPerMs));
  headerOf('mvhd').setBigUint64(32, shownMs);
  mediaHeader.setBigUint64(32, BigInt(total));
  const trackHeader = headerOf('trak', 'tkhd');
  trackHeader.setBigUint64(36, shownMs);
  if (width && height) {
    trackHeader.setUint32(trackHeader.byteLength - 8, Math.round(width) * 65_536);
    trackHeader.setUint32(trackHeader.byteLength - 4, Math.round(height) * 65_536);
  }
  return join([findBox(boxes, ['ftyp'])!.bytes, movie, ...fragments]);
}

const SAMPLES_PATH = ['trak', 'mdia', 'minf', 'stbl', 'stsd'] as const;

/** Players go by the shape of one pixel: a box at the end of the only description of samples. */
function withPixelShape(movie: Uint8Array, ratio: number): Uint8Array<ArrayBuffer> {
  const inMovie = boxesIn({ type: 'moov', bytes: movie, headerBytes: 8 });
  const around = SAMPLES_PATH.map((_, depth) => findBox(inMovie, SAMPLES_PATH.slice(0, depth + 1))!.bytes);
  const description = readBoxes(around.at(-1)!, 16)[0]!.bytes;
  const view = viewOf(description);
  const [codedWidth, codedHeight] = [view.getUint16(32), view.getUint16(34)];
  const shape = buildBox('pasp', numbers([Math.round(1000 * ratio * codedHeight), 1000 * codedWidth]));
  const offsetOf = (box: Uint8Array) => box.byteOffset - movie.byteOffset;
  const end = offsetOf(description) + description.length;
  const grown = join([movie.subarray(0, end), shape, movie.subarray(end)]);
  for (const box of [movie, ...around, description])
    viewOf(grown).setUint32(offsetOf(box), box.length + shape.length);
  return grown;
}

const durationOf = (samples: readonly Sample[]) => samples.reduce((sum, { duration }) => sum + duration, 0);

/** As many samples as begin before `ticks`. */
function untilTime(samples: readonly Sample[], ticks: number): readonly Sample[] {
  let begin = 0;
  return samples.filter(({ duration }) => {
    begin += duration;
    return begin - duration < ticks;
  });
}

/** Durations and sizes are in the run, from its 20th byte on: eight bytes for each sample. */
function readSamples(fragment: Uint8Array, data: Uint8Array): readonly Sample[] {
  const run = findBox(readBoxes(fragment, 8), ['traf', 'trun'])!;
  const view = viewOf(run.bytes);
  let at = 0;
  return Array.from({ length: view.getUint32(12) }, (_, index) => {
    const [duration, size] = [view.getUint32(24 + 8 * index), view.getUint32(28 + 8 * index)];
    at += size;
    return { duration, data: data.subarray(at - size, at) };
  });
}

function buildFragment(
  sequence: number,
  begin: number,
  samples: readonly Sample[],
  track: Uint8Array,
): readonly [header: Uint8Array, data: Uint8Array] {
  const build = (dataOffset: number) => {
    const run = new Uint32Array([RUN_FLAGS, samples.length, dataOffset, FIRST_IS_KEY]);
    const facts = samples.flatMap(({ duration, data }) => [duration, data.length]);
    return buildBox(
      'moof',
      buildBox('mfhd', numbers([0, sequence])),
      buildBox(
        'traf',
        track,
        buildBox('tfdt', numbers([VERSION_1, 0, begin])),
        buildBox('trun', numbers([...run, ...facts])),
      ),
    );
  };
  // The data begin after the header of their own box; how far away that is, is a number within this one.
  const header = build(build(0).length + 8);
  return [header, buildBox('mdat', ...samples.map(({ data }) => data))];
}

const VERSION_1 = 0x01000000;
/** With the place of the data, flags for the first sample, and for each sample its duration and size. */
const RUN_FLAGS = 0x01000305;
const FIRST_IS_KEY = 0x02000000;

function numbers(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  values.forEach((value, index) => viewOf(bytes).setUint32(4 * index, value));
  return bytes;
}

const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const DURATION = 0x4489;
const TRACKS = 0x1654ae6b;
const TRACK = 0xae;
const VIDEO = 0xe0;
const CLUSTER = 0x1f43b675;
const TIMECODE = 0xe7;
const BLOCK_GROUP = 0xa0;

function fitWebm(clip: Uint8Array, { durationMs, width, height }: ClipFit): Uint8Array<ArrayBuffer> {
  const elements = readElements(clip);
  const segment = readElements(findElement(elements, [SEGMENT])!.data);
  const lengthMs = viewOf(findElement(segment, [INFO, DURATION])!.data).getFloat32(0);
  const total = durationMs === undefined ? lengthMs : Math.max(1, durationMs);

  const cluster = readElements(findElement(segment, [CLUSTER])!.data);
  const startMs = uintOf(findElement(cluster, [TIMECODE])!);
  const blocks = cluster.filter(({ id }) => id !== TIMECODE);
  const stepMs = Math.ceil(lengthMs);
  const clusters: Uint8Array[] = [];
  for (let begin = 0; begin < total; begin += stepMs) {
    const shown = blocks
      .filter((block) => timeOf(block) < total - begin)
      .map(({ id, data }) => buildElement(id, data));
    clusters.push(buildElement(CLUSTER, buildUint(TIMECODE, startMs + begin), ...shown));
  }
  const shape =
    width && height ? [buildUint(0x54b0, Math.round(width)), buildUint(0x54ba, Math.round(height))] : [];
  const info = rebuild(findElement(segment, [INFO])!.data, DURATION, () => float(total));
  const tracks = rebuild(findElement(segment, [TRACKS])!.data, TRACK, (track) =>
    rebuild(track, VIDEO, (video) => join([video, ...shape])),
  );
  const head = elements.filter(({ id }) => id !== SEGMENT).map(({ id, data }) => buildElement(id, data));
  return join([
    ...head,
    buildElement(SEGMENT, buildElement(INFO, info), buildElement(TRACKS, tracks), ...clusters),
  ]);
}

/** In a block the time since its cluster follows the number of the track, which is one byte here. */
function timeOf({ id, data }: Element): number {
  const block = id === BLOCK_GROUP ? readElements(data)[0]!.data : data;
  return viewOf(block).getInt16(1);
}

/** The same elements, those of one id changed. */
const rebuild = (data: Uint8Array, changed: number, change: (data: Uint8Array) => Uint8Array): Uint8Array =>
  join(
    readElements(data).map((element) =>
      buildElement(element.id, element.id === changed ? change(element.data) : element.data),
    ),
  );

function float(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  viewOf(bytes).setFloat64(0, value);
  return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
