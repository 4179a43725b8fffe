/** Every answer about a job, whatever becomes of it, has the form that the contract gives it. */
import {
  briaJobBodySchema,
  check,
  pixazoJobBodySchema,
  imageResultSchema,
  pixazoResultSchema,
  type Schema,
} from '@briakit/core/schemas';
import { virtualClock } from '@briakit/core/testing';
import { expect, it } from 'vitest';
import { briaAt, pixazoAt } from '../../test/ask.ts';
import { createMock } from '../doors/create-mock.ts';
import { outcomes } from '../world/outcomes.ts';

interface Wire {
  readonly name: string;
  readonly at: typeof briaAt | typeof pixazoAt;
  readonly body: Schema<unknown>;
  /** Where the body of a finished job has its result. */
  readonly part: string;
  readonly result: Schema<unknown>;
}

const WIRES: readonly Wire[] = [
  { name: 'Bria', at: briaAt, body: briaJobBodySchema, part: 'result', result: imageResultSchema },
  { name: 'Pixazo', at: pixazoAt, body: pixazoJobBodySchema, part: 'output', result: pixazoResultSchema },
];

const cases = WIRES.flatMap((wire) => outcomes.map((outcome) => [wire.name, outcome, wire] as const));

it.each(cases)('%s speaks its own words of a job that comes to “%s”', async (_, outcome, wire) => {
  const clock = virtualClock();
  const mock = createMock({ clock });
  mock.control.outcomes.next(outcome);
  const provider = wire.at(mock);

  const submitted = await (await provider.submit()).json();
  const bodies = [submitted];
  for (let second = 0; second < 8; second++) {
    bodies.push(await (await provider.status(submitted.request_id)).json());
    await clock.advance(1_000);
  }
  for (const body of bodies) expect(check(wire.body, body)).not.toHaveProperty('fault');
  const last = bodies.at(-1);
  const hasResult = 'value' in check(wire.result, last[wire.part]);
  expect(hasResult).toBe(outcome === 'completed');
});
