/** What can be expected of a mock, in vitest's words. */
import type { MatcherState } from 'vitest';
import { namesEndpoint } from '../world/conditions.ts';
import { shorten } from '../world/journal-entry.ts';
import type { JournalEntry } from '../world/journal.ts';
import { ledgerEntryId, MICRO_USD, type LedgerEntry } from '../world/ledger.ts';
import type { Mock } from './create-mock.ts';

/**
 * An endpoint of a provider: its path (`/v2/image/edit/remove_background`, with or without the version), the name
 * of a model of Pixazo's (`bria-rmbg-2-0-682`), or an endpoint or operation of `@briakit/core`.
 */
export type EndpointLike =
  | string
  | { readonly path: string }
  | { readonly bria: { readonly path: string }; readonly pixazo: { readonly path: string } };

/** Which submits are meant. */
export interface SubmittedOptions {
  /** How many there must be. Default: one or more. */
  readonly times?: number | undefined;
  /** What must be in the body; what else is in it does not matter. Asymmetric matchers work in it. */
  readonly input?: Readonly<Record<string, unknown>>;
}

/** Which status requests are meant. */
export interface PolledOptions {
  /** How many there must be. Default: one or more. */
  readonly times?: number | undefined;
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
  /** Of this job only. */
  readonly requestId?: string | undefined;
}

/** Matchers of a `Mock`. */
export interface MockMatchers<R = unknown> {
  /**
   * The mock accepted such a submit. One whose answer was lost on the way counts: its job is there, and paid for.
   */
  toHaveSubmitted(endpoint: EndpointLike, options?: SubmittedOptions): R;
  /** This much was charged in all, in dollars; what running jobs hold is not. */
  toHaveCharged(usd: number): R;
  /** The client asked for the status of its jobs. */
  toHaveBeenPolled(options?: PolledOptions): R;
  /** Nothing is under way: every job has come to its end, and no webhook is owed. */
  toBeSettled(): R;
}

type Verdict = { readonly pass: boolean; readonly message: () => string };

export const matchers = {
  toHaveSubmitted(
    this: MatcherState,
    received: unknown,
    endpoint: EndpointLike,
    options: SubmittedOptions = {},
  ): Verdict {
    const mock = assertMock(received);
    const submits = mock.control.journal.requests({ operation: 'submit' });
    const { utils, equals } = this;
    const { times, input } = options;
    // The journal keeps only the beginning of a long text, such as a picture.
    const wantedInput = input && shortenPlain(input);
    const flawOf = (entry: JournalEntry): string | undefined => {
      if (!isAt(entry, endpoint)) return 'another endpoint';
      if (!wasAccepted(mock, submits, entry)) return 'not accepted';
      if (!wantedInput || equals(entry.input, wantedInput, [utils.iterableEquality, utils.subsetEquality]))
        return undefined;
      return `another input\n${indent(utils.diff(wantedInput, entry.input) ?? '')}`;
    };
    const judged = submits.map((entry) => ({ entry, flaw: flawOf(entry) }));
    const count = judged.filter(({ flaw }) => flaw === undefined).length;
    const wanted = `${nameOf(endpoint)}${input ? ` with ${utils.stringify(input, undefined, { min: true, printBasicPrototype: false })}` : ''}`;
    return {
      pass: isWithin(count, { times }),
      message: () =>
        `Expected ${this.isNot ? 'no ' : ''}submit of ${wanted}${say({ times })}, and there ${were(count)}.\n\n${
          submits.length === 0
            ? 'Nothing was submitted at all.'
            : `What was submitted:\n${judged.map((each) => line(each.entry, each.flaw)).join('\n')}`
        }`,
    };
  },

  toHaveCharged(this: MatcherState, received: unknown, usd: number): Verdict {
    const entries = entriesOf(assertMock(received));
    const charges = entries.filter(({ kind }) => kind === 'charge');
    const chargedMicroUsd = -charges.reduce((sum, { heldMicroUsd }) => sum + heldMicroUsd, 0);
    return {
      pass: chargedMicroUsd === Math.round(usd * MICRO_USD),
      message: () => {
        const held = entries.reduce((sum, { heldMicroUsd }) => sum + heldMicroUsd, 0);
        const list = charges.map((entry) => `  ${dollars(-entry.heldMicroUsd)} for ${entry.requestId}`);
        return [
          `Expected ${this.isNot ? 'other charges than' : 'charges of'} $${usd}, and there were ${dollars(chargedMicroUsd)}.`,
          ...list,
          ...(held > 0 ? [`  ${dollars(held)} more are held for jobs that have not ended.`] : []),
        ].join('\n');
      },
    };
  },

  toHaveBeenPolled(this: MatcherState, received: unknown, options: PolledOptions = {}): Verdict {
    const { control } = assertMock(received);
    const all = control.journal.requests({ operation: 'status' });
    const { requestId } = options;
    const meant = all.filter(({ path }) => requestId === undefined || path.endsWith(`/${requestId}`));
    return {
      pass: isWithin(meant.length, options),
      message: () => {
        const others = Object.entries(Object.groupBy(all, ({ path }) => path));
        const list = others.map(([path, entries = []]) => `  ${entries.length} × ${path}`);
        const whose = requestId === undefined ? '' : ` of ${requestId}`;
        return [
          `Expected ${this.isNot ? 'no ' : ''}status requests${whose}${say(options)}, and there ${were(meant.length)}.`,
          ...(list.length > 0 ? ['', 'What was asked for:', ...list] : []),
        ].join('\n');
      },
    };
  },

  toBeSettled(this: MatcherState, received: unknown): Verdict {
    const mock = assertMock(received);
    const { state } = mock;
    const held = new Map<string, number>();
    for (const { requestId = '', heldMicroUsd } of entriesOf(mock))
      held.set(requestId, (held.get(requestId) ?? 0) + heldMicroUsd);
    const open = [...held].filter(([, microUsd]) => microUsd > 0).map(([requestId]) => requestId);
    const owed = state.deliveries.filter((delivery) => delivery.state === 'owed');
    return {
      pass: open.length === 0 && owed.length === 0,
      message: () =>
        this.isNot
          ? 'Expected something to be under way, but every job has ended and no webhook is owed.'
          : [
              'Expected nothing to be under way, but:',
              ...open.map((requestId) => `  ${describeJob(state, requestId)}`),
              ...owed.map(({ url, requestId }) => `  ${url} has yet to be told of ${requestId}`),
            ].join('\n'),
    };
  },
} satisfies Record<keyof MockMatchers, unknown>;

function assertMock(received: unknown): Mock {
  if (typeof received === 'object' && received !== null && 'handle' in received && 'control' in received)
    return received as Mock;
  throw new TypeError('Only of a mock can this be expected: expect(mock).');
}

/** All movements of money by now. */
function entriesOf({ state, control }: Mock): readonly LedgerEntry[] {
  // Asking for anybody's wallet runs what has fallen due. What came of it is there by its id at once.
  const [tenant] = state.tenants;
  if (tenant) control.tenants.get(tenant.token);
  return Array.from({ length: state.ledger.size }, (_, index) =>
    state.ledger.get(ledgerEntryId(index + 1)),
  ).filter((entry) => entry !== undefined);
}

const pathsOf = (endpoint: EndpointLike): readonly string[] => {
  if (typeof endpoint === 'string') return [endpoint];
  return 'path' in endpoint ? [endpoint.path] : [endpoint.bria.path, endpoint.pixazo.path];
};

const nameOf = (endpoint: EndpointLike): string => pathsOf(endpoint).join(' or ');

const isAt = ({ path, route }: JournalEntry, endpoint: EndpointLike): boolean =>
  pathsOf(endpoint).some((wanted) => namesEndpoint(wanted, [path, route]));

/**
 * Whether it made what was asked for: it was answered well, or its answer was lost on the way, and the job is there
 * all the same.
 */
function wasAccepted(mock: Mock, submits: readonly JournalEntry[], entry: JournalEntry): boolean {
  if (isGood(entry)) return true;
  const alike = submits.filter(({ path, tenant }) => path === entry.path && tenant === entry.tenant);
  const jobs = mock.state.jobs.find(
    ({ tenant, endpoint }) => tenant === entry.tenant && namesEndpoint(endpoint, [entry.path]),
  );
  const lost = jobs.length - alike.filter(isGood).length;
  return entry.faulty && alike.filter((other) => other.faulty && !isGood(other)).indexOf(entry) < lost;
}

const isGood = ({ status }: JournalEntry) => status >= 200 && status < 300;

/** As the journal does; asymmetric matchers, and whatever else is no plain data, stay what they are. */
function shortenPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shortenPlain);
  if (typeof value !== 'object' || value === null) return shorten(value);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, shortenPlain(inner)]));
}

const isWithin = (count: number, { times, atLeast, atMost }: PolledOptions): boolean =>
  times === undefined
    ? count >= (atLeast ?? (atMost === undefined ? 1 : 0)) && count <= (atMost ?? Infinity)
    : count === times;

function say({ times, atLeast, atMost }: PolledOptions): string {
  const bounds = [
    times !== undefined && `exactly ${times}`,
    atLeast !== undefined && `at least ${atLeast}`,
    atMost !== undefined && `at most ${atMost}`,
  ].filter((bound) => bound !== false);
  return bounds.length > 0 ? ` (${bounds.join(', ')})` : '';
}

const were = (count: number) => (count === 0 ? 'was none' : count === 1 ? 'was 1' : `were ${count}`);
const dollars = (microUsd: number) => `$${microUsd / MICRO_USD}`;
const indent = (text: string) => text.replace(/^/gm, '      ');

const line = ({ path, status }: JournalEntry, flaw: string | undefined): string =>
  `  ${flaw === undefined ? '✓' : '✗'} POST ${path} → ${status === 0 ? 'connection lost' : status}${flaw === undefined ? '' : `: ${flaw}`}`;

function describeJob(state: Mock['state'], requestId: string): string {
  const job = state.jobs.get(requestId);
  return job
    ? `${job.endpoint} ${requestId} (${job.outcome === 'stuck' ? 'stuck, it never ends' : 'not ended yet'})`
    : `${requestId} holds money`;
}
