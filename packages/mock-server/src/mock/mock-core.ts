/** The mock as one function from request to answer. Every door leads here. */
import { toResponse, type Answer, type Exchange, type Incoming } from '../providers/exchange.ts';
import { jsonOf } from '../providers/read-json.ts';
import type { Delivery } from '../world/deliveries.ts';
import type { FaultEffect } from '../world/faults.ts';
import type { JobRecord } from '../world/jobs.ts';
import { beginScenario } from '../world/begin-scenario.ts';
import { shorten } from '../world/journal-entry.ts';
import type { JournalEntry } from '../world/journal.ts';
import type { LedgerEntry } from '../world/ledger.ts';
import type { RepositoryView } from '../world/repository.ts';
import type { Tenant } from '../world/tenants.ts';
import { restoreSnapshot, snapshotSchema, type Snapshot } from '../world/snapshot.ts';
import { createWorld, isSettled, runDue, scenarioOf, settled, type World } from '../world/world.ts';
import { ADMIN_PREFIX, respondAdmin } from './admin-routes.ts';
import { checkData } from './check-data.ts';
import { createControl, type Control } from './control.ts';
import { isMovable } from './control-clock.ts';
import { createPostman } from './deliver.ts';
import { createEventHub } from './events.ts';
import { faultyResponse } from './faulty-response.ts';
import { DEFAULT_MEDIA_ORIGIN, resolveOptions, type MockOptions } from './options.ts';
import { createRenderer } from './renderer.ts';
import { standingOf, subjectOf } from './subject.ts';
import { createRouter, providerOrigins, PROVIDERS, type Routed } from './router.ts';
import { createWatching, type WatchedSession } from './watching.ts';

export interface MockCore {
  readonly control: Control;
  readonly state: MockState;
  /** The origins that are the mock's own as a whole. */
  readonly origins: readonly string[];
  /**
   * The answer to a request, or undefined when it is not for the mock. A broken connection is answered with
   * `Response.error()`.
   */
  readonly handle: (request: Request) => Promise<Response | undefined>;
  /** As `handle`, for a door that has no `Request` and needs no `Response`. */
  readonly respond: (incoming: Incoming) => Promise<Answer | undefined>;
}

/** What there is in the mock, to read. */
export interface MockState {
  readonly jobs: RepositoryView<JobRecord>;
  readonly ledger: RepositoryView<LedgerEntry>;
  /** What webhooks were told, and what they are owed; oldest first. */
  readonly deliveries: readonly Delivery[];
  readonly journal: readonly JournalEntry[];
  readonly tenants: readonly Tenant[];
}

export function createMockCore(options: MockOptions = {}): MockCore {
  const {
    providers,
    clock,
    deliver,
    settings,
    world: worldOptions,
    mediaOrigin,
    scenario,
  } = resolveOptions(options);
  const realOrigins = providerOrigins(providers);
  const publicOrigin = mediaOrigin ?? DEFAULT_MEDIA_ORIGIN;
  const route = createRouter(providers, publicOrigin);

  const begin = (saved?: Snapshot) => {
    // One that is over is not told of any more, and one that is being restored not yet.
    const world: World = createWorld(saved?.options ?? worldOptions, (fact) => {
      if (session.world === world) events.tell(fact);
    });
    if (saved) restoreSnapshot(world, saved);
    else beginScenario(world, scenario, undefined, clock.now());
    const postman = createPostman(world, clock, deliver, PROVIDERS);
    return { world, postman, renderer: createRenderer(world) };
  };
  const events = createEventHub(clock, () => session.world);
  let session: WatchedSession = begin();
  const reset = () => {
    session.postman.stop();
    session = begin();
    events.worldReplaced('reset');
  };
  const restore = async (snapshot: Snapshot) => {
    const checked = checkData(snapshotSchema, snapshot, 'the snapshot');
    if ('flaw' in checked) throw new TypeError(`This is no snapshot: ${checked.flaw}`);
    session.postman.stop();
    const behindMs = checked.value.takenAt - clock.now();
    if (isMovable(clock) && behindMs > 0) await clock.advance(behindMs);
    session = begin(checked.value);
    await settled(session.world);
    session.postman.wake();
    events.worldReplaced('restored');
  };
  const control: Control = Object.assign(
    createControl(
      clock,
      () => session,
      reset,
      () => events.clockMoved(),
    ),
    createWatching(clock, () => session, events, restore),
  );

  const now = () => clock.now();
  const mediaOriginFor = ({ origin }: Exchange['url']) =>
    mediaOrigin ?? (realOrigins.includes(origin) ? publicOrigin : origin);

  const answer = async (incoming: Incoming, routed: Routed): Promise<Answer> => {
    const { world, postman, renderer } = session;
    const { operation, provider, params } = routed;
    const { method, url, headers } = incoming;
    const token = provider?.tokenOf(headers, url.pathname) || undefined;
    const { latency } = scenarioOf(world, token);
    const endpoint = routed.route ?? url.pathname;
    const exchange: Exchange = {
      method,
      url,
      headers,
      request: incoming.request,
      params,
      world,
      settings: latency ? { ...settings, ...latency } : settings,
      now,
      mediaOrigin: mediaOriginFor(url),
    };
    const strike = (after: boolean): FaultEffect | undefined => {
      if (world.faults.size === 0) return undefined;
      const subject = subjectOf(world, params);
      return world.faults.effectAt({
        now: now(),
        operation,
        after,
        provider: provider?.name ?? subject.provider,
        tenant: token ?? subject.owner,
        paths: [endpoint, url.pathname, ...(subject.job ? [`/${subject.job.endpoint}`] : [])],
        job: subject.job && standingOf(subject.job, now()),
      });
    };
    const record = (status: number, faulty: boolean) => {
      const input = method === 'GET' || method === 'HEAD' ? undefined : jsonOf(incoming.request());
      world.journal.add({
        at: now(),
        operation,
        provider: provider?.name,
        tenant: token,
        method,
        path: url.pathname,
        route: endpoint,
        ...(input !== undefined && { input: shorten(input) }),
        status,
        faulty,
      });
    };
    const spoil = async (effect: FaultEffect, served?: Answer) => {
      const isSilent = effect.kind === 'hang';
      if (isSilent) record(0, true);
      const { job } = subjectOf(world, params);
      const response = await faultyResponse({ effect, exchange, provider, job, served, clock });
      if (!isSilent) record(response.status, true);
      return response;
    };

    runDue(world, now());
    const early = strike(false);
    if (early) return spoil(early);
    const response = await routed.respond(exchange, renderer);
    postman.wake();
    if (!isSettled(world)) await settled(world);
    const late = response.ok ? strike(true) : undefined;
    if (late) return spoil(late, response);
    record(response.status, false);
    return response;
  };

  const respond: MockCore['respond'] = async (incoming) => {
    const { method, url } = incoming;
    if (url.pathname.startsWith(ADMIN_PREFIX)) return respondAdmin(control, incoming.request(), url.pathname);
    // HEAD is GET without the body.
    const isHead = method === 'HEAD';
    const routed = route(isHead ? 'GET' : method, url);
    if (!routed) return undefined;
    const answered = await answer(incoming, routed);
    return isHead && answered.type !== 'error' ? new Response(null, toResponse(answered)) : answered;
  };

  return {
    control,
    origins: [...realOrigins, publicOrigin],
    state: {
      get jobs() {
        return session.world.jobs;
      },
      get ledger() {
        return session.world.ledger.entries;
      },
      get deliveries() {
        return session.world.outbox.deliveries();
      },
      get journal() {
        return session.world.journal.requests();
      },
      get tenants() {
        return session.world.tenants.all();
      },
    },
    respond,
    async handle(request) {
      const { method, headers } = request;
      const answered = await respond({ method, url: new URL(request.url), headers, request: () => request });
      return answered && toResponse(answered);
    },
  };
}
