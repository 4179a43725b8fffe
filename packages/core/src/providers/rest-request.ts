import type { Endpoint, EndpointRequest } from './endpoint.ts';

/**
 * The request of an endpoint with names in its path: `{model_id}` is taken out of the body. What is left is
 * the query of a GET or DELETE, and the JSON of the others.
 */
export function restRequest(
  { method = 'POST', path }: Endpoint,
  body: Readonly<Record<string, unknown>>,
): EndpointRequest {
  const rest = { ...body };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  if (method === 'POST' || method === 'PUT') return { method, path: filled, body: JSON.stringify(rest) };
  const known = Object.entries(rest).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(known.map(([name, value]) => [name, String(value)]));
  return { method, path: query.size ? `${filled}?${query}` : filled };
}
