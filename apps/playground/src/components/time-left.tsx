/** How long something still takes, counting down between the answers that say so. */
import type { Clock } from '@briakit/core';
import type { JobView } from '@briakit/react';
import { useState } from 'react';
import { durationWords, etaWords } from './duration-words.ts';
import { useNow } from './use-now.ts';

const TICK_MS = 500;

export interface RemainingProps {
  /** As of the provider's last answer; undefined when the job is overdue. */
  readonly etaMs: number | undefined;
  readonly clock: Clock;
}

/** The estimate is as old as the last answer, so the time since then is taken off it. */
export function Remaining({ etaMs, clock }: RemainingProps) {
  const now = useNow(clock, TICK_MS);
  const [told, setTold] = useState({ etaMs, at: now });
  if (told.etaMs !== etaMs) setTold({ etaMs, at: now });
  const words = etaWords(etaMs && etaMs - (now - told.at));
  return (
    <p aria-live={etaMs === undefined ? 'polite' : 'off'}>
      {etaMs === undefined ? `${words}. It is still being worked on.` : `${words}.`}
    </p>
  );
}

export interface WaitingProps {
  readonly view: Pick<JobView, 'waitReason' | 'untilAt'>;
  readonly provider: string;
  readonly clock: Clock;
}

/** Why a submit is held back, and until when. */
export function Waiting({ view: { waitReason, untilAt }, provider, clock }: WaitingProps) {
  const now = useNow(clock, TICK_MS);
  return (
    <>
      <p>{reasonWords(waitReason, provider)}</p>
      <p className="tabular" aria-live="off">
        {untilAt === undefined ? 'It goes on by itself.' : nextTryWords(untilAt - now)} Nothing is billed
        meanwhile.
      </p>
    </>
  );
}

const nextTryWords = (ms: number) => (ms > 0 ? `Next try in ${durationWords(ms)}.` : 'Trying now.');

function reasonWords(reason: WaitingProps['view']['waitReason'], provider: string): string {
  switch (reason) {
    case 'rate-limit':
      return `${provider}’s limit of requests per minute is reached.`;
    case 'concurrency':
      return 'As many jobs as may run at once are under way.';
    case 'balance':
      return 'The wallet is empty.';
    case 'offline':
      return `${provider} could not be reached.`;
    case 'paused':
    case undefined:
      return 'Held back for now.';
    default:
      return reason satisfies never;
  }
}
