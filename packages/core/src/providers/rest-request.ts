import type { Endpoint, EndpointRequest } from './endpoint.ts';

/**
 * The request of an endpoint with names in its path: `{model_id}` is taken out of the body. What is left is
 * the query of a GET or DELETE, and the JSON of the others; undefined is left out of both.
 */
export function restRequest(
  { method = 'POST', path: template }: Endpoint,
  fields: Readonly<Record<string, unknown>>,
): EndpointRequest {
  // As JSON has it: without what is undefined.
  const rest = JSON.parse(JSON.stringify(fields)) as Record<string, string>;
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name]!;
    delete rest[name];
    return encodeURIComponent(value);
  });
  return method[0] === 'P'
    ? { method, path, body: JSON.stringify(rest) }
    : { method, path: `${path}?${new URLSearchParams(rest)}`.replace(/\?$/, '') };
}
