import { expect, it } from 'vitest';
import { createChance } from './chance.ts';
import { createFaults, type FaultMoment, type FaultRule } from './faults.ts';

const error = { kind: 'network-error' } as const;
const hang = { kind: 'hang' } as const;

const momentOf = (more: Partial<FaultMoment> = {}): FaultMoment => ({
  now: 0,
  operation: 'submit',
  provider: 'bria',
  tenant: 'token-a',
  paths: ['/v2/image/generate'],
  after: false,
  job: undefined,
  ...more,
});
/** What strikes at each of these moments. */
const strikes = (rules: readonly FaultRule[], moments: readonly Partial<FaultMoment>[], seed = 1) => {
  const faults = createFaults(createChance(seed));
  for (const rule of rules) faults.add(rule, 1000);
  return moments.map((moment) => faults.effectAt(momentOf(moment)));
};
const at = (...instants: readonly number[]) => instants.map((now) => ({ now }));
const times = (count: number) => Array.from({ length: count }, () => ({ now: 1000 }));

it('strikes as often as the rule says, the first rule first', () => {
  const rules = [
    { on: 'submit', times: 2, effect: error },
    { on: 'any', effect: hang },
  ] as const;
  expect(strikes(rules, times(4))).toEqual([error, error, hang, undefined]);
});

it.each([
  ['another operation', { on: 'status' }],
  ['another provider', { on: 'submit', provider: 'pixazo' }],
  ['another tenant', { on: 'submit', tenant: 'token-b' }],
  ['another endpoint', { on: 'submit', endpoint: 'image/generate/lite' }],
  ['an end of a path that is none of its names', { on: 'submit', endpoint: 'enerate' }],
  ['what comes after the answer', { on: 'submit', after: true }],
  ['a job, where there is none', { on: 'any', jobStatus: 'running' }],
] as const)('leaves alone what the rule does not mean: %s', (_, conditions) => {
  expect(strikes([{ ...conditions, effect: error }], times(1))).toEqual([undefined]);
});

it.each([
  ['its id', 'image/generate', ['/v2/image/generate']],
  ['its id with a method and a parameter', 'GET v1/models/{id}', ['/v1/models/:id', '/v1/models/7']],
  ['the name of a model at Pixazo', 'bria-rmbg-2-0-682', ['/bria-rmbg-2-0-682/v1/bria-rmbg-2-0-request']],
  ['its path', '/v2/status/:requestId', ['/v2/status/:requestId', '/v2/status/x']],
  ['the path of one request', '/v2/status/x', ['/v2/status/:requestId', '/v2/status/x']],
] as const)('knows an endpoint by %s', (_, endpoint, paths) => {
  expect(strikes([{ on: 'any', endpoint, effect: error }], [{ now: 1000, paths }])).toEqual([error]);
});

it('strikes within a window that begins when the rule is added', () => {
  const rule = { on: 'any', window: { fromMs: 100, untilMs: 200 }, effect: error } as const;
  expect(strikes([rule], at(1099, 1100, 1199, 1200))).toEqual([undefined, error, error, undefined]);
});

it('strikes from the nth moment on, and then at each so-manieth', () => {
  const struckBy = (conditions: Partial<FaultRule>) =>
    strikes([{ on: 'any', effect: error, ...conditions }], times(7)).flatMap((effect, index) =>
      effect ? [index + 1] : [],
    );
  expect(struckBy({ nth: 3 })).toEqual([3]);
  expect(struckBy({ nth: 3, times: 'always' })).toEqual([3, 4, 5, 6, 7]);
  expect(struckBy({ every: 3 })).toEqual([3, 6]);
  expect(struckBy({ every: 3, nth: 1 })).toEqual([1, 4, 7]);
  expect(struckBy({ every: 2, times: 2 })).toEqual([2, 4]);
});

it('has the chance that it says, and the same for the same seed', () => {
  const rule = { on: 'any', probability: 0.3, effect: error } as const;
  const shareOf = (seed: number) => strikes([rule], times(2000), seed).filter(Boolean).length / 2000;
  expect(shareOf(1)).toBeCloseTo(0.3, 1);
  expect(strikes([rule], times(100), 7)).toEqual(strikes([rule], times(100), 7));
  expect(strikes([rule], times(100), 7)).not.toEqual(strikes([rule], times(100), 8));
});

it('waits for a job that stands so, and for one that came to its end long enough ago', () => {
  const job = (status: 'running' | 'completed') => ({
    status,
    since: 5000,
    hasEnded: status === 'completed',
  });
  const moments = [
    { now: 9000, job: job('running') },
    { now: 9000, job: job('completed') },
  ];
  expect(strikes([{ on: 'any', jobStatus: 'running', times: 'always', effect: error }], moments)).toEqual([
    error,
    undefined,
  ]);
  expect(strikes([{ on: 'any', endedMsAgo: 4000, times: 'always', effect: error }], moments)).toEqual([
    undefined,
    error,
  ]);
  expect(strikes([{ on: 'any', endedMsAgo: 4001, effect: error }], moments)).toEqual([undefined, undefined]);
});

it('spoils an answer only once there is one', () => {
  const rule = { on: 'any', effect: { kind: 'garble', how: 'cut' } } as const;
  expect(strikes([rule], [{ now: 1000 }, { now: 1000, after: true }])).toEqual([undefined, rule.effect]);
});

it('can be taken back, one by one, by their source, or all at once', () => {
  const faults = createFaults(createChance(1));
  const armed = faults.add({ on: 'any', effect: error }, 0);
  expect([faults.remove(armed.id), faults.remove(armed.id)]).toEqual([true, false]);
  faults.add({ on: 'any', effect: error }, 0, 'story');
  faults.add({ on: 'any', effect: hang }, 0);
  expect(faults.list().map(({ rule }) => rule.effect)).toEqual([hang, error]);
  faults.clear('story');
  expect(faults.list()).toMatchObject([{ rule: { effect: hang }, seen: 0, struck: 0, addedAt: 0 }]);
  faults.clear();
  expect([faults.effectAt(momentOf()), faults.size]).toEqual([undefined, 0]);
});

it('can be written down and read again, with what has come of each rule', () => {
  const faults = createFaults(createChance(1));
  faults.add({ on: 'any', times: 2, effect: error }, 0);
  faults.effectAt(momentOf());
  const again = createFaults(createChance(1));
  again.restore(JSON.parse(JSON.stringify(faults.list())));
  expect([again.effectAt(momentOf()), again.effectAt(momentOf())]).toEqual([error, undefined]);
  expect(again.add({ on: 'any', effect: error }, 0).id).toBe('fault-2');
});
