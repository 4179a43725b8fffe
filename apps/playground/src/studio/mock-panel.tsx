import { Segmented } from '../components/segmented.tsx';
import { MockDown } from './mock-down.tsx';
import './mock-panel.css';
import { PLANS, type NextOutcome, type Plan } from './tenant-api.ts';
import { PRICE_USD, type UseTenant } from './use-tenant.ts';

/** What the mock gives a new wallet, and what the buttons set it to. */
export const FULL_BALANCE_USD = 5;

const PLAN_OPTIONS: readonly { readonly value: Plan; readonly label: string }[] = PLANS.map((value) => ({
  value,
  label: `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
}));

const OUTCOME_OPTIONS: readonly { readonly value: NextOutcome; readonly label: string }[] = [
  { value: 'completed', label: 'Completes' },
  { value: 'failed', label: 'Fails' },
  { value: 'stuck', label: 'Hangs' },
];

const PER_MINUTE: Readonly<Record<Plan, string>> = { free: '10', starter: '60', pro: '1000' };

/** The other side of the Studio: a provider whose wallet, plan and luck can be chosen. */
export function MockPanel({ mock, nextOutcome, change, scriptNext }: UseTenant) {
  const tenant = mock.kind === 'reachable' ? mock.tenant : undefined;
  const isScripted = nextOutcome !== 'completed';
  return (
    <aside className="mock-panel card" aria-labelledby="mock-panel-title">
      <h2 id="mock-panel-title">The mock behind this page</h2>
      <p>
        Bria and Pixazo are imitated on this machine. Nothing is billed, and no picture leaves it. Here you
        are the provider.
      </p>
      {mock.kind === 'unreachable' && <MockDown />}

      <div className="mock-panel-wallet">
        <span className="mock-panel-label">Wallet</span>
        <output className="mock-panel-balance" aria-label="Balance in US dollars">
          {tenant ? formatUsd(tenant.balanceUsd) : '–'}
        </output>
        <span className="mock-panel-note">
          A picture costs ${PRICE_USD}. It is held at the start, charged at success.
        </span>
        <div className="mock-panel-buttons">
          <button
            type="button"
            className="button"
            disabled={!tenant}
            onClick={() => change({ balanceUsd: 0 })}
          >
            Set to $0
          </button>
          <button
            type="button"
            className="button"
            disabled={!tenant}
            onClick={() => change({ balanceUsd: FULL_BALANCE_USD })}
          >
            Set to ${FULL_BALANCE_USD}
          </button>
        </div>
      </div>

      <Segmented
        label="Plan"
        value={tenant?.plan}
        options={PLAN_OPTIONS}
        disabled={!tenant}
        onChange={(plan) => change({ plan })}
        hint={tenant && `Bria takes ${PER_MINUTE[tenant.plan]} pictures a minute on this plan.`}
      />
      <Segmented
        label="The next job"
        value={nextOutcome}
        options={OUTCOME_OPTIONS}
        disabled={!tenant || isScripted}
        onChange={scriptNext}
        hint={isScripted ? 'Set. The next job that is accepted takes it.' : 'What becomes of the next job.'}
      />
    </aside>
  );
}

const formatUsd = (usd: number) => `$${usd.toFixed(3)}`;
