import { createInspectedClient } from '@briakit/core';
import { image } from '@briakit/core/bria';
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openClient, openWorld, PICTURE, plainWith, strictWith, TOKEN } from '../test/world.tsx';
import { useBriaBudget } from './use-bria-budget.ts';

afterEach(cleanup);

function open() {
  const world = openWorld({ plan: 'free' }, 'free');
  const client = createInspectedClient(world.clientOptions);
  const { result, unmount } = renderHook(() => useBriaBudget(), { wrapper: strictWith(client) });
  const submits = () => result.current.lines.find(({ bucket }) => bucket.includes('remove_background'));
  const submit = () => act(() => void client.submit(image.removeBackground, { image: PICTURE }));
  return { ...world, client, result, unmount, line: submits, submit };
}

it('shows what is left, what is blocked and until when, and that it refills', async () => {
  const { result, line, submit, advance, clock } = open();
  expect(result.current).toMatchObject({ lines: [], isWalletEmpty: false });
  submit();
  await advance(100);
  expect(line()).toMatchObject({ limit: 10, free: 9, blockedBy: undefined, blockedUntil: undefined });
  for (let place = 0; place < 10; place++) submit();
  await advance(100);
  expect(line()).toMatchObject({ free: 0, blockedBy: 'rate-limit' });
  const until = line()!.blockedUntil!;
  expect(until - clock.now()).toBeGreaterThan(50_000);
  await advance(until - clock.now() + 1);
  expect(line()!.free + (line()!.blockedBy ? 1 : 0)).toBeGreaterThan(0);
  await advance(180_000);
  expect(line()).toMatchObject({ free: 10, blockedBy: undefined });
});

it('says that the wallet is empty, and that it was topped up', async () => {
  const { result, submit, advance, mock } = open();
  mock.control.tenants.set(TOKEN, { balanceUsd: 0 });
  submit();
  await advance(1_000);
  expect(result.current.isWalletEmpty).toBe(true);
  act(() => result.current.reopen());
  await advance(0);
  expect(result.current.isWalletEmpty).toBe(false);
});

it('keeps what it gives while nothing changes, and leaves no timer', async () => {
  const { result, submit, advance, clock, unmount } = open();
  submit();
  await advance(20_000);
  const before = result.current;
  await advance(100);
  expect(result.current).toBe(before);
  unmount();
  expect(clock.pendingTimers).toBe(0);
});

it('says which client it needs', () => {
  const client = openClient(openWorld().clientOptions);
  expect(() => renderHook(() => useBriaBudget(), { wrapper: plainWith(client) })).toThrow(
    /createInspectedClient/,
  );
});
