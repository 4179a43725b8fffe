/** Judges whose turn it was when a submit leaves. */
import { isTerminal } from '@briakit/core';
import { isInLine, peek, type Call, type Handle, type Process } from './processes.ts';
import type { Watched } from './watch-requests.ts';

export const judgeOrder = (
  { judge, now, handles, maxConcurrency }: Watched,
  process: Process,
  { words, handle, target, priority }: Call,
  turnAt: number,
): void => {
  const own = handles.filter(({ process: by, call: of, isRead }) => by === process && of && isRead);
  const inLineSince = handle && handle.leftLineAt === now() ? handle.inLineSince : turnAt;
  const goesFirst = ({ call, state, inLineSince: cameAt }: Handle) =>
    isInLine(state) &&
    cameAt < turnAt &&
    (process.provider === 'pixazo' || call?.target === target) &&
    (call!.priority > priority || (call!.priority === priority && cameAt < inLineSince));
  const overtaken = own.find((one) => one !== handle && goesFirst(one))?.call;
  judge.hold(
    'order',
    !handle?.isRead || !overtaken,
    () => `${words} (${priority}) leaves before ${overtaken?.words} (${overtaken?.priority})`,
  );
  if (maxConcurrency === undefined) return;
  const underWay = own.filter(({ call: of, job }) => of!.posts.length > 0 && !isTerminal(peek(job)));
  judge.hold('order', underWay.length <= maxConcurrency, () => `${underWay.length} jobs are under way`);
};
