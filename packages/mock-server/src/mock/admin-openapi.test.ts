import { expect, it } from 'vitest';
import { ask } from '../../test/ask.ts';
import { createMock } from '../doors/create-mock.ts';
import { adminRoutes } from './admin-routes.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}
interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const read = async (): Promise<Document> =>
  (await ask(createMock(), 'http://127.0.0.1:4010/__admin/openapi.json')).json();
const operationsOf = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );

it('describes every control, and nothing else', async () => {
  const document = await read();
  expect(document.openapi).toBe('3.1.0');
  const described = operationsOf(document).map(({ path, method }) => `${method.toUpperCase()} ${path}`);
  const served = adminRoutes.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  expect(described.toSorted()).toEqual(served.toSorted());
});

it('names every operation once, and every parameter of its path', async () => {
  const operations = operationsOf(await read());
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const described = operation.parameters?.filter((parameter) => parameter.in === 'path') ?? [];
    expect(described.map(({ name }) => name)).toEqual(inPath);
    expect(operation.summary).toMatch(/\.$/);
    expect(Object.keys(operation.responses)).toContain('4XX');
  }
});

it('says what a body may be, in JSON Schema, and takes it at its word', async () => {
  const { paths } = await read();
  expect(paths['/__admin/tenant']?.['patch']?.requestBody?.content['application/json']?.schema).toMatchObject(
    {
      type: 'object',
      properties: { plan: { enum: ['free', 'starter', 'pro'] }, balanceUsd: { type: 'number', minimum: 0 } },
      additionalProperties: false,
    },
  );
  expect(JSON.stringify(paths)).not.toContain('$schema');
});
