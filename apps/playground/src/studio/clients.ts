import { adaptivePacing, createClient, pageAware, type Client } from '@briakit/core';
import { bria } from '@briakit/core/bria';
import { webStorageJournal, withJournal, type Journaling } from '@briakit/core/journal';
import { pixazo } from '@briakit/core/pixazo';

/** The providers that the Studio can switch between, by the names that people know them by. */
export const PROVIDERS = { bria: 'Bria', pixazo: 'Pixazo' } as const;

export type ProviderName = keyof typeof PROVIDERS;

/** One client for each: all jobs of a client share one budget of requests, and its journal outlives the page. */
export interface Clients {
  readonly bria: Client<'bria'> & Journaling<'bria'>;
  readonly pixazo: Client<'pixazo'> & Journaling<'pixazo'>;
}

/**
 * Clients that know no token: they talk to this page's own server, which adds it (`vite.config.ts`).
 */
export const createProxiedClients = (): Clients => ({
  bria: withJournal(
    createClient({ provider: bria({ baseUrl: '/api/bria' }), pacing: pageAware(adaptivePacing()) }),
    webStorageJournal(),
  ),
  pixazo: withJournal(
    createClient({
      provider: pixazo({ baseUrl: '/api/pixazo', host: upload }),
      pacing: pageAware(adaptivePacing()),
    }),
    webStorageJournal(),
  ),
});

/** Pixazo takes links only: the mock's upload door stands for wherever an app keeps its files. */
async function upload(picture: Blob, signal: AbortSignal): Promise<URL> {
  const response = await fetch('/api/uploads', { method: 'POST', body: picture, signal });
  if (!response.ok) throw new Error(`The upload was answered with ${response.status}.`);
  const { url } = (await response.json()) as { readonly url: string };
  return new URL(url);
}
