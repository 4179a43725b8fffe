/** Judges what becomes of submits while the wallet is empty: none leaves, but one each minute to find out. */
import { errorOf, peek, type Call, type Process } from './processes.ts';
import type { Judge } from './judge.ts';

export interface WalletWatch {
  /** A submit is asked for: what becomes of it is judged when everything has settled. */
  readonly asked: (process: Process, call: Call) => void;
  readonly settled: () => void;
  /** A POST of its leaves. */
  readonly left: (process: Process, call: Call) => void;
  /** A 402 has come. */
  readonly refused: (process: Process) => void;
  /** Be it forward or back: a minute may be over at once, or begin anew. */
  readonly clockWasSet: () => void;
}

interface EmptyWallet {
  /** When it was first seen to be empty, in true time. */
  since: number;
  /** Submits that left since then for the first time. */
  probes: number;
  /** How often the clock was set meanwhile. */
  settings: number;
  /** When the last one was let go, or came back refused. */
  triedAt: number;
}

const PROBE_MS = 60_000;

export function watchWallets(judge: Judge, now: () => number): WalletWatch {
  const empty = new Map<Process, EmptyWallet>();
  const open: Call[] = [];
  let setAt = -Infinity;
  return {
    asked(process, call) {
      if (process.client.balance.isEmpty) open.push(call);
    },
    settled() {
      for (const { words, handle, target, process, posts } of open.splice(0)) {
        const wallet = empty.get(process);
        const isRefused = posts.length === 0 && errorOf(peek(handle!.job))?.code === 'insufficient_balance';
        if (target.free) judge.hold('wallet', !isRefused, () => `${words} costs nothing, and is refused`);
        else if (wallet && !isRefused) wallet.triedAt = now();
        else if (wallet)
          judge.hold(
            'wallet',
            // Set back by less than a minute, a clock makes a minute of that much more.
            now() < Math.max(wallet.triedAt, setAt) + (setAt >= wallet.triedAt ? 2 : 1) * PROBE_MS,
            () => `${words} is refused ${now() - wallet.triedAt} ms after the last try: nobody finds out`,
          );
      }
    },
    left(process, call) {
      const wallet = empty.get(process);
      if (!process.client.balance.isEmpty) empty.delete(process);
      // What was under way when it turned out to be empty, and was refused with a 429, goes on.
      else if (wallet && call.posts.length === 1 && !call.target.free) {
        wallet.probes++;
        const allowed = 1 + wallet.settings + Math.floor((now() - wallet.since) / PROBE_MS);
        judge.hold(
          'wallet',
          wallet.probes <= allowed,
          () => `${wallet.probes} submits left an empty wallet, the last one is ${call.words}`,
        );
      }
    },
    refused(process) {
      const wallet = empty.get(process);
      if (wallet) wallet.triedAt = now();
      else empty.set(process, { since: now(), probes: 0, settings: 0, triedAt: now() });
    },
    clockWasSet() {
      setAt = now();
      for (const wallet of empty.values()) wallet.settings++;
    },
  };
}
