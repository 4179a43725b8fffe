import { expect, it, vi } from 'vitest';
import { listenTo, notify, type Listened } from './listeners.ts';

function created() {
  const listened: Listened = { listeners: [] };
  return { add: (listener: () => void) => listenTo(listened, listener), notify: () => notify(listened) };
}

it('tells every listener, in the order in which they came', () => {
  const { add, notify: tell } = created();
  const told: string[] = [];
  add(() => told.push('first'));
  add(() => told.push('second'));
  tell();
  expect(told).toEqual(['first', 'second']);
});

it('takes the same function twice, and away once', () => {
  const { add, notify: tell } = created();
  const listener = vi.fn<() => void>();
  const remove = add(listener);
  add(listener);
  tell();
  expect(listener).toHaveBeenCalledTimes(2);
  remove();
  remove();
  tell();
  expect(listener).toHaveBeenCalledTimes(3);
});

it('tells the others when one throws, and lets the mistake be seen', () => {
  const later: (() => void)[] = [];
  vi.stubGlobal('queueMicrotask', (callback: () => void) => later.push(callback));
  const { add, notify: tell } = created();
  const other = vi.fn<() => void>();
  add(() => {
    throw new Error('a mistake');
  });
  add(other);
  tell();
  expect(other).toHaveBeenCalledOnce();
  expect(later).toHaveLength(1);
  expect(later[0]).toThrow('a mistake');
});

it('leaves for the next time who comes while the others are told', () => {
  const { add, notify: tell } = created();
  const late = vi.fn<() => void>();
  add(() => void add(late));
  tell();
  expect(late).not.toHaveBeenCalled();
  tell();
  expect(late).toHaveBeenCalledOnce();
});

it('tells nobody any more who is taken away while the others are told', () => {
  const { add, notify: tell } = created();
  const [gone, stays] = [vi.fn<() => void>(), vi.fn<() => void>()];
  add(() => remove());
  const remove = add(gone);
  add(stays);
  tell();
  expect([gone.mock.calls.length, stays.mock.calls.length]).toEqual([0, 1]);
});
