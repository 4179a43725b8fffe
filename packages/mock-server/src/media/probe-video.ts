/** What a video file says of itself: its header is read, its frames are not. */
import { findElement, readElements, textOf, uintOf, type Element } from './ebml.ts';
import { boxesIn, findBox, readBoxes, viewOf, type Box } from './mp4-boxes.ts';

export interface VideoFacts {
  readonly container: 'mp4' | 'mov' | 'webm' | 'mkv' | 'avi' | 'gif';
  /** In the words of its container: `avc1`, `V_VP9`. Undefined where it has none, or is not said. */
  readonly codec?: string | undefined;
  /** In pixels, as it is shown. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** Undefined where the header does not say, as in a recording that was sent while it was made. */
  readonly durationMs?: number | undefined;
}

/** Undefined for what is no video that there is a documented container for. */
export function probeVideo(bytes: Uint8Array): VideoFacts | undefined {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  try {
    if (text(4, 8) === 'ftyp') return probeMp4(readBoxes(bytes), text(8, 12) === 'qt  ' ? 'mov' : 'mp4');
    if (text(0, 4) === '\x1aE\xdf\xa3') return probeMatroska(readElements(bytes));
    if (text(0, 4) === 'RIFF' && text(8, 12) === 'AVI ') return probeAvi(viewOf(bytes));
    if (/^GIF8[79]a/.test(text(0, 6))) return { container: 'gif', ...sizeOfGif(viewOf(bytes)) };
  } catch (error) {
    // A header that ends in the middle of a number.
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}

function probeMp4(boxes: readonly Box[], container: 'mp4' | 'mov'): VideoFacts {
  const movie = boxes.find(({ type }) => type === 'moov');
  const inMovie = movie ? boxesIn(movie) : [];
  const track = inMovie.find((box) => box.type === 'trak' && isVideoTrack(boxesIn(box)));
  const inTrack = track ? boxesIn(track) : [];
  const movieHeader = findBox(inMovie, ['mvhd']);
  const trackHeader = findBox(inTrack, ['tkhd']);
  const samples = findBox(inTrack, ['mdia', 'minf', 'stbl', 'stsd']);
  return {
    container,
    // After the counts, and the size of the first entry.
    codec: samples && String.fromCharCode(...samples.bytes.subarray(20, 24)),
    ...(trackHeader && sizeOfTrack(viewOf(trackHeader.bytes))),
    durationMs: movieHeader && durationOf(viewOf(movieHeader.bytes)),
  };
}

const isVideoTrack = (inTrack: readonly Box[]) => {
  const handler = findBox(inTrack, ['mdia', 'hdlr']);
  return handler !== undefined && String.fromCharCode(...handler.bytes.subarray(16, 20)) === 'vide';
};

/** The last two numbers, with 16 bits behind the point. */
const sizeOfTrack = (view: DataView) => ({
  width: view.getUint32(view.byteLength - 8) / 65_536 || undefined,
  height: view.getUint32(view.byteLength - 4) / 65_536 || undefined,
});

function durationOf(view: DataView): number | undefined {
  const isLong = view.getUint8(8) === 1;
  const timescale = view.getUint32(isLong ? 28 : 20);
  const duration = isLong ? Number(view.getBigUint64(32)) : view.getUint32(24);
  return duration > 0 && timescale > 0 ? (1000 * duration) / timescale : undefined;
}

const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const TRACKS = 0x1654ae6b;

function probeMatroska(elements: readonly Element[]): VideoFacts {
  const docType = findElement(elements, [EBML, 0x4282]);
  const segment = findElement(elements, [SEGMENT]);
  const inSegment = segment ? readElements(segment.data) : [];
  const tracks = readElements(findElement(inSegment, [TRACKS])?.data ?? new Uint8Array());
  const track = tracks.map(({ data }) => readElements(data)).find((inTrack) => findElement(inTrack, [0xe0]));
  const number = (within: readonly Element[], ...path: readonly number[]) => {
    const element = findElement(within, path);
    return element && uintOf(element);
  };
  const codec = findElement(track ?? [], [0x86]);
  const duration = findElement(inSegment, [0x1549a966, 0x4489]);
  const ticks =
    duration &&
    (duration.data.length === 8 ? viewOf(duration.data).getFloat64(0) : viewOf(duration.data).getFloat32(0));
  const nsPerTick = number(inSegment, 0x1549a966, 0x2ad7b1) ?? 1_000_000;
  return {
    container: docType && textOf(docType) === 'webm' ? 'webm' : 'mkv',
    codec: codec && textOf(codec),
    width: number(track ?? [], 0xe0, 0x54b0) ?? number(track ?? [], 0xe0, 0xb0),
    height: number(track ?? [], 0xe0, 0x54ba) ?? number(track ?? [], 0xe0, 0xba),
    durationMs: ticks && (ticks * nsPerTick) / 1_000_000,
  };
}

/** Its main header is always the first thing in it. */
function probeAvi(view: DataView): VideoFacts {
  const [usPerFrame, frames] = [view.getUint32(32, true), view.getUint32(48, true)];
  return {
    container: 'avi',
    width: view.getUint32(64, true),
    height: view.getUint32(68, true),
    durationMs: (usPerFrame * frames) / 1000 || undefined,
  };
}

const sizeOfGif = (view: DataView) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) });
