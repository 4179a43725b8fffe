import type { Clock } from '@briakit/core';
import { systemClock } from '@briakit/core/testing';
import { BriaClientProvider } from '@briakit/react';
import { useCallback, useState } from 'react';
import '../components/theme.css';
import { Segmented } from '../components/segmented.tsx';
import { PROVIDERS, type Clients, type ProviderName } from './clients.ts';
import { JobArea, type ShownPhase } from './job-area.tsx';
import { MockPanel } from './mock-panel.tsx';
import { usePicture } from './use-picture.ts';
import './studio.css';
import type { TenantApi } from './tenant-api.ts';
import { useLeftJob, type LeftJob } from './use-left-job.ts';
import { useTenant, type UseTenant } from './use-tenant.ts';

export interface StudioProps {
  readonly clients: Clients;
  readonly tenantApi: TenantApi;
  /** The time that countdowns go by. Default: the system's. */
  readonly clock?: Clock;
}

const PROVIDER_OPTIONS = [
  { value: 'bria', label: PROVIDERS.bria },
  { value: 'pixazo', label: PROVIDERS.pixazo },
] as const;

/** The whole page: a picture and its job on one side, the mock's controls on the other. */
export function Studio({ clients, tenantApi, clock = systemClock }: StudioProps) {
  const [provider, setProvider] = useState<ProviderName>('bria');
  const [isPending, setPending] = useState(false);
  const [picture, setPicture] = usePicture();
  const showLeft = useCallback((left: LeftJob) => setProvider(left.provider), []);
  const [left, dropLeft] = useLeftJob(clients, showLeft);
  const mock = useTenant(tenantApi, clock);
  const { refresh, onAccepted } = mock;
  const tenant: UseTenant = {
    ...mock,
    change(wanted) {
      mock.change(wanted);
      // Who was refused for want of money may go again.
      if (wanted.balanceUsd) for (const client of [clients.bria, clients.pixazo]) client.balance.reopen();
    },
  };

  const onPhase = useCallback(
    (phase: ShownPhase) => {
      setPending(phase !== 'idle' && phase !== 'succeeded' && phase !== 'failed' && phase !== 'stopped');
      if (phase === 'queued' || phase === 'running') onAccepted();
      // Money moves when a job is accepted and when it ends.
      refresh();
    },
    [refresh, onAccepted],
  );

  return (
    <div className="studio">
      <header className="studio-header">
        <div>
          <h1>Remove a background</h1>
          <p>
            <span className="studio-name">briakit Studio</span>A real job, against a mock on this machine.
          </p>
        </div>
        <Segmented
          label="Provider"
          value={provider}
          options={PROVIDER_OPTIONS}
          disabled={isPending}
          onChange={(chosen) => {
            dropLeft();
            setProvider(chosen);
          }}
        />
      </header>
      <main className="studio-main">
        <BriaClientProvider client={clients[provider]}>
          <JobArea
            // A job belongs to its provider: the other one begins without.
            key={provider}
            provider={PROVIDERS[provider]}
            picture={picture}
            onPicture={setPicture}
            onPhase={onPhase}
            left={left?.provider === provider ? left : undefined}
            onForget={(ref) => {
              dropLeft();
              if (ref) void clients[provider].forget(ref);
            }}
            tenant={tenant}
            clock={clock}
          />
        </BriaClientProvider>
        <MockPanel {...tenant} />
      </main>
    </div>
  );
}
