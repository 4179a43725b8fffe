/**
 * `@briakit/core/testing`: time and chance under a test's control, for our tests and yours.
 *
 * @module @briakit/core/testing
 */
export { systemClock, type Clock } from './primitives/clock.ts';
export { virtualClock, type VirtualClock } from './testing/virtual-clock.ts';
export { seededRandom, systemRandom, type Random } from './primitives/random.ts';
export { scriptedTransport, type ScriptedTransport } from './testing/scripted-transport.ts';
