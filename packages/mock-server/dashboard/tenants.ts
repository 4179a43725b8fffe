/** Who has how much, and may ask how often. */
import type { LimitOverview, TenantOverview } from '../src/mock/overview.ts';
import { plans, type Plan } from '../src/world/tenants.ts';
import type { Act } from './act.ts';
import { ask } from './api.ts';
import { createList, element, setText, type Entry } from './dom.ts';
import { formatAge, formatUsd } from './format.ts';

export const createTenants = (act: Act): ((tenants: readonly TenantOverview[]) => void) =>
  createList<TenantOverview>(
    'tenants',
    ({ tenant }) => tenant,
    ({ tenant }) => createWallet(tenant, act),
  );

function createWallet(tenant: string, act: Act): Entry<TenantOverview> {
  const plan = element('select', { name: 'plan' }, ...plans.map((name) => element('option', {}, name)));
  const balance = element('input', { name: 'balance', type: 'number', min: 0, step: 'any', required: true });
  const held = element('span', { class: 'quiet' });
  const form = element(
    'form',
    { class: 'wallet', 'aria-label': `Wallet of ${tenant}` },
    element('label', { class: 'field' }, element('span', {}, 'Plan'), plan),
    element('label', { class: 'field' }, element('span', {}, 'Balance, $'), balance),
    element('button', {}, 'Save'),
  );
  // What a person has begun to change is not taken from under their hands.
  let isEdited = false;
  form.addEventListener('input', () => (isEdited = true));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const change = { plan: plan.value as Plan, balanceUsd: balance.valueAsNumber };
    act(async () => {
      await ask('PATCH', `tenants/${encodeURIComponent(tenant)}`, change);
      isEdited = false;
    });
  });
  return {
    node: element(
      'li',
      {},
      element('div', { class: 'headline' }, element('span', { class: 'mono' }, tenant), held),
      form,
    ),
    update(current) {
      setText(held, current.heldUsd > 0 ? `${formatUsd(current.heldUsd)} held` : '');
      if (isEdited) return;
      plan.value = current.plan;
      balance.value = String(Number(current.balanceUsd.toFixed(6)));
    },
  };
}

export function createLimits(): (limits: readonly LimitOverview[], now: number) => void {
  let now = 0;
  const show = createList<LimitOverview>(
    'limits',
    ({ tenant, bucket }) => `${tenant} ${bucket}`,
    ({ tenant, bucket }) => {
      const meter = element('meter', { 'aria-label': `Left of ${bucket} for ${tenant}`, min: 0 });
      const left = element('span');
      const free = element('span', { class: 'quiet' });
      return {
        node: element(
          'li',
          {},
          element('span', { class: 'mono' }, bucket),
          element('span', { class: 'quiet' }, tenant),
          meter,
          element('div', { class: 'headline' }, left, free),
        ),
        update(usage) {
          meter.max = usage.limit;
          meter.low = usage.limit * 0.25;
          meter.value = usage.left;
          setText(left, `${usage.left} of ${usage.limit} left`);
          setText(free, `one more in ${formatAge(usage.nextFreeAt - now)}`);
        },
      };
    },
  );
  return (limits, at) => {
    now = at;
    show(limits.filter(({ nextFreeAt }) => nextFreeAt > at));
  };
}
