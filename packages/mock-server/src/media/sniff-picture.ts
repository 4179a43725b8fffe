/**
 * What a picture file says about itself in its first bytes: enough to accept or refuse an upload
 * without decoding it, and without loading the codecs.
 */

/** Format and size of a picture file. */
export interface PictureHeader {
  readonly format: 'jpeg' | 'png' | 'webp';
  /** Pixels as stored, before any EXIF orientation turns the picture. */
  readonly width: number;
  readonly height: number;
}

/**
 * Reads format and size from the header of a PNG, JPEG or WebP file.
 *
 * @returns `undefined` for any other format, and for a header that is cut off or says an empty size.
 */
export function sniffPicture(bytes: Uint8Array): PictureHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const header = sniffPng(view) ?? sniffJpeg(view) ?? sniffWebp(view);
    return header !== undefined && header.width > 0 && header.height > 0 ? header : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // the view ends before the header does
    throw error;
  }
}

/** PNG: signature, then IHDR is always the first chunk. https://www.w3.org/TR/png-3/#11IHDR */
function sniffPng(view: DataView): PictureHeader | undefined {
  if (!startsWith(view, 0, '\x89PNG\r\n\x1a\n') || !startsWith(view, 12, 'IHDR')) return undefined;
  return { format: 'png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** JPEG: a chain of segments; the first SOFn holds the size. ITU-T T.81, tables B.1 and B.2. */
function sniffJpeg(view: DataView): PictureHeader | undefined {
  if (!startsWith(view, 0, '\xff\xd8\xff')) return undefined;
  let offset = 2;
  for (;;) {
    if (view.getUint8(offset) !== 0xff) return undefined;
    const marker = view.getUint8(offset + 1);
    if (marker === 0xff) {
      offset += 1; // any number of fill bytes may stand before a marker
    } else if (isStandalone(marker)) {
      offset += 2;
    } else if (isStartOfFrame(marker)) {
      return { format: 'jpeg', width: view.getUint16(offset + 7), height: view.getUint16(offset + 5) };
    } else if (marker === 0xda || marker === 0xd9) {
      return undefined; // the pixels, or the end, before any size
    } else {
      offset += 2 + view.getUint16(offset + 2);
    }
  }
}

/** RST0–RST7 and TEM carry no length. */
function isStandalone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** SOF0–SOF15 without DHT (C4), JPG (C8) and DAC (CC), which share the range. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** WebP: a RIFF container whose first chunk tells lossy, lossless or extended. RFC 9649, section 2. */
function sniffWebp(view: DataView): PictureHeader | undefined {
  if (!startsWith(view, 0, 'RIFF') || !startsWith(view, 8, 'WEBP')) return undefined;
  if (startsWith(view, 12, 'VP8X')) {
    return { format: 'webp', width: 1 + getUint24(view, 24), height: 1 + getUint24(view, 27) };
  }
  if (startsWith(view, 12, 'VP8L')) {
    if (view.getUint8(20) !== 0x2f) return undefined;
    const bits = view.getUint32(21, true); // 14 bits each, both minus one
    return { format: 'webp', width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (startsWith(view, 12, 'VP8 ')) {
    if (!startsWith(view, 23, '\x9d\x01\x2a')) return undefined;
    return {
      format: 'webp', // the top two bits of each are a scaling hint, not size
      width: view.getUint16(26, true) & 0x3fff,
      height: view.getUint16(28, true) & 0x3fff,
    };
  }
  return undefined;
}

function getUint24(view: DataView, offset: number): number {
  return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
}

function startsWith(view: DataView, offset: number, text: string): boolean {
  if (offset + text.length > view.byteLength) return false;
  for (let i = 0; i < text.length; i++) {
    if (view.getUint8(offset + i) !== text.charCodeAt(i)) return false;
  }
  return true;
}
