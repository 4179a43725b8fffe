/** The controls, as an OpenAPI document: made of the list of their routes, so that it cannot say anything else. */
import { toJSONSchema } from 'zod/v4/core';
import type * as z from 'zod/mini';
import { KEY_HEADER } from '../providers/pixazo/apim.ts';
import type { AdminRoute } from './admin-route.ts';

const TENANT = [{ bria: [] }, { pixazo: [] }];

export function buildAdminOpenApi(routes: readonly AdminRoute[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = describe(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'The controls of @briakit/mock-server',
      version: '1',
      description: 'For the machine that the mock runs on. What it imitates is described by its providers.',
    },
    paths,
    components: {
      securitySchemes: {
        bria: { type: 'apiKey', in: 'header', name: 'api_token' },
        pixazo: { type: 'apiKey', in: 'header', name: KEY_HEADER },
      },
      schemas: {
        Refusal: { type: 'object', properties: { error: { type: 'string' } }, required: ['error'] },
      },
    },
  };
}

function describe(route: AdminRoute): object {
  const { method, path, summary, tenant, query, body, answer, answerType } = route;
  const security = tenant === 'optional' ? [...TENANT, {}] : TENANT;
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const parameters = [...inPath, ...(query ? describeQuery(query) : [])];
  return {
    operationId: nameOf(method, path),
    summary,
    ...(tenant && { security }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    responses: {
      ...describeAnswer(answer, answerType),
      ...(tenant === 'required' && { 401: refusal('No tenant is named.') }),
      '4XX': refusal('The request is not fit for this; `error` says why.'),
    },
  };
}

function describeAnswer(answer: AdminRoute['answer'], answerType: string | undefined): object {
  if (answer) {
    const content = { 'application/json': { schema: schemaOf(answer, 'output') } };
    return { '2XX': { description: 'Done.', content } };
  }
  return answerType === undefined
    ? { 204: { description: 'Done.' } }
    : { 200: { description: 'Done.', content: { [answerType]: {} } } };
}

const refusal = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
});

function describeQuery(query: z.ZodMiniObject): object[] {
  const { properties = {}, required = [] } = schemaOf(query, 'input');
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

/** Where a schema only says what the code believes, any value will do. */
function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output') {
  const { $schema: _, ...described } = toJSONSchema(schema, { io, unrepresentable: 'any' });
  return described;
}

/** `getFaultsId` of `GET /__admin/faults/:id` */
const nameOf = (method: string, path: string): string =>
  [method.toLowerCase(), ...(path.slice('/__admin/'.length).match(/\w+/g) ?? ['dashboard'])]
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
