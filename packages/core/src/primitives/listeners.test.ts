import { expect, it, vi } from 'vitest';
import { createListeners } from './listeners.ts';

it('tells every listener, in the order in which they came', () => {
  const { add, notify } = createListeners();
  const told: string[] = [];
  add(() => told.push('first'));
  add(() => told.push('second'));
  notify();
  expect(told).toEqual(['first', 'second']);
});

it('takes the same function twice, and away once', () => {
  const { add, notify } = createListeners();
  const listener = vi.fn<() => void>();
  const remove = add(listener);
  add(listener);
  notify();
  expect(listener).toHaveBeenCalledTimes(2);
  remove();
  remove();
  notify();
  expect(listener).toHaveBeenCalledTimes(3);
});

it('tells the others when one throws, and lets the mistake be seen', () => {
  const later: (() => void)[] = [];
  vi.stubGlobal('queueMicrotask', (callback: () => void) => later.push(callback));
  const { add, notify } = createListeners();
  const other = vi.fn<() => void>();
  add(() => {
    throw new Error('a mistake');
  });
  add(other);
  notify();
  expect(other).toHaveBeenCalledOnce();
  expect(later).toHaveLength(1);
  expect(later[0]).toThrow('a mistake');
});

it('leaves for the next time who comes while the others are told', () => {
  const { add, notify } = createListeners();
  const late = vi.fn<() => void>();
  add(() => void add(late));
  notify();
  expect(late).not.toHaveBeenCalled();
  notify();
  expect(late).toHaveBeenCalledOnce();
});
