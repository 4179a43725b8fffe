/**
 * `@briakit/mock-server/vitest`: tests that have a mock, and what can be expected of it.
 *
 * @module @briakit/mock-server/vitest
 */
import { briakitTest, type BriakitFixtures } from './doors/vitest-fixtures.ts';
import type { MockMatchers } from './doors/vitest-matchers.ts';
import type { TestAPI } from 'vitest';

export { briakitTest, type BriakitFixtures, type BriakitTestOptions } from './doors/vitest-fixtures.ts';
export type { EndpointLike, MockMatchers, PolledOptions, SubmittedOptions } from './doors/vitest-matchers.ts';

/** `briakitTest` with nothing chosen: `test('…', async ({ mock, token, clock }) => { … })`. */
export const test: TestAPI<BriakitFixtures> = briakitTest();

declare module 'vitest' {
  interface Matchers<
    R extends void | Promise<void> = void | Promise<void>,
    T = unknown,
  > extends MockMatchers<R> {}
}
