/** Whatever is asked in whatever order, the mock does what the plain model of it in `test/` says. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { BRIA_ORIGIN, ask, bytesOf, MEDIA_ORIGIN, PIXAZO_ORIGIN, posting, TINY_PNG } from '../../test/ask.ts';
import {
  BEGINNING,
  createReferenceModel,
  endpoints,
  outcomes,
  plans,
  QUEUED_MS,
  RUNNING_MS,
  tenants,
  type EndpointName,
  type ModelJob,
  type OutcomeName,
  type PlanName,
  type TenantName,
  type Verdict,
} from '../../test/reference-model.ts';
import { createMock } from '../doors/create-mock.ts';
import { mockClock } from './mock-clock.ts';

type Step =
  | {
      readonly do: 'submit';
      readonly tenant: TenantName;
      readonly endpoint: EndpointName;
      readonly outcome: OutcomeName;
      readonly times: number;
      readonly hooked: boolean;
    }
  /** `which`: 0 for the job that was accepted last. */
  | { readonly do: 'poll'; readonly which: number; readonly times: number }
  | { readonly do: 'wait'; readonly ms: number }
  /** Until the job that was accepted last is so old, if it is not yet; and then a poll of it. */
  | { readonly do: 'wait-for-age'; readonly ageMs: number }
  | { readonly do: 'wait-as-told' }
  | { readonly do: 'give'; readonly tenant: TenantName; readonly microUsd: number }
  | { readonly do: 'change-plan'; readonly tenant: TenantName; readonly plan: PlanName };

const tenant = fc.constantFrom(...tenants);
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('submit' as const),
      tenant,
      endpoint: fc.constantFrom(...(Object.keys(endpoints) as EndpointName[])),
      outcome: fc.constantFrom(...outcomes),
      times: fc.constantFrom(1, 1, 2, 12),
      hooked: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('poll' as const),
      which: fc.oneof(fc.constant(0), fc.nat(50)),
      times: fc.constantFrom(1, 1, 40),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.oneof(fc.constantFrom(0, 1, 59_999), fc.nat(70_000)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait-for-age' as const),
      ageMs: fc.constantFrom(QUEUED_MS - 1, QUEUED_MS, QUEUED_MS + RUNNING_MS - 1, QUEUED_MS + RUNNING_MS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait-as-told' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('give' as const), tenant, microUsd: fc.nat(200_000) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('change-plan' as const),
      tenant,
      plan: fc.constantFrom(...(Object.keys(plans) as PlanName[])),
    }),
  },
);

interface Story {
  readonly seed: number;
  readonly steps: readonly Step[];
  /** What receivers of webhooks say, over and over. */
  readonly receivers: readonly number[];
}

const DAY_MS = 24 * 60 * 60 * 1000;
const STARTED_AT = Date.UTC(2026, 0, 5, 12, 0, 13);

/** Lives through the story beside the model, and gives everything that was said in it. */
async function live({ seed, steps, receivers }: Story): Promise<string> {
  const clock = mockClock({ rate: 0, startAt: STARTED_AT });
  let calls = 0;
  const mock = createMock({
    clock,
    seed,
    plan: BEGINNING.plan,
    balanceUsd: BEGINNING.microUsd / 1e6,
    latency: { queuedMs: [QUEUED_MS, QUEUED_MS], runningMs: [RUNNING_MS, RUNNING_MS] },
    deliver: async () => new Response(null, { status: receivers[calls++ % receivers.length] ?? 204 }),
  });
  const model = createReferenceModel();
  const said: unknown[] = [];
  const ids = new Map<ModelJob, string>();
  let toldMs = 0;

  const upload = await ask(mock, `${MEDIA_ORIGIN}/__mock/uploads`, {
    method: 'POST',
    body: bytesOf(TINY_PNG),
  });
  const { url: picture } = (await upload.json()) as { url: string };

  const send = async (endpoint: EndpointName, path: string, credential: string, body?: object, more = {}) => {
    const isBria = endpoints[endpoint].provider === 'bria';
    const headers = { [isBria ? 'api_token' : 'Ocp-Apim-Subscription-Key']: credential, ...more };
    const url = (isBria ? BRIA_ORIGIN : PIXAZO_ORIGIN) + path;
    const response = await ask(mock, url, body ? posting(body, headers) : { headers });
    const text = await response.text();
    said.push([clock.now(), path, response.status, [...response.headers], text]);
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: JSON.parse(text),
    };
  };
  const judge = (answer: Awaited<ReturnType<typeof send>>, { status, retryAfterMs }: Verdict) => {
    expect(answer.status).toBe(status);
    expect(answer.retryAfter).toBe(
      retryAfterMs === undefined ? null : String(Math.ceil(retryAfterMs / 1000)),
    );
    if (retryAfterMs !== undefined) toldMs = Number(answer.retryAfter) * 1000;
  };
  const submit = async (job: ModelJob) => {
    const { provider, path, field } = endpoints[job.endpoint];
    const hook = job.hooked ? 'https://app.test/hook' : undefined;
    const verdict = model.submit(job);
    // What is decided for a job that is refused would become of the next one.
    if (verdict.status === 202) mock.control.outcomes.next(job.outcome);
    const answer = await send(
      job.endpoint,
      path,
      job.tenant,
      { [field]: picture, ...(provider === 'bria' && hook && { webhook_url: hook }) },
      provider === 'pixazo' && hook ? { 'X-Webhook-URL': hook } : {},
    );
    judge(answer, verdict);
    if (answer.status === 202) ids.set(job, answer.body.request_id);
  };
  const poll = async (job: ModelJob) => {
    const statusPath = endpoints[job.endpoint].provider === 'bria' ? '/v2/status' : '/v2/requests/status';
    const answer = await send(job.endpoint, `${statusPath}/${ids.get(job)}`, job.tenant);
    judge(answer, model.poll(job, clock.now()));
    const word = answer.status === 200 ? answer.body.status : model.wordFor(job, clock.now());
    expect(word).toBe(model.wordFor(job, clock.now()));
  };
  const take = async (step: Step) => {
    switch (step.do) {
      case 'submit': {
        const { do: _, times, ...wish } = step;
        for (let time = 0; time < times; time++) await submit({ ...wish, at: clock.now() });
        return;
      }
      case 'poll': {
        const job = model.jobs.at(-1 - (step.which % model.jobs.length));
        if (!job) return;
        for (let time = 0; time < step.times; time++) await poll(job);
        return;
      }
      case 'wait':
        return mock.control.advance(step.ms);
      case 'wait-for-age': {
        const job = model.jobs.at(-1);
        if (!job) return;
        await mock.control.advance(Math.max(0, job.at + step.ageMs - clock.now()));
        return poll(job);
      }
      case 'wait-as-told':
        return mock.control.advance(toldMs);
      case 'give':
        model.setMicroUsd(step.tenant, step.microUsd, clock.now());
        return void mock.control.tenants.set(step.tenant, { balanceUsd: step.microUsd / 1e6 });
      case 'change-plan':
        model.setPlan(step.tenant, step.plan);
        return void mock.control.tenants.set(step.tenant, { plan: step.plan });
      default:
        return step satisfies never;
    }
  };

  for (const step of steps) {
    await take(step);
    for (const name of tenants) {
      const microUsd = model.microUsd(name, clock.now());
      expect(Math.round(mock.control.tenants.get(name).balanceUsd * 1e6)).toBe(microUsd);
      expect(microUsd).toBeGreaterThanOrEqual(0);
    }
  }

  await mock.control.advance(DAY_MS);
  for (const job of model.jobs) {
    const deliveries = mock.control.webhooks.deliveries({ requestId: ids.get(job) ?? '' });
    expect(deliveries).toHaveLength(model.isTold(job) ? 1 : 0);
    for (const { state, attempts } of deliveries) {
      const accepted = attempts.map(({ result }) => result === 'accepted');
      expect(state).toBe(accepted.at(-1) ? 'accepted' : 'given-up');
      expect(accepted.slice(0, -1)).not.toContain(true);
      expect(accepted.at(-1) || attempts.length === attemptsOf(job)).toBe(true);
    }
    await mock.control.advance(60_000);
    await poll(job);
  }
  return JSON.stringify([said, mock.state.journal, mock.state.deliveries, mock.state.ledger.find()]);
}

const attemptsOf = ({ endpoint }: ModelJob) => (endpoints[endpoint].provider === 'bria' ? 5 : 1);

it('does what the model says, and the same again from the same seed', async () => {
  const story = fc.record({
    seed: fc.integer(),
    steps: fc.array(stepArbitrary, { minLength: 5, maxLength: 40 }),
    receivers: fc.array(fc.constantFrom(204, 200, 500, 302), { minLength: 1, maxLength: 7 }),
  });
  await fc.assert(
    fc.asyncProperty(story, async (each) => {
      expect(await live(each)).toBe(await live(each));
    }),
    { numRuns: Number(process.env['MODEL_RUNS'] ?? 60) },
  );
});
