import type { HttpHandler } from 'msw';
import { createMockCore, type MockCore, type MockState } from '../mock/mock-core.ts';
import type { Control } from '../mock/control.ts';
import type { MockOptions } from '../mock/options.ts';
import { createHandlers } from './msw-handlers.ts';

/** A stateful imitation of both APIs. It listens to nothing by itself: choose a door. */
export interface Mock {
  /**
   * For MSW, wherever it runs. They answer every request to the imitated providers, to the media origin, and
   * to the mock's own paths (`/__mock/`, `/__admin/`) on any origin.
   */
  readonly handlers: HttpHandler[];
  /**
   * The mock without a door: the answer to a request, or undefined when it is not for the mock. A connection
   * that a fault breaks is `Response.error()`.
   */
  readonly handle: (request: Request) => Promise<Response | undefined>;
  /** The origins that are the mock's own as a whole: the imitated providers, and that of the pictures. */
  readonly origins: readonly string[];
  /** What there is, to read. */
  readonly state: MockState;
  /** What can be done to it. */
  readonly control: Control;
}

/**
 * @throws {RangeError} for an option that makes no sense.
 */
export function createMock(options: MockOptions = {}): Mock {
  const core = createMockCore(options);
  const { handle, origins, state, control } = core;
  const mock: Mock = { handlers: createHandlers(core), handle, origins, state, control };
  // Not with the others: who copies them to put something of its own before `handle` is asked by that.
  return Object.defineProperty(mock, RESPOND, { value: core.respond });
}

/** By a name that every copy of this module has: each entry point of the package is bundled with its own. */
const RESPOND = Symbol.for('briakit.mock.respond');

/** How a mock is asked without a `Request`; one that somebody has wrapped is asked with one. */
export const responderOf = (mock: Mock): MockCore['respond'] =>
  (mock as { readonly [RESPOND]?: MockCore['respond'] })[RESPOND] ??
  (({ request }) => mock.handle(request()));
