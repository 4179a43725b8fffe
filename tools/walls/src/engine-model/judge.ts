/** What must hold of the engine, by name: a schedule that breaks one of these has found a bug. */
type Invariant =
  /** No call makes two jobs, is charged twice, or is sent again where the first may have landed. */
  | 'one-charge'
  /** A job that we were told of is handed out, whatever happened in between. */
  | 'no-loss'
  /** What is said of a submission is true: not sent and rejected made no job. */
  | 'honest-outcome'
  /** A job of which the provider says one thing is not told to have come to another. */
  | 'true-outcome'
  /** Requests per job and second, timers per second. */
  | 'no-hot-loop'
  /** At most `limit` requests in any window, and no 429 of our own making. */
  | 'limit'
  /** After a 429 the whole bucket pauses, for as long as it asks. */
  | 'pause'
  /** After a 402 nothing is submitted, but one to find out, once a minute. */
  | 'wallet'
  /** Who waits longer or has more priority goes first; at most so many jobs under way. */
  | 'order'
  /** Without a network nothing is sent; a page that nobody sees asks every 15 s at the most. */
  | 'page'
  /** Two processes on one journal do not poll one job. */
  | 'lease'
  /** Nothing is asked for a job that has ended. */
  | 'quiet-end'
  /** Nobody waits for longer than its provider's rhythm and its limit ask for. */
  | 'no-hold-up'
  /** What a signed delivery says of a job's end is known at once. */
  | 'delivered'
  /** What is stopped or aborted is over at once. */
  | 'abort'
  /** A state that is terminal stays; progress does not fall; phases do not go back; listeners are told of changes. */
  | 'monotone'
  /** No timer, listener, lease or entry is left. */
  | 'no-leak'
  /** Every input that a batch takes comes out once, and what is said of it is true. */
  | 'one-item'
  /** Nothing of ours goes along to a link. */
  | 'anonymous'
  /** Nobody who forges a delivery is believed. */
  | 'forgery';

class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
  readonly invariant: Invariant;
  constructor(invariant: Invariant, what: string) {
    super(`${invariant}: ${what}`);
    this.invariant = invariant;
  }
}

export interface Judge {
  /** Remembers the first: what is thrown within a request would be taken for a mistake of the network. */
  readonly hold: (invariant: Invariant, isTrue: boolean, what: () => string) => void;
  /** Whether something was: then nobody is answered any more, so that a loop without a timer ends. */
  readonly isBroken: () => boolean;
  /** @throws {BrokenInvariant} when something was broken. */
  readonly verdict: () => void;
}

export function createJudge(): Judge {
  let broken: BrokenInvariant | undefined;
  return {
    hold(invariant, isTrue, what) {
      if (!isTrue) broken ??= new BrokenInvariant(invariant, what());
    },
    isBroken: () => broken !== undefined,
    verdict() {
      if (broken) throw broken;
    },
  };
}
