/** What is made to go wrong. */
import type { FaultEffect, FaultRule } from '../src/world/faults.ts';
import type { Armed } from '../src/world/rules.ts';
import type { Act } from './act.ts';
import { ask } from './api.ts';
import { createList, element, find, setText } from './dom.ts';

const EFFECTS: Readonly<Record<string, FaultEffect>> = {
  'the provider is down (503)': { kind: 'refuse', status: 503 },
  'the provider breaks (500)': { kind: 'refuse', status: 500 },
  'too many requests (429), come again in 5 s': { kind: 'refuse', status: 429, retryAfterMs: 5_000 },
  'no money (402)': { kind: 'refuse', status: 402 },
  'the token is refused (401)': { kind: 'refuse', status: 401 },
  'a bot check instead of JSON': { kind: 'edge', page: 'cloudflare-challenge' },
  'a gateway’s error page': { kind: 'edge', page: 'bad-gateway' },
  'JSON that is none': { kind: 'garble', how: 'malformed' },
  'an answer that ends in the middle': { kind: 'garble', how: 'cut' },
  'an answer that takes 5 s': { kind: 'slow', headMs: 5_000 },
  'the connection breaks': { kind: 'network-error', code: 'ECONNRESET' },
  'the connection is refused': { kind: 'network-error', code: 'ECONNREFUSED' },
  'no answer at all': { kind: 'hang' },
};

export function createFaults(act: Act): (faults: readonly Armed<FaultRule>[]) => void {
  const form = find('add-fault', HTMLFormElement);
  const choice = form.elements.namedItem('effect') as HTMLSelectElement;
  choice.append(...Object.keys(EFFECTS).map((name) => element('option', {}, name)));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const fields = new FormData(form);
    const effect = EFFECTS[choice.value];
    const rule = { on: fields.get('on'), times: Number(fields.get('times')), effect };
    act(() => ask('POST', 'faults', rule));
  });

  const show = createList<Armed<FaultRule>>(
    'faults',
    ({ id }) => id,
    ({ id, rule, source }) => {
      const struck = element('span', { class: 'quiet' });
      const name = describe(rule);
      const remove = element('button', { type: 'button', 'aria-label': `Remove: ${name}` }, 'Remove');
      remove.addEventListener('click', () => act(() => ask('DELETE', `faults/${encodeURIComponent(id)}`)));
      const { effect } = rule;
      return {
        node: element(
          'li',
          {},
          element('div', { class: 'headline' }, element('span', { class: 'name' }, name), remove),
          element('p', { class: 'mono quiet' }, JSON.stringify(effect)),
          struck,
        ),
        update(armed) {
          const how = [
            describeStrikes(armed),
            rule.probability === undefined ? '' : `by a chance of ${rule.probability * 100} %`,
            source === undefined ? '' : 'of the scenario',
          ];
          setText(struck, how.filter(Boolean).join(' · '));
        },
      };
    },
  );
  return (faults) => {
    setText(find('faults-count', HTMLSpanElement), faults.length > 0 ? String(faults.length) : '');
    show(faults);
  };
}

function describeStrikes({ rule, struck }: Armed<FaultRule>): string {
  const { times, every, probability, window } = rule;
  const isEndless = every !== undefined || probability !== undefined || window !== undefined;
  const most = times ?? (isEndless ? 'always' : 1);
  return most === 'always' ? `struck ${struck} times` : `struck ${struck} of ${most}`;
}

function describe({ on, effect, provider, endpoint }: FaultRule): string {
  const where = [on === 'any' ? 'any request' : on, provider, endpoint].filter(Boolean).join(', ');
  return `${effect.kind} on ${where}`;
}
