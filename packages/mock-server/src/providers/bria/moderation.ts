/**
 * Content moderation, as far as a mock can have one: what says `nsfw`, in a prompt or in the link of a picture,
 * does not pass. Each of the three switches of an endpoint looks at its own part, where it is on.
 */
import { toJsonSchema } from '@briakit/core/schemas';
import type { BriaEndpoint } from './endpoint.ts';

type Body = Readonly<Record<string, unknown>>;
type Switch =
  'prompt_content_moderation' | 'visual_input_content_moderation' | 'visual_output_content_moderation';

const INDECENT = /\bnsfw\b/i;
const WORDS = [
  'prompt',
  'structured_prompt',
  'user_adjusted_structured_prompt',
  'instruction',
  'structured_instruction',
  'object_name',
  'new_text',
];

/** What is refused of a request, in words. */
export function findIndecency(
  endpoint: BriaEndpoint,
  body: Body,
  links: readonly (readonly [path: string, link: string])[],
): string | undefined {
  const words = isOn(endpoint, body, 'prompt_content_moderation') ? indecentWordsOf(body) : undefined;
  const link = isOn(endpoint, body, 'visual_input_content_moderation') ? indecentLinkOf(links) : undefined;
  const parameter = words ?? link;
  return parameter && `${parameter}: did not pass content moderation.`;
}

/** Why a result is withheld that shows what nobody refused. */
export function findIndecentResult(
  endpoint: BriaEndpoint,
  body: Body,
  links: readonly (readonly [path: string, link: string])[],
): string | undefined {
  if (!isOn(endpoint, body, 'visual_output_content_moderation')) return undefined;
  return (indecentWordsOf(body) ?? indecentLinkOf(links)) && 'The result did not pass content moderation.';
}

const indecentWordsOf = (body: Body) =>
  WORDS.find((field) => body[field] !== undefined && INDECENT.test(JSON.stringify(body[field])));

const indecentLinkOf = (links: readonly (readonly [path: string, link: string])[]) =>
  links.find(([, link]) => /^https?:/i.test(link) && INDECENT.test(link))?.[0];

const isOn = (endpoint: BriaEndpoint, body: Body, name: Switch): boolean =>
  body[name] === undefined ? defaultsOf(endpoint)[name] === true : body[name] === true;

type Defaults = Readonly<Partial<Record<Switch, unknown>>>;
const defaults = new WeakMap<BriaEndpoint, Defaults>();

/** As the schema of the endpoint has them; a switch that is not in it moves nothing. */
function defaultsOf(endpoint: BriaEndpoint): Defaults {
  const known = defaults.get(endpoint);
  if (known) return known;
  const { properties } = toJsonSchema(endpoint.input) as {
    readonly properties?: Readonly<Record<string, { readonly default?: unknown }>>;
  };
  const found: Defaults = Object.fromEntries(
    Object.entries(properties ?? {}).map(([field, { default: byDefault }]) => [field, byDefault]),
  );
  defaults.set(endpoint, found);
  return found;
}
