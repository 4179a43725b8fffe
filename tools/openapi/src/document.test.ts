import { Validator } from '@seriousme/openapi-schema-validator';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { briaDocument, pixazoDocument } from './document.ts';
import { briaEndpoints, pixazoEndpoints } from './endpoints.ts';
import { FOLDER, textOf } from './files.ts';

type Paths = Readonly<Record<string, Readonly<Record<string, { operationId: string; requestBody?: unknown }>>>>;

describe.for([
  ['bria', briaDocument, briaEndpoints, '/v2/status/{request_id}'],
  ['pixazo', pixazoDocument, pixazoEndpoints, '/v2/requests/status/{request_id}'],
] as const)('the document of %s', ([name, build, endpoints, statusPath]) => {
  const document = build() as Record<string, unknown>;
  const paths = document['paths'] as Paths;

  it('is valid OpenAPI 3.1, in the eyes of somebody else', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('would not be, with a mistake in it', async () => {
    const broken = { ...document, paths: { ...paths, '/odd': { get: { responses: { 200: {} } } } } };
    expect(await new Validator().validate(broken)).toMatchObject({ valid: false });
  });

  it('has every endpoint, the status route, and nothing else', () => {
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const ours = endpoints.map(({ endpoint }) => `${endpoint.method ?? 'POST'} ${endpoint.path}`);
    expect(documented.toSorted()).toEqual([...ours, `GET ${statusPath}`].toSorted());
  });

  it('names each operation once', () => {
    const ids = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('is the one in the repository: run `pnpm openapi` after a change', () => {
    expect(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')).toBe(textOf(document));
  });
});
