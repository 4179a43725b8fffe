import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

/** For the element around what has focus. */
export interface FocusWatch {
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onBlur: () => void;
}

/**
 * Gives focus to an element that stays, when a render took away what had it: else the keyboard and the screen
 * reader would begin anew at the top of the page.
 */
export function useKeptFocus(keeper: RefObject<HTMLElement | null>): FocusWatch {
  const focused = useRef<HTMLElement>(undefined);
  useLayoutEffect(() => {
    if (!focused.current || focused.current.isConnected) return;
    focused.current = undefined;
    keeper.current?.focus({ preventScroll: true });
  });
  return {
    onFocus: ({ target }) => (focused.current = target),
    // Not called where React removes the element.
    onBlur: () => (focused.current = undefined),
  };
}
