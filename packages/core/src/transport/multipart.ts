/** Small enough for progress to move and for memory not to notice, large enough not to slow the sending. */
const PIECE_BYTES = 64 * 1024;

export interface FilePart {
  readonly file: Blob;
  readonly filename: string;
  readonly mediaType: string;
}

/**
 * A `multipart/form-data` body as a Blob: `fields` in their order, then the part named `file`. Its `type` is
 * the content type, boundary included, its `size` the content length. The file is referred to, not copied.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
export function multipartOf(
  fields: readonly (readonly [name: string, value: string])[],
  { file, filename, mediaType }: FilePart,
): Blob {
  // Not to be guessed: a file that holds the boundary could end its own part.
  const boundary = `briakit-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
  const partOf = (name: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${quotable(name)}"`;
  return new Blob(
    [
      ...fields.map(([name, value]) => `${partOf(name)}\r\n\r\n${value}\r\n`),
      `${partOf('file')}; filename="${quotable(filename)}"\r\nContent-Type: ${quotable(mediaType)}\r\n\r\n`,
      file,
      `\r\n--${boundary}--\r\n`,
    ],
    { type: `multipart/form-data; boundary=${boundary}` },
  );
}

/** As browsers write the names of parts and of files. */
const quotable = (text: string): string =>
  text.replace(/["\r\n]/g, (char) => ({ '"': '%22', '\r': '%0D', '\n': '%0A' })[char] ?? char);

/**
 * The bytes of `blob` in pieces, each read when the one before has been taken: not more of it than a piece
 * is in memory.
 *
 * @param onTaken - told how many bytes have been taken, 0 and all of them included.
 * @param signal - ends it, with the signal's reason: fetch, once aborted, may go on reading for nobody.
 */
export function piecesOf(
  blob: Blob,
  onTaken: (bytes: number) => void,
  signal?: AbortSignal,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        signal?.throwIfAborted();
        onTaken(at);
        if (at === blob.size) {
          controller.close();
          return;
        }
        const start = at;
        at = Math.min(start + PIECE_BYTES, blob.size);
        controller.enqueue(new Uint8Array(await blob.slice(start, at).arrayBuffer()));
      },
    },
    { highWaterMark: 0 },
  );
}
