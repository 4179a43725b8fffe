/**
 * `@briakit/mock-server/storybook`: stories that have a mock.
 *
 * @module @briakit/mock-server/storybook
 */
export {
  briaMockLoader,
  withBriaMock,
  type StoryContextLike,
  type StoryMock,
  type StoryMockLoader,
  type StoryMockParameters,
} from './doors/story-mock.ts';
