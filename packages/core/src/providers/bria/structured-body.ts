import type { Endpoint } from '../endpoint.ts';

const FIELDS = ['structured_prompt', 'user_adjusted_structured_prompt', 'structured_instruction'];

/** The body, with a structured prompt or instruction that is an object as the text that the wire has. */
export const structuredBody: NonNullable<Endpoint['toBody']> = (input) => {
  const body = { ...input };
  for (const field of FIELDS)
    if (Object(body[field]) === body[field]) body[field] = JSON.stringify(body[field]);
  return body;
};
