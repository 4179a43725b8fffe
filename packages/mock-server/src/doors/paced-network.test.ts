/** Bodies that are late, or break off, as clients see them whose requests are intercepted. */
import { virtualClock } from '@briakit/core/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as undici from 'undici';
import { BRIA_ORIGIN, PHOTO_URL, posting } from '../../test/ask.ts';
import { createMock } from './create-mock.ts';
import { setupMockNetwork } from './node-network.ts';

const clock = virtualClock();
const mock = createMock({ clock });
const network = setupMockNetwork(mock);
beforeAll(() => network.enable());
afterAll(() => network.disable());

const SUBMIT = `${BRIA_ORIGIN}/v2/image/edit/remove_background`;
const init = posting({ image: PHOTO_URL }, { api_token: 'token-a' });
const clients = [
  ['global fetch', () => fetch(SUBMIT, init)],
  ['undici', () => undici.fetch(SUBMIT, init as undici.RequestInit)],
] as const;

it.each(clients)('lets %s see that a body broke off', async (_, submit) => {
  mock.control.faults.add({ on: 'submit', effect: { kind: 'garble', how: 'cut' } });
  const answer = await submit();
  expect(answer.status).toBe(202);
  await expect(answer.text()).rejects.toThrow('terminated');
});

it.each(clients)('lets %s wait for a body', async (_, submit) => {
  mock.control.faults.add({ on: 'submit', effect: { kind: 'slow', bodyMs: 10_000 } });
  const body = submit().then((answer) => answer.json());
  for (let second = 0; second < 10; second++) {
    await expect.poll(() => clock.pendingTimers).toBeGreaterThan(0);
    await clock.advance(1000);
  }
  expect(await body).toMatchObject({ request_id: expect.any(String) });
});
