'use client';

import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { JobSource } from './job-source.ts';
import { viewOf, type JobView, type ShownState } from './job-view.ts';
import { haveSameFields } from './same-fields.ts';

/** What a component shows of a job, so that it renders when that changes and not otherwise. */
export interface Selection<Result, Selected> {
  /** Picks what is shown, such as `({ phase, data }) => ({ phase, data })`. Pure. Default: all of the view. */
  readonly select?: ((view: JobView<Result>) => Selected) | undefined;
  /**
   * Whether two results of `select` look the same. Default: they are the same value, or plain objects or lists
   * whose fields are the same values.
   */
  readonly isEqual?: ((a: Selected, b: Selected) => boolean) | undefined;
}

const all = (view: unknown) => view;

/** Reads a source as React reads a store; the same object until what is selected looks different. */
export function useSelection<Result, Selected = JobView<Result>>(
  source: JobSource<Result>,
  {
    select = all as (view: JobView<Result>) => Selected,
    isEqual = haveSameFields,
  }: Selection<Result, Selected>,
): Selected {
  const shown = useRef<{ readonly selected: Selected }>(undefined);
  const [getSelected, getServerSelected] = useMemo(() => {
    const selecting = (getState: () => ShownState<Result>) => {
      let latest: { readonly state: ShownState<Result>; readonly selected: Selected } | undefined;
      return () => {
        const state = getState();
        if (latest?.state === state) return latest.selected;
        const selected = select(viewOf(state, source.job()));
        const before = shown.current;
        latest = {
          state,
          selected: before && isEqual(before.selected, selected) ? before.selected : selected,
        };
        return latest.selected;
      };
    };
    return [selecting(source.getSnapshot), selecting(source.getServerSnapshot ?? source.getSnapshot)];
  }, [source, select, isEqual, shown]);

  const selected = useSyncExternalStore(source.subscribe, getSelected, getServerSelected);
  useEffect(() => {
    shown.current = { selected };
  }, [selected, shown]);
  return selected;
}
