import type { Endpoint } from '../endpoint.ts';

/** The body, with objects as the JSON in text that the wire has in their place: structured prompts and the like. */
export const objectsAsText: NonNullable<Endpoint['toBody']> = (input) => {
  const body = { ...input };
  for (const [field, value] of Object.entries(body))
    if (Object(value) === value && !Array.isArray(value)) body[field] = JSON.stringify(value);
  return body;
};
