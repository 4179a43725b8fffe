import type { Page } from '@briakit/core';

/** A page that is looked at and goes online as it is told to. */
export interface ScriptedPage extends Page {
  readonly turn: (to: { readonly isHidden: boolean; readonly isOnline: boolean }) => void;
  readonly listeners: ReadonlySet<() => void>;
}

export function createScriptedPage(): ScriptedPage {
  let now = { isHidden: false, isOnline: true };
  const listeners = new Set<() => void>();
  return {
    listeners,
    isHidden: () => now.isHidden,
    isOnline: () => now.isOnline,
    subscribe(listener) {
      const entry = () => listener();
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    turn(to) {
      now = to;
      // Who comes meanwhile is told the next time.
      for (const listener of new Set(listeners)) listener();
    },
  };
}
