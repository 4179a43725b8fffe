import type { Clock } from '@briakit/core/testing';
import type { BalanceRefusal, RetryAfterStyle, Settings, Validation } from '../providers/exchange.ts';
import type { Range } from '../world/chance.ts';
import { providerNames, type ProviderName } from '../world/jobs.ts';
import { MAX_USD, MICRO_USD } from '../world/ledger.ts';
import type { WindowKind } from '../world/limiter.ts';
import type { ScenarioName } from '../world/named-scenarios.ts';
import type { Scenario } from '../world/scenario.ts';
import type { Plan } from '../world/tenants.ts';
import type { WorldOptions } from '../world/world.ts';
import type { Deliver } from './deliver.ts';
import { mockClock } from './mock-clock.ts';
import { resolveScenario } from './resolve-scenario.ts';

/** Everything about a mock that can be chosen; all of it has a default. */
export interface MockOptions {
  /** Whose APIs to imitate. Default: both. */
  readonly providers?: readonly ProviderName[];
  /** The time that jobs, limits and ids go by. Default: a `mockClock()`, which is the system's until it is moved. */
  readonly clock?: Clock;
  /** An integer; the same seed gives the same ids, durations and pictures. Default 1. */
  readonly seed?: number;
  /**
   * Of a new tenant; at Bria it allows 10 (`free`), 60 (`starter`) or 1000 (`pro`) requests per minute and
   * endpoint. Default `starter`.
   */
  readonly plan?: Plan;
  /** Of a new tenant, in dollars; from 0 to a billion. Default 5. */
  readonly balanceUsd?: number;
  /**
   * How long a job waits, and how long it is worked on, in milliseconds from least to most. Default: about
   * 1.5 to 3 s in all at Bria, 3 to 5 s at Pixazo.
   */
  readonly latency?: { readonly queuedMs?: Range; readonly runningMs?: Range };
  readonly rateLimit?: {
    /** Whether status requests count at Bria too, where the sources disagree. Default false. */
    readonly countStatusCalls?: boolean;
    /** Which minute is counted: any (`sliding`), each of the clock (`fixed`), or none (`off`). Default `sliding`. */
    readonly window?: WindowKind;
    /** The form of `Retry-After`. Default `seconds`. */
    readonly retryAfter?: RetryAfterStyle;
  };
  /**
   * The HTTP status that says that the money is gone; with `402-with-amount` Pixazo names the price, as some of
   * its pages have it. Default 402.
   */
  readonly insufficientBalance?: BalanceRefusal;
  /**
   * The origin of the links to pictures. Default: `https://media.briakit.test` for requests to the real
   * origins, and the request's own origin for all others, such as those to the HTTP door.
   */
  readonly mediaOrigin?: string;
  /** What Bria says of a job it does not know: 404, or 200 with the status `UNKNOWN`. Default 404. */
  readonly unknownJob?: 404 | 'UNKNOWN';
  /** What goes wrong from the beginning: one that comes with the mock, or your own. Default `happy`. */
  readonly scenario?: ScenarioName | Scenario;
  /**
   * Whether Pixazo's webhooks may go to `http:` too, such as to a server on this machine; the gateway itself refuses
   * that. Default false.
   */
  readonly webhookAllowHttp?: boolean;
  /**
   * `strict`: a submit with a field that is not documented is refused, which finds misspelt ones; the real services
   * ignore them. So is a value in a form that only clients of others send, such as `"2"` for 2, which is taken
   * otherwise. Inputs that are not wholly documented take any field. Default `lenient`.
   */
  readonly validation?: Validation;
  /** How many requests the journal keeps; at least 1. Default 10 000. */
  readonly journalMax?: number;
  /**
   * How a webhook is called; a rejected promise is a receiver that cannot be reached. In a test it can be the
   * receiver itself. Default: the `fetch` there was when the mock was loaded.
   */
  readonly deliver?: Deliver;
}

/** As it was before anybody put an imitation in its place. */
const { fetch } = globalThis;

export const DEFAULT_MEDIA_ORIGIN = 'https://media.briakit.test';

export interface ResolvedOptions {
  readonly providers: readonly ProviderName[];
  readonly clock: Clock;
  readonly world: WorldOptions;
  readonly settings: Settings;
  readonly mediaOrigin: string | undefined;
  readonly deliver: Deliver;
  readonly scenario: Scenario;
}

/**
 * @throws {RangeError} for a number that makes no sense.
 * @throws {TypeError} for a scenario that is none.
 */
export function resolveOptions(options: MockOptions): ResolvedOptions {
  const { latency, rateLimit, mediaOrigin, journalMax, seed = 1, balanceUsd = 5 } = options;
  if (!Number.isInteger(seed)) throw new RangeError(`seed must be an integer, got ${seed}.`);
  if (journalMax !== undefined && !(Number.isInteger(journalMax) && journalMax >= 1))
    throw new RangeError(`journalMax must be an integer of at least 1, got ${journalMax}.`);
  return {
    providers: options.providers ?? providerNames,
    deliver: options.deliver ?? fetch,
    scenario: resolveScenario(options.scenario ?? 'happy'),
    clock: options.clock ?? mockClock(),
    world: {
      seed,
      plan: options.plan ?? 'starter',
      balanceMicroUsd: parseUsd(balanceUsd),
      rateWindow: rateLimit?.window,
      journalMax,
    },
    settings: {
      queuedMs: checkRange('latency.queuedMs', latency?.queuedMs),
      runningMs: checkRange('latency.runningMs', latency?.runningMs),
      countStatusCalls: rateLimit?.countStatusCalls ?? false,
      retryAfter: rateLimit?.retryAfter ?? 'seconds',
      insufficientBalance: options.insufficientBalance ?? 402,
      unknownJob: options.unknownJob ?? 404,
      webhookAllowHttp: options.webhookAllowHttp ?? false,
      validation: options.validation ?? 'lenient',
    },
    mediaOrigin: mediaOrigin === undefined ? undefined : new URL(mediaOrigin).origin,
  };
}

/** Dollars in whole micro-dollars. @throws {RangeError} when they are negative, or beyond a billion. */
export function parseUsd(balanceUsd: number): number {
  if (!(balanceUsd >= 0 && balanceUsd <= MAX_USD))
    throw new RangeError(`balanceUsd must be from 0 to a billion, got ${balanceUsd}.`);
  return Math.round(balanceUsd * MICRO_USD);
}

function checkRange(name: string, range: Range | undefined): Range | undefined {
  if (range && !(range[0] >= 0 && range[0] <= range[1] && range.every(Number.isInteger)))
    throw new RangeError(
      `${name} must be two whole numbers of milliseconds, least first, got ${range.join(', ')}.`,
    );
  return range;
}
