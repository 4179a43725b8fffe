import { expect, it } from 'vitest';
import { TINY_PNG } from '../../test/fixture.ts';
import { sniffMedia } from './sniff-media.ts';

/** Each character is one byte. */
const bytes = (...parts: readonly string[]) => Uint8Array.from(Buffer.from(parts.join(''), 'latin1'));

/** An `ftyp` box of a brand, and of compatible ones. */
const ftyp = (brand: string, ...compatible: readonly string[]) =>
  bytes(`\0\0\0\x20ftyp${brand}\0\0\0\0`, ...compatible, '\0\0\0\x08free');

it.for([
  ['image/png', Uint8Array.from(Buffer.from(TINY_PNG, 'base64'))],
  ['image/jpeg', bytes('\xff\xd8\xff\xe0\0\x10JFIF\0')],
  ['image/jpeg', bytes('\xff\xd8\xff\xe1\0\x10Exif\0')],
  ['image/gif', bytes('GIF89a\x01\0')],
  ['image/gif', bytes('GIF87a\x01\0')],
  ['image/webp', bytes('RIFF\x0a\x0d\0\0WEBPVP8 ')],
  ['video/x-msvideo', bytes('RIFF\xff\xff\xff\xffAVI LIST')],
  ['image/avif', ftyp('avif', 'avif', 'mif1', 'miaf')],
  ['image/avif', ftyp('avis', 'avis')],
  ['image/avif', ftyp('mif1', 'mif1', 'avif')],
  ['image/heif', ftyp('heic', 'mif1')],
  ['image/heif', ftyp('mif1', 'heic')],
  ['video/quicktime', ftyp('qt  ', 'qt  ')],
  ['video/mp4', ftyp('isom', 'isom', 'iso2', 'avc1', 'mp41')],
  ['video/mp4', ftyp('mp42', 'mp42')],
  ['video/mp4', ftyp('iso6', 'dash')],
  ['audio/mp4', ftyp('M4A ', 'isom')],
  ['video/webm', bytes('\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm')],
  ['video/webm', bytes('\x1aE\xdf\xa3\x01\0\0\0\0\0\0\x1fB\x82\x84webmB\x87\x81\x04')],
  ['video/x-matroska', bytes('\x1aE\xdf\xa3\xa3B\x86\x81\x01B\xf7\x81\x01B\x82\x88matroska')],
  ['application/zip', bytes('PK\x03\x04\x14\0')],
  ['application/zip', bytes('PK\x05\x06\0\0')],
  ['application/pdf', bytes('%PDF-1.7\n')],
  ['text/html', bytes('<!DOCTYPE html><html>')],
  ['text/html', bytes('\xef\xbb\xbf\r\n <HTML lang="en">')],
  ['text/html', bytes('<!-- an error page -->\n<html>')],
  ['text/html', bytes('<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">')],
  ['text/html', bytes('<head><title>403</title>')],
  ['application/json', bytes('{"error":"expired"}')],
  ['application/json', bytes(' {}\n')],
  ['application/json', bytes('\xef\xbb\xbf[\n  {"layers": []}]')],
  ['application/json', bytes('[-1]')],
] as const)('knows %s', ([type, file]) => {
  expect(sniffMedia(file)).toBe(type);
  // What follows the beginning changes nothing.
  expect(sniffMedia(new Uint8Array([...file, ...bytes('x'.repeat(100_000))]))).toBe(type);
});

it.for([
  ['nothing', ''],
  ['text', 'Not found'],
  ['a WAV file', 'RIFF\0\0\0\0WAVEfmt '],
  ['a PNG that comes too late', ' \x89PNG\r\n\x1a\n'],
  ['a PNG that was changed as text', '\x89PNG\n\x1a\n'],
  ['half a signature', '\x89PN'],
  ['a word for a file', 'GIF'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg">'],
  ['SVG with a prolog', '<?xml version="1.0"?><svg>'],
  ['another XML document', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'],
  ['a tag that only begins like one', '<header>'],
  ['a brace', '{ nothing }'],
  ['ftyp in another place', 'ftypisom'],
] as const)('does not know %s', ([, file]) => {
  expect(sniffMedia(bytes(file))).toBeUndefined();
});

it.for([
  ['<!--', undefined],
  ['<!-- -->', undefined],
  ['<?xml?>', undefined],
  ['\0\0\0 ftypmif1', 'image/heif'],
  ['\x1aE\xdf\xa3B\x82', 'video/x-matroska'],
  [' ', undefined],
  ['[', 'application/json'],
] as const)('is not held up by a file that repeats %j', ([part, type]) => {
  // A pattern with two ways to read it would be busy for ever.
  expect(sniffMedia(bytes(part.repeat(10_000)))).toBe(type);
});
