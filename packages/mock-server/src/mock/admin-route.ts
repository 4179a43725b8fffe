/** One control over HTTP, as data: what it is called, what it takes, what it does. */
import * as z from 'zod/mini';
import { bria } from '../providers/bria/bria.ts';
import { pixazo } from '../providers/pixazo/pixazo.ts';
import { readJson } from '../providers/read-json.ts';
import { checkData } from './check-data.ts';
import type { Control } from './control.ts';

export interface AdminRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/__admin/faults/:id` */
  readonly path: string;
  /** In one sentence, what it does. */
  readonly summary: string;
  /**
   * Whether the token of either provider, in its header, names a tenant. Where it is `optional`, a request without
   * one means everybody.
   */
  readonly tenant?: 'required' | 'optional';
  /** What may stand in the query. */
  readonly query?: z.ZodMiniObject;
  /** What the body is, as JSON. */
  readonly body?: z.ZodMiniType;
  /** What a good answer is, as JSON; `undefined`: it is a 204 without a body, if `answerType` does not say otherwise. */
  readonly answer?: z.ZodMiniType;
  /** The media type of an answer that is not JSON. */
  readonly answerType?: string;
  respond(ask: AdminAsk): Answer;
}

/** One request for a control, looked at as far as the route says what there has to be. */
export interface AdminAsk<Body = unknown, Query = unknown> {
  readonly control: Control;
  readonly request: Request;
  /** What stands in the path for `:name`. */
  readonly params: Readonly<Record<string, string>>;
  /** The tenant that is named; never empty where the route requires one. */
  readonly token: string | undefined;
  readonly query: Query;
  readonly body: Body;
}

type Answer = Response | Promise<Response>;
type ValueOf<Schema> = Schema extends z.ZodMiniType<infer Value> ? Value : undefined;

/** A route whose `respond` is told what its schemas promise. */
export const adminRoute = <
  Body extends z.ZodMiniType | undefined = undefined,
  Query extends z.ZodMiniObject | undefined = undefined,
>(
  route: Omit<AdminRoute, 'respond' | 'body' | 'query'> & {
    readonly body?: Body;
    readonly query?: Query;
    respond(ask: AdminAsk<ValueOf<Body>, ValueOf<Query>>): Answer;
  },
): AdminRoute => route as unknown as AdminRoute;

export const explain = (status: number, error: string): Response => Response.json({ error }, { status });

/** A control that says by an error that it cannot do this. */
export async function attempt(act: () => Answer): Promise<Response> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return explain(400, error.message);
    throw error;
  }
}

export const done = (): Response => new Response(null, { status: 204 });

/** The answer of the route, or why the request is not fit for it. */
export async function answerAdmin(
  route: AdminRoute,
  control: Control,
  request: Request,
  params: AdminAsk['params'],
): Promise<Response> {
  const token = bria.tokenOf(request.headers) || pixazo.tokenOf(request.headers) || undefined;
  if (route.tenant === 'required' && token === undefined)
    return explain(401, 'Name the tenant by its token, in the header of either provider.');
  const query = checkData(
    route.query ?? z.object({}),
    Object.fromEntries(new URL(request.url).searchParams),
    'the query',
  );
  if ('flaw' in query) return explain(400, query.flaw);
  const body = route.body
    ? checkData(route.body, await readJson(request), 'the JSON body')
    : { value: undefined };
  if ('flaw' in body) return explain(400, body.flaw);
  return route.respond({ control, request, params, token, query: query.value, body: body.value });
}
