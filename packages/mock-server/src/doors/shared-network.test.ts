import { expect, it } from 'vitest';
import { BRIA_ORIGIN } from '../../test/ask.ts';
import { createMock } from './create-mock.ts';
import { setupMockNetwork } from './node-network.ts';
import { enterNetwork } from './shared-network.ts';

const ask = async (api_token: string) => fetch(`${BRIA_ORIGIN}/v2/status/x`, { headers: { api_token } });

it('is on as long as anybody is there, for all of them', async () => {
  const [first, second] = [enterNetwork({}), enterNetwork({ unhandled: 'allow' })];
  const [one, two] = [createMock(), createMock()];
  first.connect('one', one);
  second.connect('two', two);
  for (const token of ['one', 'two', 'two']) expect((await ask(token)).status).toBe(404);
  expect([one.control.journal.count(), two.control.journal.count()]).toEqual([1, 2]);
  first.leave();
  await ask('one');
  expect(one.control.journal.count()).toBe(2);
  second.leave();
  // It is off: another one can be turned on.
  await using network = setupMockNetwork(createMock());
  network.enable();
  await ask('one');
  expect(one.control.journal.count()).toBe(2);
});

it('is not the one of before when it is turned on again', async () => {
  const mock = createMock();
  const before = enterNetwork({});
  before.connect('one', mock);
  before.leave();
  const again = enterNetwork({});
  await expect(ask('one')).rejects.toThrow('fetch failed');
  again.leave();
  expect(mock.control.journal.count()).toBe(0);
});
