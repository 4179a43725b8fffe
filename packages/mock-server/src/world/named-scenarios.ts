/** The scenarios that come with the mock. None of them ends by itself: choose another one. */
import type { Scenario } from './scenario.ts';

const always = { times: 'always' } as const;

/** The scenarios that are there by name, as data. */
export const namedScenarios = {
  happy: { name: 'happy', description: 'Every job is done in time, and nothing goes wrong.' },
  slow: {
    name: 'slow',
    description: 'Jobs take half a minute to a minute, and every answer half a second.',
    latency: { queuedMs: [5000, 15_000], runningMs: [25_000, 45_000] },
    faults: [{ on: 'any', ...always, effect: { kind: 'slow', headMs: 500 } }],
  },
  flaky: {
    name: 'flaky',
    description: 'One request in four fails in some way or other; whoever asks again gets there.',
    faults: [
      { on: 'status', probability: 0.15, effect: { kind: 'refuse', status: 503 } },
      { on: 'status', probability: 0.1, effect: { kind: 'network-error' } },
      { on: 'status', probability: 0.05, effect: { kind: 'garble', how: 'truncated' } },
      { on: 'submit', probability: 0.1, effect: { kind: 'refuse', status: 500 } },
      { on: 'submit', probability: 0.1, effect: { kind: 'network-error', code: 'ECONNREFUSED' } },
      { on: 'media', probability: 0.2, effect: { kind: 'network-error' } },
    ],
  },
  'rate-limited': {
    name: 'rate-limited',
    description: 'The smallest plan, and a limit that others use up: each second submit has to wait 2 s.',
    plan: 'free',
    faults: [
      { on: 'submit', every: 2, effect: { kind: 'refuse', status: 429, retryAfterMs: 2000 } },
      { on: 'status', every: 4, effect: { kind: 'refuse', status: 429, retryAfterMs: 1000 } },
    ],
  },
  'insufficient-balance': {
    name: 'insufficient-balance',
    description: 'The wallet is empty.',
    balanceUsd: 0,
  },
  moderated: {
    name: 'moderated',
    description: 'No job gets past the content moderation. Nothing is charged.',
    outcomes: [{ outcome: 'failed', message: 'The content did not pass moderation.', ...always }],
  },
  stuck: {
    name: 'stuck',
    description: 'Jobs are accepted, and then run for ever.',
    outcomes: [{ outcome: 'stuck', ...always }],
  },
  outage: {
    name: 'outage',
    description:
      'Nobody is there: connections are refused, gateways answer, and now and then the provider itself.',
    faults: (['submit', 'status', 'manage'] as const).flatMap((on) => [
      { on, every: 3, effect: { kind: 'network-error', code: 'ECONNREFUSED' } as const },
      { on, every: 2, effect: { kind: 'edge', page: 'bad-gateway' } as const },
      { on, ...always, effect: { kind: 'refuse', status: 503 } as const },
    ]),
  },
  'webhook-chaos': {
    name: 'webhook-chaos',
    description: 'Deliveries come twice, late, out of order, forged, old, or never.',
    webhooks: [
      { every: 7, fault: { kind: 'drop' } },
      { every: 5, fault: { kind: 'forge' } },
      { every: 4, fault: { kind: 'delay', delayMs: 30_000 } },
      { every: 3, fault: { kind: 'reorder' } },
      { every: 2, fault: { kind: 'duplicate' } },
      { nth: 2, every: 3, fault: { kind: 'stale' } },
    ],
  },
  'result-expired': {
    name: 'result-expired',
    description: 'Jobs are done, and charged, but nobody comes in time: the links to results are dead.',
    faults: [{ on: 'media', ...always, effect: { kind: 'expired' } }],
  },
} as const satisfies Readonly<Record<string, Scenario>>;

/** What the scenarios are called that come with the mock. */
export type ScenarioName = keyof typeof namedScenarios;

export const scenarioNames = Object.keys(namedScenarios) as readonly ScenarioName[];
