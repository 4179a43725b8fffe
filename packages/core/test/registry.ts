/** All endpoints that core has, as its entry points offer them. */
import * as briaEntry from '../src/bria.ts';
import * as pixazoEntry from '../src/pixazo.ts';
import type { Endpoint, ProviderId } from '../src/providers/endpoint.ts';

export interface Registered {
  /** As users write it: `image.removeBackground`. */
  readonly name: string;
  readonly endpoint: Endpoint;
}

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'input' in value;

const endpointsIn = (entryPoint: object): Registered[] =>
  Object.entries(entryPoint).flatMap(([namespace, members]) =>
    Object.entries(Object(members) as object).flatMap(([name, value]) =>
      isEndpoint(value) ? [{ name: `${namespace}.${name}`, endpoint: value }] : [],
    ),
  );

export const registry: Readonly<Record<ProviderId, readonly Registered[]>> = {
  bria: endpointsIn(briaEntry),
  pixazo: endpointsIn(pixazoEntry),
};
