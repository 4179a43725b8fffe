/** All endpoints that core has, under the names that its users write. */
import type { Endpoint } from '@briakit/core';
import * as briaEntry from '@briakit/core/bria';
import * as pixazoEntry from '@briakit/core/pixazo';

export interface NamedEndpoint {
  readonly namespace: string;
  readonly name: string;
  readonly endpoint: Endpoint;
}

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'input' in value;

const endpointsIn = (entryPoint: object): NamedEndpoint[] =>
  Object.entries(entryPoint).flatMap(([namespace, members]) =>
    Object.entries(Object(members) as object).flatMap(([name, endpoint]) =>
      isEndpoint(endpoint) ? [{ namespace, name, endpoint }] : [],
    ),
  );

export const briaEndpoints = endpointsIn(briaEntry);
export const pixazoEndpoints = endpointsIn(pixazoEntry);
