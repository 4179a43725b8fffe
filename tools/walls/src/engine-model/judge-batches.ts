/** What readers of batches were told, held against the provider's books. */
import { tellingsOf, type BatchRun } from './batches.ts';
import type { Judge } from './judge.ts';

/** What a call has made at the provider. */
export interface Made {
  readonly requestId: string;
  readonly outcome: string;
}

/** @param made - the jobs that the provider has, by the words of their calls. */
export function judgeBatches(
  judge: Judge,
  runs: readonly BatchRun[],
  made: ReadonlyMap<string, readonly Made[]>,
): void {
  for (const { process, target, taken, known, isOver, isPlayedAgain } of runs) {
    if (!process.isAlive || isPlayedAgain) continue;
    judge.hold('one-item', isOver, () => `A batch of ${process.name} never ends`);
    for (const [words, input] of taken) {
      const told = tellingsOf(input).at(-1);
      judge.hold('one-item', !!told, () => `${words} was taken, and nobody was told what became of it`);
      if (!told) continue;
      const [job] = made.get(words) ?? [];
      const says = () => `${words} (${job?.outcome ?? 'not made'}) is told of as ${JSON.stringify(told)}`;
      switch (told.status) {
        case 'ok':
          // An answer that is the result comes without a name.
          judge.hold(
            'one-item',
            job ? [job.requestId, ''].includes(told.ref.requestId) : !!target.free,
            says,
          );
          break;
        case 'skipped':
          judge.hold(
            'one-item',
            told.reason === 'done' || !job || typeof known.get(words) === 'object',
            says,
          );
          break;
        case 'error':
          judge.hold(
            'one-item',
            !job || !!target.isSync || !!told.ref || told.error.submission === 'unknown',
            says,
          );
          break;
        default:
          told satisfies never;
      }
    }
  }
}
