import { expect, it } from 'vitest';
import * as z from '../schemas/z.ts';
import type { Endpoint } from './endpoint.ts';
import { restRequest } from './rest-request.ts';

const at = (method: Endpoint['method'], path: string): Endpoint => ({
  provider: 'bria',
  id: 'x',
  mode: 'immediate',
  ...(method && { method }),
  path,
  input: z.unknown(),
  media: {},
  result: z.unknown(),
  typicalMs: 1,
});

it.for([
  ['POST', '/v1/things', { name: 'a' }, '/v1/things', '{"name":"a"}'],
  ['POST', '/v1/things/{thing_id}/start', { thing_id: 7, rank: 4 }, '/v1/things/7/start', '{"rank":4}'],
  ['POST', '/v1/things/{thing_id}/stop', { thing_id: 7 }, '/v1/things/7/stop', '{}'],
  ['PUT', '/v1/things/{thing_id}', { thing_id: '7', name: undefined }, '/v1/things/7', '{}'],
  ['GET', '/v1/things', {}, '/v1/things', undefined],
  ['GET', '/v1/things/{thing_id}', { thing_id: 0 }, '/v1/things/0', undefined],
  ['GET', '/v1/things', { max: 5, deep: false }, '/v1/things?max=5&deep=false', undefined],
  ['GET', '/v1/things', { max: undefined }, '/v1/things', undefined],
  ['GET', '/v1/things', { name: 'a&b=c d' }, '/v1/things?name=a%26b%3Dc+d', undefined],
  ['DELETE', '/v1/a/{a_id}/b/{b_id}', { b_id: 2, a_id: 1 }, '/v1/a/1/b/2', undefined],
] as const)('makes a %s to %s of %o', ([method, template, fields, path, body]) => {
  expect(restRequest(at(method, template), fields)).toEqual({ method, path, ...(body && { body }) });
});

it('is a POST where no method is named', () => {
  expect(restRequest(at(undefined, '/v1/things'), { a: 1 })).toEqual({
    method: 'POST',
    path: '/v1/things',
    body: '{"a":1}',
  });
});

it.for(['a/b', '../secrets', '?x=1', '#top', 'a b', '%2e', 'ü'])(
  'keeps %o in its place in the path',
  (name) => {
    const { path } = restRequest(at('GET', '/v1/things/{name}/parts'), { name });
    const url = new URL(path, 'https://provider.example');
    expect(url.pathname.split('/')).toHaveLength(5);
    expect(decodeURIComponent(url.pathname.split('/')[3]!)).toBe(name);
    expect(url.search + url.hash).toBe('');
  },
);

it('leaves the fields it was given as they are', () => {
  const fields = { thing_id: 7, name: 'a' };
  restRequest(at('PUT', '/v1/things/{thing_id}'), fields);
  expect(fields).toEqual({ thing_id: 7, name: 'a' });
});
