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
 *
 * const App = () => (
 *   <BriaClientProvider client={client}>
 *     <Cutter />
 *   </BriaClientProvider>
 * );
 */
export function BriaClientProvider({ client, children }: BriaClientProviderProps) {
  return <ClientContext.Provider value={client as Client}>{children}</ClientContext.Provider>;
}

/**
 * The client that the hooks use.
 *
 * @throws {Error} outside of a `BriaClientProvider`.
 *
 * @example
 * function TopUp() {
 *   const { balance } = useBriaClient();
 *   return <button onClick={balance.reopen}>I have topped up</button>;
 * }
 */
export function useBriaClient(): Client {
  const client = useContext(ClientContext);
  if (client) return client;
  throw new Error('No <BriaClientProvider> above.');
}

/**
 * The client, where it can do what a hook is a bridge to.
 *
 * @throws {Error} that says what to make the client with.
 */
export function useClientWith<Ability>(part: keyof Ability & string, maker: string): Client & Ability {
  return clientWith<Ability>(useBriaClient(), part, maker);
}

export function clientWith<Ability>(client: Client, part: keyof Ability & string, maker: string) {
  if (part in client) return client as Client & Ability;
  throw new Error(`The client has no \`${part}\`: make it with \`${maker}\`.`);
}
