import type {
  RemoveBackgroundOperationInput,
  RemoveBackgroundOperationResult,
} from '@briakit/core/operations';
import type { UseBriaJob } from '@briakit/react';
import { useState } from 'react';
import { FULL_BALANCE_USD } from './mock-panel.tsx';
import { resultName, savePicture } from './picture-file.ts';
import { canPay, type UseTenant } from './use-tenant.ts';

export interface JobActionsProps {
  readonly job: UseBriaJob<RemoveBackgroundOperationInput, RemoveBackgroundOperationResult>;
  /** What to submit; undefined where the page no longer has it. */
  readonly file: File | undefined;
  readonly name: string;
  readonly tenant: UseTenant;
  /** Back to no picture and no job. */
  readonly startOver: () => void;
}

/**
 * What can be done now. The first button is the one that most people want. Their keys keep one from turning into
 * another under a finger: a second Enter on `Stop` would buy a second job.
 */
export function JobActions({ job, file, name, tenant, startOver }: JobActionsProps) {
  const another = (
    <button key="another" type="button" className="button" onClick={startOver}>
      Another picture
    </button>
  );
  const begin = (label: string) =>
    file && (
      <button
        key="begin"
        type="button"
        className="button primary"
        onClick={() => job.submit({ image: file }, { label: name })}
      >
        {label}
      </button>
    );

  switch (job.phase) {
    case 'idle':
      return (
        <>
          {begin('Remove the background')}
          {another}
        </>
      );
    case 'waiting':
    case 'submitting':
    case 'queued':
    case 'running':
      return (
        <button key="stop" type="button" className="button" onClick={job.stop}>
          Stop
        </button>
      );
    case 'succeeded':
      return (
        <>
          <Download key="download" url={job.data.image_url} name={resultName(name)} />
          {another}
        </>
      );
    case 'failed': {
      const { code, submission } = job.error;
      if (code === 'insufficient_balance' && !canPay(tenant))
        return (
          <>
            <button
              key="fill"
              type="button"
              className="button primary"
              onClick={() => tenant.change({ balanceUsd: FULL_BALANCE_USD })}
            >
              Set the balance to ${FULL_BALANCE_USD}
            </button>
            {another}
          </>
        );
      return (
        <>
          {begin(submission === 'unknown' ? 'Start again anyway' : 'Try again')}
          {another}
        </>
      );
    }
    case 'stopped':
      return (
        <>
          {begin('Start again')}
          {another}
        </>
      );
    default:
      return job satisfies never;
  }
}

function Download({ url, name }: { readonly url: string; readonly name: string }) {
  const [hasFailed, setFailed] = useState(false);
  const save = () =>
    void savePicture(url, name).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  return (
    <button type="button" className="button primary" onClick={save}>
      {hasFailed ? 'Download failed, try again' : 'Download PNG'}
    </button>
  );
}
