/**
 * `@briakit/mock-server/node`: the doors for Node. Between this process and the network, or on a port.
 *
 * @module @briakit/mock-server/node
 */
export { setupMockNetwork, type MockNetwork, type MockNetworkOptions } from './doors/node-network.ts';
export { listen, type AnsweredRequest, type ListenOptions, type MockServer } from './doors/http-server.ts';
export type { AdminAccess } from './doors/admin-guard.ts';
