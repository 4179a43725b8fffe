import { virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { ask, briaAt, bytesOf, MEDIA_ORIGIN, pixazoAt, TINY_PNG } from '../../test/ask.ts';
import { createMock } from './create-mock.ts';
import { createSwitchboard } from './switchboard.ts';

/** Two mocks, `older` and `newer`, behind one door. */
function setUp() {
  const clock = virtualClock();
  const [board, older, newer] = [
    createSwitchboard(),
    createMock({ clock, seed: 2 }),
    createMock({ clock, seed: 3 }),
  ];
  board.connect('older', older);
  board.connect('newer', newer);
  return { clock, board, older, newer, door: board.mock };
}

it('asks the mock of a token, at either provider, and the newest for a token that nobody has', async () => {
  const { door, older, newer } = setUp();
  await briaAt(door, 'older').accepted();
  await pixazoAt(door, 'older').accepted();
  await briaAt(door, 'nobody').accepted();
  expect([older.state.jobs.size, newer.state.jobs.size]).toEqual([2, 1]);
  expect(door.state.tenants).toEqual(newer.state.tenants);
  expect(door.control.journal.count()).toBe(1);
});

it('asks whoever has made a result for it, and nobody else', async () => {
  const { clock, door, older, newer } = setUp();
  const client = briaAt(door, 'older');
  const upload = await ask(older, `${MEDIA_ORIGIN}/__mock/uploads`, {
    method: 'POST',
    body: bytesOf(TINY_PNG),
  });
  const { url: image } = await upload.json();
  const id = await client.accepted({ image });
  await clock.advance(5_000);
  const { result } = await (await client.status(id)).json();
  expect((await ask(door, result.image_url)).status).toBe(200);
  expect(newer.state.journal).toEqual([]);
  // The link of an upload does not say whose it is.
  expect((await ask(door, image)).status).toBe(200);
  expect((await ask(door, `${MEDIA_ORIGIN}/__mock/media/nobody/output.png`)).status).toBe(404);
});

it('lets nothing out when no mock is there for it', async () => {
  const board = createSwitchboard();
  expect(await ask(board.mock, 'https://gateway.pixazo.ai/x')).toHaveProperty('type', 'error');
  expect(() => board.mock.state).toThrow('No mock is connected yet.');
  board.connect('only', createMock({ providers: ['bria'] }));
  expect(await ask(board.mock, 'https://gateway.pixazo.ai/x')).toHaveProperty('type', 'error');
});

it('forgets the oldest of more than a hundred', async () => {
  const { board, door, older, newer } = setUp();
  board.connect('older', older); // is heard of again
  for (let count = 0; count < 99; count++) board.connect(`other-${count}`, createMock());
  await briaAt(door, 'older').accepted();
  await briaAt(door, 'newer').accepted();
  expect([older.state.jobs.size, newer.state.jobs.size]).toEqual([1, 0]);
});
