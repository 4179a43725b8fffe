/** What the Studio may do at the mock behind it, beyond what a provider would let it do. */

export const PLANS = ['free', 'starter', 'pro'] as const;
export type Plan = (typeof PLANS)[number];

export interface Tenant {
  readonly plan: Plan;
  /** What can be spent, in US dollars; what running jobs hold is not in it. */
  readonly balanceUsd: number;
}

/** What becomes of the job that is submitted next. */
export type NextOutcome = 'completed' | 'failed' | 'stuck';

export interface TenantApi {
  /** @throws when the mock cannot be reached; so do the others. */
  readonly read: () => Promise<Tenant>;
  readonly change: (change: Partial<Tenant>) => Promise<Tenant>;
  readonly scriptNext: (outcome: NextOutcome) => Promise<void>;
}

/**
 * @param baseUrl - where the mock's admin routes are.
 * @param headers - the credential that names the tenant; the Studio's own server adds it on the way.
 */
export function createTenantApi(baseUrl: string, headers: Readonly<Record<string, string>> = {}): TenantApi {
  const ask = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(baseUrl + path, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
    });
    // The server between answers with an error of its own when there is no mock behind it.
    if (!response.ok) throw new Error(`The mock answered ${response.status} to ${method} ${path}.`);
    return response;
  };
  const tenantFrom = async (response: Response) => (await response.json()) as Tenant;

  return {
    read: async () => tenantFrom(await ask('GET', '/tenant')),
    change: async (change) => tenantFrom(await ask('PATCH', '/tenant', change)),
    async scriptNext(outcome) {
      await ask('POST', '/outcomes', { outcome });
    },
  };
}
