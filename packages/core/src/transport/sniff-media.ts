/** How many of the first bytes `sniffMedia` looks at; more change nothing. */
export const SNIFFED_BYTES = 512;

/* oxlint-disable eslint/no-control-regex -- magic numbers are full of them */

/** What the first bytes of a file look like, each byte as one character. First match wins. */
const LOOKS: readonly (readonly [RegExp, string])[] = [
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^\x89PNG\r\n\x1a\n/, 'image/png'],
  [/^GIF8[79]a/, 'image/gif'],
  [/^RIFF[^]{4}WEBP/, 'image/webp'],
  [/^RIFF[^]{4}AVI /, 'video/x-msvideo'],
  // ISO base media: the brand says which; AVIF is often named among the compatible ones only.
  [/^\0[^]{3}ftyp(?:avi[fs]|(?:mif1|msf1)[^]{4}(?:[^]{4})*?avi[fs])/, 'image/avif'],
  [/^\0[^]{3}ftyp(?:hei|hev|mif1|msf1)/, 'image/heif'],
  [/^\0[^]{3}ftypqt {2}/, 'video/quicktime'],
  [/^\0[^]{3}ftypM4[AB] /, 'audio/mp4'],
  [/^\0[^]{3}ftyp/, 'video/mp4'],
  [/^\x1a\x45\xdf\xa3[^]{0,60}?\x42\x82[^]{1,8}?webm/, 'video/webm'],
  [/^\x1a\x45\xdf\xa3/, 'video/x-matroska'],
  [/^PK(?:\x03\x04|\x05\x06)/, 'application/zip'],
  [/^%PDF-/, 'application/pdf'],
  [/^(?:\xef\xbb\xbf)?\s*(?:<(?:\?|!--)[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/i, 'text/html'],
  [/^(?:\xef\xbb\xbf)?\s*(?:\{\s*["}]|\[\s*(?:["{[\]\d-]|true|false|null))/, 'application/json'],
];

/**
 * The media type that the bytes of a file show, whatever its name and its server say: JPEG, PNG, GIF, WebP,
 * AVIF, HEIF, MP4, QuickTime, WebM, Matroska, AVI, zip, PDF, HTML and JSON. Undefined for anything else.
 *
 * @param bytes - the file, or its first 512 bytes.
 */
export function sniffMedia(bytes: Uint8Array): string | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, SNIFFED_BYTES));
  return LOOKS.find(([look]) => look.test(text))?.[1];
}
