/** The mock's time, and the buttons that move it. */
import type { ClockState } from '../src/mock/control-clock.ts';
import type { Act } from './act.ts';
import { ask } from './api.ts';
import { find, setText } from './dom.ts';
import { formatInstant } from './format.ts';

export interface ClockView {
  show(state: ClockState): void;
  /** The mock's time, as far as it can be told without asking. */
  now(): number;
}

export function createClock(act: Act): ClockView {
  const time = find('clock-time', HTMLTimeElement);
  const rate = find('clock-rate', HTMLSpanElement);
  const toggle = find('clock-toggle', HTMLButtonElement);
  const buttons = [
    ...find('clock-buttons', HTMLDivElement).querySelectorAll<HTMLButtonElement>('[data-advance]'),
  ];
  let known: ClockState = { now: Date.now(), rate: 1, canAdvance: false };
  let knownSince = performance.now();

  for (const button of buttons)
    button.addEventListener('click', () =>
      act(() => ask('POST', 'clock/advance', { ms: Number(button.dataset['advance']) })),
    );
  toggle.addEventListener('click', () =>
    act(() => ask('PATCH', 'clock', { rate: known.rate === 0 ? 1 : 0 })),
  );

  return {
    show(state) {
      [known, knownSince] = [state, performance.now()];
      setText(rate, describeRate(state));
      for (const button of buttons) button.disabled = !state.canAdvance;
      toggle.disabled = !state.canAdvance || state.rate === null;
      setText(toggle, state.rate === 0 ? 'Run' : 'Freeze');
    },
    now() {
      // A clock that does not say how fast it runs is taken to go as the system's, if it cannot be moved.
      const pace = known.rate ?? (known.canAdvance ? 0 : 1);
      const now = known.now + (performance.now() - knownSince) * pace;
      setText(time, formatInstant(now));
      return now;
    },
  };
}

function describeRate({ rate, canAdvance }: ClockState): string {
  if (!canAdvance) return 'the system’s time';
  if (rate === null) return 'stands still between steps';
  if (rate === 0) return 'frozen';
  return rate === 1 ? 'running' : `running × ${rate}`;
}
