/** What a route is given, and what a provider is: data and functions, with no state of their own. */
import type { Range } from '../world/chance.ts';
import type { Delivery } from '../world/deliveries.ts';
import type { RefusedStatus } from '../world/faults.ts';
import type { JobRecord, ProviderName } from '../world/jobs.ts';
import type { Operation } from '../world/journal.ts';
import type { World } from '../world/world.ts';

/** A request as a door has it. */
export interface Incoming {
  readonly method: string;
  readonly url: Pick<URL, 'origin' | 'pathname'>;
  readonly headers: Pick<Headers, 'get'>;
  /**
   * All of it, always the same one. A door of our own makes it when first asked: most requests are told by what is
   * above. No getter: V8 keeps what one knows until a full collection, and that was a third of each status request.
   */
  readonly request: () => Request;
}

/** An answer: a `Response`, or what one is made of when a door needs it. */
export type Answer = Response | JsonAnswer;

/** Most answers by number are about a job's status, and a `Response` costs more than finding out. */
export interface JsonAnswer {
  readonly type: 'json';
  readonly ok: boolean;
  readonly status: number;
  readonly body: object;
}

export const answerJson = (body: object, status = 200): JsonAnswer => ({
  type: 'json',
  ok: status >= 200 && status < 300,
  status,
  body,
});

export const toResponse = (answer: Answer): Response =>
  answer.type === 'json' ? Response.json(answer.body, { status: answer.status }) : answer;

/** One request on its way to an answer. */
export interface Exchange extends Incoming {
  /** What stands in the path for `:name`. */
  readonly params: Readonly<Record<string, string>>;
  readonly world: World;
  readonly settings: Settings;
  /** Where links to pictures point. */
  readonly mediaOrigin: string;
  readonly now: () => number;
}

/** How a 429 says when to come again: in seconds, as a date, or not at all. */
export type RetryAfterStyle = 'seconds' | 'http-date' | 'absent';

/** `402-with-amount`: Pixazo says how much was required, too. */
export type BalanceRefusal = 402 | '402-with-amount' | 403;

export const balanceStatusOf = (refusal: BalanceRefusal): 402 | 403 => (refusal === 403 ? 403 : 402);

/** What becomes of fields that are not documented, and of values in other forms: the real services let them pass. */
export type Validation = 'lenient' | 'strict';

/** Where the real services are undocumented or differ from day to day, the mock's user decides. */
export interface Settings {
  readonly queuedMs?: Range | undefined;
  readonly runningMs?: Range | undefined;
  readonly countStatusCalls: boolean;
  readonly retryAfter: RetryAfterStyle;
  readonly insufficientBalance: BalanceRefusal;
  readonly unknownJob: 404 | 'UNKNOWN';
  readonly webhookAllowHttp: boolean;
  readonly validation: Validation;
}

export interface Route {
  readonly operation: Operation;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/v2/status/:requestId` */
  readonly path: string;
  respond(exchange: Exchange): Answer | Promise<Answer>;
}

/** What is sent to a webhook, as JSON. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A real host, whose requests are answered in its stead. */
export interface Site {
  readonly origin: string;
  readonly routes: readonly Route[];
}

export interface Provider extends Site {
  readonly name: ProviderName;
  /** Other hosts of the same service, each with routes of its own. */
  readonly annexes?: readonly Site[];
  /** Where one origin serves several providers: whether a path can only be meant for this one. */
  readonly claims: (pathname: string) => boolean;
  /**
   * The credential of a request, whatever it is worth.
   *
   * @param pathname - of the request, where what counts as one depends on it.
   */
  tokenOf(headers: Pick<Headers, 'get'>, pathname?: string): string | null;
  /** The answer to what no route serves. `pathKnown`: there is one for another method. */
  refuseUnrouted(exchange: Exchange, pathKnown: boolean): Response;
  /** A refusal with this status, as the provider words it. */
  refuseBy(exchange: Exchange, status: RefusedStatus, headers: Readonly<Record<string, string>>): Response;
  /** The answer to a status request about the job, as of `now`. */
  tellStatus(exchange: Exchange, job: JobRecord, now: number): Answer;
  /** What an attempt to deliver says that leaves at `at`. */
  buildMessage(delivery: Delivery, job: JobRecord, at: number): Promise<Message>;
}
