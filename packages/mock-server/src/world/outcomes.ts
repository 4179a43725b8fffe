/** What becomes of the next jobs, where a test or a person has decided it beforehand. */
export const outcomes = ['completed', 'error', 'failed', 'unknown', 'stuck', 'empty'] as const;

/**
 * - `completed`: the picture is ready.
 * - `error`: the provider broke down. Not charged.
 * - `failed`: the model could not do it. Not charged.
 * - `unknown`: ends in a status that says nothing. Not charged.
 * - `stuck`: runs for ever, and holds its money for ever.
 * - `empty`: completed, and charged, without a usable URL.
 */
export type Outcome = (typeof outcomes)[number];

export interface ScriptedOutcome {
  readonly outcome: Outcome;
  /** Told to the client as the reason, where the outcome has one. */
  readonly message?: string | undefined;
}

export interface OutcomeScript {
  add(scripted: ScriptedOutcome, times: number): void;
  /** The outcome of the job that is being submitted now. */
  take(): ScriptedOutcome;
}

export function createOutcomeScript(): OutcomeScript {
  const script: { readonly scripted: ScriptedOutcome; left: number }[] = [];
  return {
    add: (scripted, times) => void script.push({ scripted, left: times }),
    take() {
      const next = script.find(({ left }) => left > 0);
      if (!next) return { outcome: 'completed' };
      next.left -= 1;
      if (next.left === 0) script.shift();
      return next.scripted;
    },
  };
}
