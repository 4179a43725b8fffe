/** The mock as one function from request to answer. Every door leads here. */
import type { Exchange } from '../providers/exchange.ts';
import type { Delivery } from '../world/deliveries.ts';
import type { FaultEffect } from '../world/faults.ts';
import type { JobRecord } from '../world/jobs.ts';
import type { JournalEntry } from '../world/journal.ts';
import type { LedgerEntry } from '../world/ledger.ts';
import type { RepositoryView } from '../world/repository.ts';
import type { Tenant } from '../world/tenants.ts';
import { createWorld, runDue, settled } from '../world/world.ts';
import { ADMIN_PREFIX, respondAdmin } from './admin-routes.ts';
import { createControl, type Control } from './control.ts';
import { createPostman } from './deliver.ts';
import { faultyResponse } from './faulty-response.ts';
import { DEFAULT_MEDIA_ORIGIN, resolveOptions, type MockOptions } from './options.ts';
import { createRenderer } from './renderer.ts';
import { createRouter, providerOrigins, PROVIDERS, type Routed } from './router.ts';

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
  const { providers, clock, deliver, settings, world: worldOptions, mediaOrigin } = resolveOptions(options);
  const realOrigins = providerOrigins(providers);
  const publicOrigin = mediaOrigin ?? DEFAULT_MEDIA_ORIGIN;
  const route = createRouter(providers, publicOrigin);

  const begin = () => {
    const world = createWorld(worldOptions);
    const postman = createPostman(world, clock, deliver, PROVIDERS);
    return { world, postman, renderer: createRenderer(world) };
  };
  let session = begin();
  const reset = () => {
    session.postman.stop();
    session = begin();
  };
  const control = createControl(clock, () => session, reset);

  const now = () => clock.now();
  const mediaOriginFor = ({ origin }: URL) =>
    mediaOrigin ?? (realOrigins.includes(origin) ? publicOrigin : origin);

  const answer = async (request: Request, url: URL, routed: Routed): Promise<Response> => {
    const { world, postman, renderer } = session;
    const { operation, provider, params } = routed;
    const exchange: Exchange = {
      request,
      url,
      params,
      world,
      settings,
      now,
      mediaOrigin: mediaOriginFor(url),
    };
    const strike = (after: boolean) => world.faults.strike({ operation, provider: provider?.name, after });
    const record = (status: number, faulty: boolean) => {
      const tenant = provider?.tokenOf(request.headers) || undefined;
      const { method } = request;
      const path = url.pathname;
      world.journal.add({
        at: now(),
        operation,
        provider: provider?.name,
        tenant,
        method,
        path,
        status,
        faulty,
      });
    };
    const spoil = (effect: FaultEffect) => {
      record(effect.kind === 'respond' ? effect.status : 0, true);
      return faultyResponse(effect, request.signal);
    };

    runDue(world, now());
    const early = strike(false);
    if (early) return spoil(early);
    const response = await routed.respond(exchange, renderer);
    postman.wake();
    await settled(world);
    const late = response.ok ? strike(true) : undefined;
    if (late) return spoil(late);
    record(response.status, false);
    return response;
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
    async handle(request) {
      const url = new URL(request.url);
      if (url.pathname.startsWith(ADMIN_PREFIX)) return respondAdmin(control, request, url.pathname);
      // HEAD is GET without the body.
      const isHead = request.method === 'HEAD';
      const routed = route(isHead ? 'GET' : request.method, url);
      if (!routed) return undefined;
      const response = await answer(request, url, routed);
      return isHead && response.type !== 'error' ? new Response(null, response) : response;
    },
  };
}
