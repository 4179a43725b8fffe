/** The JSON of a request that says it is JSON; undefined for everything else. */
export async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) return undefined;
  try {
    return await request.json();
  } catch {
    return undefined;
  }
}
