/** What webhooks were told, and what they are owed. */
import type { Overview } from '../src/mock/overview.ts';
import { createList, element, find, setChip, setText, type Tone } from './dom.ts';
import { formatInstant, formatTime } from './format.ts';

type Told = Overview['deliveries'][number];

const TONES: Readonly<Record<Told['state'], Tone>> = {
  owed: 'busy',
  accepted: 'good',
  'given-up': 'bad',
  dropped: 'warn',
};

export function createDeliveries(): (deliveries: readonly Told[]) => void {
  const show = createList<Told>(
    'deliveries',
    ({ id }) => id,
    ({ occurredAt, url, requestId, provider, tenant }) => {
      const chip = element('span');
      const fault = element('dd');
      const attempts = element('dd');
      const summary = element(
        'summary',
        {},
        element('time', { datetime: new Date(occurredAt).toISOString() }, formatTime(occurredAt)),
        element('span', { class: 'quiet' }, provider),
        element('span', { class: 'path' }, url),
        chip,
      );
      const detail = element(
        'dl',
        { class: 'detail' },
        element('dt', {}, 'job'),
        element('dd', { class: 'mono' }, requestId),
        element('dt', {}, 'tenant'),
        element('dd', {}, tenant ?? ''),
        element('dt', {}, 'fault'),
        fault,
        element('dt', {}, 'attempts'),
        attempts,
      );
      return {
        node: element('li', {}, element('details', {}, summary, detail)),
        update(told) {
          setChip(chip, told.state, TONES[told.state]);
          setText(fault, told.fault?.kind ?? 'none');
          attempts.replaceChildren(...told.attempts.map(describeAttempt));
          if (told.attempts.length === 0) attempts.append('none yet');
        },
      };
    },
  );
  return (deliveries) => {
    const count = deliveries.length > 0 ? `latest ${deliveries.length}` : '';
    setText(find('deliveries-count', HTMLSpanElement), count);
    show(deliveries);
  };
}

const describeAttempt = ({ at, result, status }: Told['attempts'][number]) =>
  element('p', {}, `${formatInstant(at)}: ${result}${status === undefined ? '' : ` (${status})`}`);
