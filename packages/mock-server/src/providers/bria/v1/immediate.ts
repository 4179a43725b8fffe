/**
 * The way of every request that is answered at once, in this order: token, body, fields, what the route itself
 * looks at, limit, balance. Then it is done, in one step without an `await`.
 */
import { briaInputs, check, wireBodySchema, type Schema } from '@briakit/core/schemas';
import { drawHex } from '../../../world/chance.ts';
import type { Moment } from '../../../world/conditions.ts';
import type { Operation } from '../../../world/journal.ts';
import { runDue, tenantOf, type World } from '../../../world/world.ts';
import { balanceStatusOf, type Exchange, type Route } from '../../exchange.ts';
import { retryAfterHeader } from '../../retry-after.ts';
import { tidied, type Tidy } from '../as-documented.ts';
import { readToken } from '../checks.ts';
import { PER_MINUTE } from '../endpoints.ts';
import { parseTexts, readFields, type Fields } from './read-fields.ts';

/** One request that has a token and the right fields. */
export interface Ask<Input> {
  readonly exchange: Exchange;
  readonly world: World;
  readonly tenant: string;
  readonly input: Input;
  /** The fields as they came. */
  readonly sent: Fields;
  readonly now: number;
  /** A refusal in the words of this route. */
  readonly refuse: (status: number, details: string) => Response;
}

/** For the rules that decide what becomes of it. */
export const momentOf = ({ exchange, tenant, now }: Ask<unknown>): Moment => ({
  now,
  provider: 'bria',
  tenant,
  paths: [exchange.url.pathname],
});

/** What is left to do once the limit and the balance allow it. */
export interface Act {
  /** How often the price is to be paid. Default 1. */
  readonly pieces?: number;
  /** @param orderIds - what the ledger knows each piece by; its money is held. */
  readonly perform: (orderIds: readonly string[]) => Response;
}

export interface ImmediateRoute<Input> {
  readonly operation: Operation;
  readonly method: Route['method'];
  /** `/v1/tailored-gen/models/:model_id` */
  readonly path: string;
  /** Of a piece. Default: nothing. */
  readonly priceMicroUsd?: number;
  /** How it says no. Default: as version 1 does. */
  readonly refusal?: Refusal;
  /** What it says no with to fields that are wrong. Default 400. */
  readonly invalid?: number;
  /** What its fields are. Default: what core has for this route. */
  readonly schema?: Schema<Input>;
  /** What is sent otherwise than documented, and taken all the same. */
  readonly tidies?: readonly Tidy[];
  readonly prepare: (ask: Ask<Input>) => Response | Act;
}

export type Refusal = (
  exchange: Exchange,
  status: number,
  details: string,
  headers: Readonly<Record<string, string>>,
) => Response;

/** Version 1 says it as a JSON string, whatever it is. */
const refuseV1: Refusal = (_, status, details, headers) => Response.json(details, { status, headers });

/** @typeParam Input - what the schema that core has for this route lets through. */
export function immediate<Input extends object = Fields>({
  operation,
  method,
  path,
  priceMicroUsd = 0,
  refusal = refuseV1,
  invalid = 400,
  schema,
  tidies,
  prepare,
}: ImmediateRoute<Input>): Route {
  const schemaOf = lazily(() => schema ?? schemaOfRoute<Input>(method, path));
  const respond = async (exchange: Exchange): Promise<Response> => {
    const { params, world, settings } = exchange;
    const refuse = (status: number, details: string, headers = {}) =>
      refusal(exchange, status, details, headers);
    const token = readToken(exchange.headers);
    if (!token) return refuse(401, 'The api_token header is missing or empty.');
    const sent = await readFields(exchange.request());
    if (!sent) return refuse(400, 'The body must be a JSON object, and say so in its Content-Type.');
    const fields = settings.validation === 'strict' ? sent : tidied(sent, tidies);
    const checked = check(schemaOf(), { ...fields, ...parseTexts(Object.entries(params)) });
    if ('fault' in checked) return refuse(invalid, checked.fault);

    // From here to the answer there is no `await`: what is decided here holds.
    const now = exchange.now();
    runDue(world, now);
    const { plan } = tenantOf(world, token, now);
    const act = prepare({ exchange, world, tenant: token, input: checked.value, sent, now, refuse });
    if (act instanceof Response) return act;
    const place = world.limiter.take(`${token} ${method} ${path}`, PER_MINUTE[plan], now);
    if (!place.admitted) {
      const headers = retryAfterHeader(settings.retryAfter, place.retryAfterMs, now);
      return refuse(429, 'The rate limit of this endpoint is reached.', headers);
    }
    const { pieces = 1, perform } = act;
    if (priceMicroUsd === 0) return perform([]);
    if (world.ledger.available(token) < pieces * priceMicroUsd)
      return refuse(
        balanceStatusOf(settings.insufficientBalance),
        'The balance is insufficient for this request.',
      );
    const orderIds = Array.from({ length: pieces }, () => drawHex(world.chance.next('bria-order'), 32));
    for (const orderId of orderIds) world.ledger.hold(token, orderId, priceMicroUsd, now);
    return perform(orderIds);
  };
  return { operation, method, path, respond };
}

/** @throws when core has no such route: the paths of the mock are its own. */
function schemaOfRoute<Input>(method: string, path: string): Schema<Input> {
  const name = `${method} ${path.replace(/:(\w+)/g, '{$1}')}`;
  const input = briaInputs[name];
  if (!input) throw new Error(`There is no schema of ${name}.`);
  return wireBodySchema(input) as Schema<Input>;
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
