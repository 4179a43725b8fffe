import type { ProviderAdapter } from '../adapter.ts';
import { credentialOf } from '../credential.ts';
import { linkOf, refuse } from '../media.ts';
import { briaDialect } from './dialect.ts';
import { BRIA_PLANS, OWN_LIMITS, type BriaPlan } from './plans.ts';

/** The account at Bria, and the way to it. */
export interface BriaOptions {
  /**
   * The account's token, sent as `api_token`. For servers only: in a browser give the `baseUrl` of a proxy
   * of yours that adds the token, and leave this out.
   */
  readonly apiToken?: string | undefined;
  /**
   * Default `https://engine.prod.bria-api.com`, also where it is empty. Without a slash at its end. In a browser it
   * may be a path, such as `/api/bria`.
   */
  readonly baseUrl?: string | undefined;
  /**
   * What the account may send per minute and endpoint: `free` 10, `starter` 60, `pro` 1000, or a number of
   * your own. Default `starter`. Of `ads.imageToLayers` at most 9, whatever the plan.
   */
  readonly plan?: BriaPlan | number | undefined;
  /**
   * Whether status requests count against the limit. The sources disagree; `true` is safe under both.
   * Default true.
   */
  readonly statusCounts?: boolean | undefined;
  /** Allows `apiToken` in a browser, where everybody can read it: for demos against a mock. Default false. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}

/**
 * The Bria API, version 2.
 *
 * @throws {TypeError} when there is neither a token nor a proxy, the token is in a browser, or there is no such plan.
 */
export function bria(options: BriaOptions): ProviderAdapter<'bria'> {
  const { plan = 'starter', statusCounts = true } = options;
  // A variable that is set to nothing means none.
  const baseUrl = options.baseUrl || 'https://engine.prod.bria-api.com';
  const headers = credentialOf('api_token', 'apiToken', options);
  const limit = BRIA_PLANS[plan as BriaPlan] ?? plan;
  if (!(limit > 0)) throw new TypeError(`No such plan: ${plan}.`);

  return {
    id: 'bria',
    origin: () => ({ baseUrl, headers }),
    dialect: briaDialect,
    isSigned: true,
    statusPath: (requestId) => `/v2/status/${encodeURIComponent(`${requestId}`.toWellFormed())}`,
    // All status requests share one bucket, and pause together, though they may not be counted; files have no name.
    bucketOf: (endpoint = 'status') => endpoint,
    limitOf: (bucket) => ({
      limit:
        bucket && (statusCounts || bucket !== 'status')
          ? Math.min(limit, OWN_LIMITS[bucket] ?? limit)
          : Infinity,
      windowMs: 60_000,
    }),
    pollPolicy: { minMs: 250, firstMs: 1_000, growth: 1.5, maxMs: 5_000 },
    webhook: (url, endpoint) => ({
      body: { webhook_url: linkOf(url) ?? refuse('It is not a URL.', { field: 'webhookUrl', endpoint }) },
    }),
  };
}
