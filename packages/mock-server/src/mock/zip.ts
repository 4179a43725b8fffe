/**
 * A ZIP of files as they are: pictures are compressed already.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT sections 4.3.7, 4.3.12 and 4.3.16
 */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** 1 January 1980, the first day there is in a ZIP. */
const DATE = 0x21;
const UTF8_NAMES = 0x0800;

export function buildZip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const files: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const label = new TextEncoder().encode(name);
    const facts = [u16(UTF8_NAMES), u16(0), u16(0), u16(DATE), u32(crc32(bytes)), u32(bytes.length)];
    const common = join([u16(20), ...facts, u32(bytes.length), u16(label.length), u16(0)]);
    const local = join([u32(0x04034b50), common, label, bytes]);
    files.push(local);
    directory.push(
      join([u32(0x02014b50), u16(20), common, u16(0), u16(0), u16(0), u32(0), u32(offset), label]),
    );
    offset += local.length;
  }
  const central = join(directory);
  const count = u16(entries.length);
  const end = [u32(0x06054b50), u16(0), u16(0), count, count, u32(central.length), u32(offset), u16(0)];
  return join([...files, central, ...end]);
}

const u16 = (value: number) => Uint8Array.of(value & 255, value >>> 8);
const u32 = (value: number) =>
  Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24);

function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
