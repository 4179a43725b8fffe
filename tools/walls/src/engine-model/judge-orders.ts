/** What was bought whose answer is links, by the mock's books: each picture is an order of its own. */
import type { Mock } from '@briakit/mock-server';
import type { Judge } from './judge.ts';
import type { Call } from './processes.ts';
import { wordsOfFile } from './targets.ts';

/** @returns the words of the calls for which files were issued. */
export async function judgeOrders(
  judge: Judge,
  mock: Mock,
  calls: ReadonlyMap<string, Call>,
): Promise<ReadonlySet<string>> {
  const { files, ledger, jobs } = await mock.control.snapshot({ pictures: false });
  const issued = Map.groupBy(files, (file) => wordsOfFile(file) ?? 'nobody');
  for (const [words, own] of issued) {
    const asked = calls.get(words)?.target.files ?? 0;
    judge.hold('one-charge', own.length <= asked, () => `${own.length} files are of ${words}, not ${asked}`);
  }
  const isJob = new Set(jobs.map(({ requestId }) => requestId));
  const ordered = ledger.filter(
    ({ kind, requestId }) => kind === 'hold' && requestId !== undefined && !isJob.has(requestId),
  );
  const most = [...calls.values()].reduce(
    (sum, { target, posts }) => sum + (posts.length > 0 ? (target.files ?? 0) : 0),
    0,
  );
  judge.hold(
    'one-charge',
    ordered.length <= most,
    () => `${ordered.length} pictures were ordered, of ${most}`,
  );
  return new Set(issued.keys());
}
