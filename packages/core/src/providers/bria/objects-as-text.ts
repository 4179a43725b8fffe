import { isObject } from '../../schemas/bria/structured.ts';
import type { Endpoint } from '../endpoint.ts';

/** The body, with objects as the JSON in text that the wire has in their place: structured prompts and the like. */
export const objectsAsText: NonNullable<Endpoint['toBody']> = (input) => {
  const body = { ...input };
  for (const field in body) if (isObject(body[field])) body[field] = JSON.stringify(body[field]);
  return body;
};
