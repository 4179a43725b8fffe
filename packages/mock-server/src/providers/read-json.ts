const read = new WeakMap<Request, unknown>();

/** The JSON of a request that says it is JSON; undefined for everything else. */
export async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) return undefined;
  try {
    const json: unknown = await request.json();
    rememberJson(request, json);
    return json;
  } catch {
    return undefined;
  }
}

/** What a request turned out to hold, for whoever looks at it later: a body can be read only once. */
export const rememberJson = (request: Request, json: unknown): void => void read.set(request, json);

/** The JSON that has been read of a request before. */
export const jsonOf = (request: Request): unknown => read.get(request);
