/**
 * The boxes that an MP4 or a MOV is made of.
 *
 * @see ISO/IEC 14496-12, section 4.2
 */
export interface Box {
  readonly type: string;
  /** The whole box, its header included. */
  readonly bytes: Uint8Array;
  readonly headerBytes: number;
}

/** The boxes that follow each other in these bytes, as far as they are whole; a last one may be cut off. */
export function readBoxes(bytes: Uint8Array, from = 0): readonly Box[] {
  const view = viewOf(bytes);
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= bytes.length;) {
    const short = view.getUint32(at);
    const isLong = short === 1 && at + 16 <= bytes.length;
    const headerBytes = isLong ? 16 : 8;
    // 0: to the end of the file.
    const size = isLong ? Number(view.getBigUint64(at + 8)) : short === 0 ? bytes.length - at : short;
    if (size < headerBytes) break;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    boxes.push({ type, bytes: bytes.subarray(at, at + size), headerBytes });
    at += size;
  }
  return boxes;
}

export const boxesIn = ({ bytes, headerBytes }: Box): readonly Box[] => readBoxes(bytes, headerBytes);

/** The first box at a path such as `['trak', 'mdia', 'mdhd']`. */
export function findBox(boxes: readonly Box[], [type, ...rest]: readonly string[]): Box | undefined {
  const box = boxes.find((candidate) => candidate.type === type);
  return box && rest.length > 0 ? findBox(boxesIn(box), rest) : box;
}

export const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

/** A new box around these bytes. */
export function buildBox(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, { length }) => sum + length, 8);
  const box = new Uint8Array(size);
  viewOf(box).setUint32(0, size);
  box.set(new TextEncoder().encode(type), 4);
  let at = 8;
  for (const part of parts) {
    box.set(part, at);
    at += part.length;
  }
  return box;
}
