/** The two APIs as OpenAPI 3.1 documents, from the schemas that core checks with. */
import { briaJobBodySchema, pixazoJobBodySchema, toJsonSchema, type JsonSchema } from '@briakit/core/schemas';
import { briaEndpoints, pixazoEndpoints, type NamedEndpoint } from './endpoints.ts';
import { operationOf, type ProviderAnswers } from './operation.ts';

interface Provider {
  readonly title: string;
  readonly description: string;
  readonly server: string;
  readonly credential: string;
  readonly endpoints: readonly NamedEndpoint[];
  readonly statusPath: string;
  readonly jobBody: JsonSchema;
  readonly webhook: ProviderAnswers['webhook'];
  readonly deliveryHeaders: readonly string[];
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const jsonOf = (schema: JsonSchema) => ({ content: { 'application/json': { schema } } });

function documentOf(provider: Provider): JsonSchema {
  const answers: ProviderAnswers = {
    accepted: ref('Job'),
    errors: { default: { description: 'Refused, or failed.', ...jsonOf(ref('Error')) } },
    webhook: provider.webhook,
  };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const named of provider.endpoints) {
    const { path, method = 'POST' } = named.endpoint;
    (paths[path] ??= {})[method.toLowerCase()] = operationOf(named, answers);
  }
  paths[provider.statusPath] = {
    get: {
      operationId: 'status',
      summary: 'Status and result of a job',
      description: 'Answers 200 for every state of a job: the outcome is in the body.',
      parameters: [{ name: 'request_id', in: 'path', required: true, schema: { type: 'string' } }],
      responses: {
        200: { description: 'What is known of the job.', ...jsonOf(ref('Job')) },
        ...answers.errors,
      },
    },
  };
  return {
    openapi: '3.1.0',
    info: {
      title: provider.title,
      version: '2026-11',
      description: provider.description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: provider.server }],
    security: [{ credential: [] }],
    paths: Object.fromEntries(Object.entries(paths).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    webhooks: {
      delivery: {
        post: {
          summary: 'The outcome of a job, sent to the address that its submit named',
          parameters: provider.deliveryHeaders.map((name) => ({
            name,
            in: 'header',
            required: true,
            schema: { type: 'string' },
          })),
          requestBody: jsonOf(ref('Job')),
          responses: { '2XX': { description: 'Received.' } },
        },
      },
    },
    components: {
      securitySchemes: { credential: { type: 'apiKey', in: 'header', name: provider.credential } },
      schemas: {
        Job: provider.jobBody,
        Error: {
          description: 'Many forms: an object with `error`, `message` or `detail`, a bare text, or HTML.',
        },
      },
    },
  };
}

const UNOFFICIAL = 'Not the provider’s own document: gathered by briakit from what is published.';

export const briaDocument = (): JsonSchema =>
  documentOf({
    title: 'Bria API',
    description: UNOFFICIAL,
    server: 'https://engine.prod.bria-api.com',
    credential: 'api_token',
    endpoints: briaEndpoints,
    statusPath: '/v2/status/{request_id}',
    jobBody: toJsonSchema(briaJobBodySchema),
    webhook: { body: { webhook_url: { type: 'string', format: 'uri' } }, parameters: [] },
    deliveryHeaders: ['Bria-Webhook-Id', 'Bria-Webhook-Timestamp', 'Bria-Webhook-Signature'],
  });

export const pixazoDocument = (): JsonSchema =>
  documentOf({
    title: 'Bria’s models on Pixazo',
    description: UNOFFICIAL,
    server: 'https://gateway.pixazo.ai',
    credential: 'Ocp-Apim-Subscription-Key',
    endpoints: pixazoEndpoints,
    statusPath: '/v2/requests/status/{request_id}',
    jobBody: toJsonSchema(pixazoJobBodySchema),
    webhook: {
      parameters: [
        {
          name: 'X-Webhook-URL',
          in: 'header',
          required: false,
          schema: { type: 'string', format: 'uri', pattern: '^https:' },
        },
      ],
    },
    deliveryHeaders: [],
  });
