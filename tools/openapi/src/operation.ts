/** One endpoint as an OpenAPI operation. */
import { toJsonSchema, wireBodySchema, type JsonSchema } from '@briakit/core/schemas';
import type { NamedEndpoint } from './endpoints.ts';

export interface Operation extends JsonSchema {
  readonly operationId: string;
}

interface ObjectJson extends JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

const MODES = {
  job: 'A job: answered with its id (202), then followed at the status route.',
  immediate: 'Answered at once.',
  placeholder:
    'Answered at once with links of files that do not exist yet; each is there once it is served, and was withheld by moderation where it is served empty.',
} as const;

/** @param answers - what every endpoint of the provider may answer, beside its own result. */
export function operationOf(
  { namespace, name, endpoint }: NamedEndpoint,
  { accepted, errors, webhook }: ProviderAnswers,
): Operation {
  const { mode, path, method = 'POST', input, result } = endpoint;
  const body = toJsonSchema(wireBodySchema(input)) as ObjectJson;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter!);
  const inQuery = method === 'GET' || method === 'DELETE';
  const { properties = {}, required = [], ...rest } = body;
  const names = Object.keys(properties).filter((property) => !inPath.includes(property));
  const parameters = [...inPath, ...(inQuery ? names : [])].map((parameter) => ({
    name: parameter,
    in: inPath.includes(parameter) ? 'path' : 'query',
    required: inPath.includes(parameter) || required.includes(parameter),
    schema: properties[parameter],
  }));
  const hasWebhook = mode === 'job' && endpoint.webhook !== false;
  const requestBody = {
    ...rest,
    properties: {
      ...Object.fromEntries(names.map((property) => [property, properties[property]])),
      ...(hasWebhook && webhook.body),
    },
    required: required.filter((property) => names.includes(property)),
  };
  const json = (schema: JsonSchema, description: string) => ({
    description,
    content: { 'application/json': { schema } },
  });
  const answer = toJsonSchema(result);
  return {
    operationId: `${namespace}_${name}`,
    tags: [namespace],
    summary: `${namespace}.${name}`,
    description: MODES[mode],
    parameters: [...parameters, ...(hasWebhook ? webhook.parameters : [])],
    ...(!inQuery && {
      requestBody: { required: true, content: { 'application/json': { schema: requestBody } } },
    }),
    responses:
      mode === 'job'
        ? {
            202: json(accepted, 'Accepted: the job exists.'),
            200: json(
              { type: 'object', properties: { request_id: { type: 'string' }, result: answer } },
              'Done already, with `sync`.',
            ),
            ...errors,
          }
        : { '2XX': json(answer, 'Done.'), ...errors },
  };
}

export interface ProviderAnswers {
  readonly accepted: JsonSchema;
  readonly errors: JsonSchema;
  /** How a submit says where deliveries go. */
  readonly webhook: { readonly body?: JsonSchema; readonly parameters: readonly JsonSchema[] };
}
