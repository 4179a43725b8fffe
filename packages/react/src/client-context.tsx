'use client';

import type { Client } from '@briakit/core';
import { createContext, useContext, type ReactNode } from 'react';

const ClientContext = createContext<Client | undefined>(undefined);

/** What `BriaClientProvider` takes. */
export interface BriaClientProviderProps {
  /** Made once, outside of components: all jobs of the page share its budget of requests. */
  readonly client: Client<'bria'> | Client<'pixazo'> | Client;
  readonly children?: ReactNode;
}

/**
 * Gives the hooks below it their client.
 *
 * @example
 * const client = createClient({ provider: bria({ baseUrl: '/api/bria' }) });
 * <BriaClientProvider client={client}><App /></BriaClientProvider>
 */
export function BriaClientProvider({ client, children }: BriaClientProviderProps) {
  return <ClientContext.Provider value={client as Client}>{children}</ClientContext.Provider>;
}

/**
 * The client that the hooks use.
 *
 * @throws {Error} outside of a `BriaClientProvider`.
 */
export function useBriaClient(): Client {
  const client = useContext(ClientContext);
  if (client) return client;
  throw new Error('There is no <BriaClientProvider client={…}> above this component.');
}
