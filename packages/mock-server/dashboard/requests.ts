/** What was asked and answered, and each request in detail. */
import type { Overview } from '../src/mock/overview.ts';
import { createList, element, find, setChip, setText, type Tone } from './dom.ts';
import { formatInstant, formatTime } from './format.ts';

type Asked = Overview['requests'][number];
interface KeyedRequest {
  readonly key: string;
  readonly asked: Asked;
}

export function createRequests(): (requests: readonly Asked[]) => void {
  const show = createList<KeyedRequest>(
    'requests',
    ({ key }) => key,
    ({ asked }) => ({ node: createRow(asked), update: () => {} }),
  );
  return (requests) => {
    setText(find('requests-count', HTMLSpanElement), requests.length > 0 ? `latest ${requests.length}` : '');
    show(withKeys(requests));
  };
}

/** A request has no id: equal ones of one instant are counted, from the oldest on. */
function withKeys(requests: readonly Asked[]): readonly KeyedRequest[] {
  const seen = new Map<string, number>();
  return requests
    .toReversed()
    .map((asked) => {
      const same = `${asked.at} ${asked.method} ${asked.path} ${asked.status} ${asked.tenant}`;
      const count = (seen.get(same) ?? 0) + 1;
      seen.set(same, count);
      return { key: `${same} ${count}`, asked };
    })
    .toReversed();
}

function createRow(asked: Asked): HTMLLIElement {
  const { at, method, path, status, faulty } = asked;
  const chip = element('span');
  setChip(chip, `${status === 0 ? 'no answer' : status}${faulty ? ' · fault' : ''}`, toneOf(asked));
  return element(
    'li',
    {},
    element(
      'details',
      {},
      element(
        'summary',
        {},
        element('time', { datetime: new Date(at).toISOString() }, formatTime(at)),
        element('span', { class: 'mono' }, method),
        element('span', { class: 'path' }, path),
        chip,
      ),
      describeInDetail(asked),
    ),
  );
}

function toneOf({ status, faulty }: Asked): Tone {
  if (faulty) return 'warn';
  return status >= 200 && status < 400 ? 'good' : 'bad';
}

function describeInDetail({ at, operation, provider, tenant, route, input }: Asked): HTMLDListElement {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['at', formatInstant(at)],
    ['operation', operation],
    ['provider', provider],
    ['tenant', tenant],
    ['endpoint', route],
  ];
  const list = element('dl', { class: 'detail' });
  for (const [name, value] of facts)
    if (value !== undefined) list.append(element('dt', {}, name), element('dd', {}, value));
  if (input !== undefined)
    list.append(
      element('dt', {}, 'sent'),
      element('dd', {}, element('pre', { tabindex: 0 }, JSON.stringify(input, null, 2))),
    );
  return list;
}
