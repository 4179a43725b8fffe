/**
 * The elements that a WebM or a Matroska file is made of.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8794
 */
export interface Element {
  /** As it is written, its length mark included: `0x1a45dfa3`. */
  readonly id: number;
  readonly data: Uint8Array;
}

/** The elements that follow each other in these bytes, as far as they are whole; a last one may be cut off. */
export function readElements(bytes: Uint8Array): readonly Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const id = readNumber(bytes, at, true);
    const size = id && readNumber(bytes, at + id.length, false);
    if (!size) break;
    const from = at + id.length + size.length;
    // All ones: to the end, as it is where a recording is sent while it is made.
    const isOpen = size.value === 2 ** (7 * size.length) - 1;
    at = isOpen ? bytes.length : from + size.value;
    elements.push({ id: id.value, data: bytes.subarray(from, at) });
  }
  return elements;
}

/** The first element at a path of ids. */
export function findElement(
  elements: readonly Element[],
  [id, ...rest]: readonly number[],
): Element | undefined {
  const element = elements.find((candidate) => candidate.id === id);
  return element && rest.length > 0 ? findElement(readElements(element.data), rest) : element;
}

/** Of an element that holds an unsigned integer. */
export const uintOf = ({ data }: Element): number => data.reduce((value, byte) => 256 * value + byte, 0);

export const textOf = ({ data }: Element): string => String.fromCharCode(...data).replace(/\0+$/, '');

export function buildElement(id: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const head = [...bytesOf(id), ...bytesOf(size, 7).with(0, 0x01)];
  const element = new Uint8Array(head.length + size);
  element.set(head);
  let at = head.length;
  for (const part of parts) {
    element.set(part, at);
    at += part.length;
  }
  return element;
}

export const buildUint = (id: number, value: number): Uint8Array =>
  buildElement(id, Uint8Array.from(bytesOf(value)));

function readNumber(bytes: Uint8Array, at: number, keepsMark: boolean) {
  const first = bytes[at];
  const length = first ? Math.clz32(first) - 23 : 0;
  if (first === undefined || length === 0 || at + length > bytes.length) return undefined;
  let value = keepsMark ? first : first & (0xff >> length);
  for (let index = 1; index < length; index++) value = 256 * value + bytes[at + index]!;
  return { value, length };
}

function bytesOf(value: number, least = 0): number[] {
  const bytes: number[] = [];
  for (let rest = value; rest > 0 || bytes.length === 0; rest = Math.floor(rest / 256))
    bytes.unshift(rest % 256);
  while (bytes.length < least + 1) bytes.unshift(0);
  return bytes;
}
