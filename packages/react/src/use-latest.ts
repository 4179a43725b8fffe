'use client';

import { useInsertionEffect, useRef } from 'react';

/** A place for what changes, for functions that do not. */
export interface Box<T> {
  current: T;
}

/** Holds what was given in the last render that was kept, before anything of that render can be clicked. */
export function useLatest<T>(value: T): Box<T> {
  const box = useRef(value);
  useInsertionEffect(() => {
    box.current = value;
  }, [value]);
  return box;
}
