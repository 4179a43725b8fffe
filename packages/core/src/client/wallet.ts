import type { BriakitError } from '../errors/briakit-error.ts';
import type { Fact } from '../providers/read-reply.ts';
import type { Clock } from '../primitives/clock.ts';

/** What is known of the account's wallet: one refusal for want of money speaks for all other submits. */
export interface Balance {
  /** Whether a submit was refused for want of money: until that changes, further ones fail at once, unsent. */
  readonly isEmpty: boolean;
  /** Lets submits go again, when the account was topped up. By itself, one is let go each minute to find out. */
  readonly reopen: () => void;
}

/** Calls off a submit, where it was not sent yet. */
export type CallOff = (refusal: BriakitError) => void;

/** The same, for the client itself. */
export interface Wallet extends Balance {
  /** Refuses at once where the wallet is empty, but for the one that is let go to find out. */
  readonly enter: (callOff: CallOff) => void;
  /** Calls off one that was refused for another reason, and found the wallet empty when it was back. */
  readonly recheck: (callOff: CallOff) => void;
  /** All who are not answered yet. */
  readonly underWay: Set<CallOff>;
  /** What became of a submit. */
  readonly note: (fact: Fact) => void;
}

/** How often one submit is let go to find out whether there is money again. */
const PROBE_MS = 60_000;

export function createWallet(clock: Clock): Wallet {
  const underWay = new Set<CallOff>();
  let refusal: BriakitError | undefined;
  let triedAt = 0;
  return {
    underWay,
    get isEmpty() {
      return !!refusal;
    },
    reopen: () => void (refusal = undefined),
    enter(callOff) {
      const sinceMs = clock.now() - triedAt;
      // Less than nothing, and the clock was set back.
      if (refusal && sinceMs >= 0 && sinceMs < PROBE_MS) return callOff(refusal);
      triedAt = clock.now();
      underWay.add(callOff);
    },
    recheck(callOff) {
      if (refusal) callOff(refusal);
    },
    note(fact) {
      if (!('error' in fact)) refusal = undefined;
      else if (fact.error?.code === 'insufficient_balance') {
        triedAt = clock.now();
        refusal = fact.error;
        for (const callOff of underWay) callOff(fact.error);
      }
    },
  };
}
