/** What can be seen of a mock, and kept of it. */
import type { Clock } from '@briakit/core/testing';
import type { StoredPicture } from '../world/picture-store.ts';
import { takeSnapshot, type Snapshot, type SnapshotOptions } from '../world/snapshot.ts';
import { statusAt } from '../world/jobs.ts';
import { tenantHint } from '../world/tenants.ts';
import { runDue, settled, type World } from '../world/world.ts';
import type { Postman } from './deliver.ts';
import type { Events } from './events.ts';
import { overviewOf, type Overview } from './overview.ts';
import type { Renderer } from './renderer.ts';

/** The ways to look at a mock from outside. */
export interface Watching {
  readonly events: Events;
  /** How things stand: tenants, limits, and the latest jobs, requests and deliveries. */
  overview(): Overview;
  /** A file of the result of a job, without a request in the journal; undefined when it is not there. */
  readFile(requestId: string, name: string): Promise<StoredPicture | undefined>;
  /** The token that a hint is about. */
  tokenBehind(hint: string): string | undefined;
  /**
   * Everything that the mock remembers, what is still to come included, as plain JSON. What has fallen due is run
   * first, and webhooks are waited for as by `settle`; one that has not answered by then has failed at its time.
   */
  snapshot(options?: SnapshotOptions): Promise<Snapshot>;
  /**
   * Forgets everything, and remembers what the snapshot says: from there on the answers are those of the mock that
   * it was taken of, as long as both were made with the same options. A clock that can be moved and is
   * behind is moved on to the instant when it was taken; another goes its way. What has fallen due meanwhile happens
   * at once.
   *
   * @throws {TypeError} when it is no snapshot of this version; nothing is forgotten then.
   */
  restore(snapshot: Snapshot): Promise<void>;
}

/** What there is to look at between two resets. */
export interface WatchedSession {
  readonly world: World;
  readonly postman: Postman;
  readonly renderer: Renderer;
}

export function createWatching(
  clock: Clock,
  current: () => WatchedSession,
  events: Events,
  restore: Watching['restore'],
): Watching {
  const upToDate = () => {
    const { world } = current();
    runDue(world, clock.now());
    return world;
  };
  return {
    events: { subscribe: (listener, options) => events.subscribe(listener, options) },
    overview: () => overviewOf(upToDate(), clock.now()),
    async readFile(requestId, name) {
      const { world, renderer } = current();
      const job = world.jobs.get(requestId);
      if (!job || statusAt(job.plan, clock.now()) !== 'completed') return undefined;
      return renderer.render(job, name, (other) => other);
    },
    tokenBehind: (hint) =>
      current()
        .world.tenants.all()
        .find(({ token }) => tenantHint(token) === hint)?.token,
    async snapshot(options) {
      const { postman } = current();
      const world = upToDate();
      await postman.settled();
      await settled(world);
      return takeSnapshot(world, clock.now(), options);
    },
    restore,
  };
}
