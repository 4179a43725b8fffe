/**
 * Files in parts, as storage serves them: a player seeks by it, and Safari plays no video without it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-range-requests
 */

/**
 * The part of a file that was asked for.
 *
 * @param served - the whole file; anything but a 200 is no file, and handed on.
 * @param range - the header, such as `bytes=0-99`. One that asks for several parts, or makes no sense, gives the whole.
 */
export async function partOf(served: Response, range: string | null): Promise<Response> {
  if (served.status !== 200) return served;
  const headers = new Headers(served.headers);
  headers.set('Accept-Ranges', 'bytes');
  headers.set('Access-Control-Expose-Headers', 'Accept-Ranges, Content-Range');
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if ((first === '' && last === '') || (first !== '' && last !== '' && Number(last) < Number(first)))
    return new Response(served.body, { headers });
  const file = new Uint8Array(await served.arrayBuffer());
  const size = file.length;
  // Without a first one, it is so many from the end.
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const until = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (from >= until) {
    headers.set('Content-Range', `bytes */${size}`);
    headers.set('Content-Length', '0');
    return new Response(null, { status: 416, headers });
  }
  headers.set('Content-Range', `bytes ${from}-${until - 1}/${size}`);
  headers.set('Content-Length', String(until - from));
  return new Response(file.subarray(from, until), { status: 206, headers });
}
