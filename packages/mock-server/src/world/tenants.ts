import { hashText } from './chance.ts';

export const plans = ['free', 'starter', 'pro'] as const;
/** Requests per minute and endpoint at Bria: `free` 10, `starter` 60, `pro` 1000. */
export type Plan = (typeof plans)[number];

/** A customer. The token is the tenant: whoever comes with a new one gets a wallet and a plan of its own. */
export interface Tenant {
  readonly token: string;
  readonly plan: Plan;
}

/** Tells tokens apart without giving them away: a third of one at most, and a number made of it. */
export const tenantHint = (token: string): string =>
  `${token.slice(0, Math.min(4, Math.floor(token.length / 3)))}…${hashText(token).toString(16).padStart(8, '0')}`;

export interface Tenants {
  get(token: string): Tenant | undefined;
  set(tenant: Tenant): void;
  all(): readonly Tenant[];
}

export function createTenants(): Tenants {
  const tenants = new Map<string, Tenant>();
  return {
    get: (token) => tenants.get(token),
    set: (tenant) => void tenants.set(tenant.token, tenant),
    all: () => [...tenants.values()],
  };
}
