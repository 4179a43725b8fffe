import type { Endpoint, EndpointRequest } from './endpoint.ts';

/**
 * The request of an endpoint with names in its path: `{model_id}` is taken out of the body. What is left is
 * the query of a GET or DELETE, and the JSON of the others; undefined is left out of both.
 */
export function restRequest(
  { method = 'POST', path: template }: Endpoint,
  fields: Readonly<Record<string, unknown>>,
): EndpointRequest {
  const rest = { ...fields };
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  const body = JSON.stringify(rest);
  if (method === 'POST' || method === 'PUT') return { method, path, body };
  const query = new URLSearchParams(JSON.parse(body) as Record<string, string>);
  return { method, path: query.size ? `${path}?${query}` : path };
}
