/** The door for Storybook: one service worker, and a mock of its own behind it for every story. */
import { systemClock, virtualClock, type Clock } from '@briakit/core/testing';
import type { MockOptions } from '../mock/options.ts';
import { hashText } from '../world/chance.ts';
import { createMock, type Mock } from './create-mock.ts';
import { createSwitchboard, type Switchboard } from './switchboard.ts';
import { setupMockWorker, type MockWorkerOptions } from './worker.ts';

/** `parameters.briakit` of a story, which hold beside those of its file and of the preview. */
export interface StoryMockParameters extends Omit<MockOptions, 'clock' | 'mediaOrigin'> {
  /**
   * `system`: the story goes on by itself. `virtual`: its play function moves the time. Default `system`.
   */
  readonly clock?: 'system' | 'virtual';
}

/** What a story has of its own: `loaded.briakit`. */
export interface StoryMock {
  readonly mock: Mock;
  /** A Bria token that no other story has; give it to the client. */
  readonly token: string;
  /** The same tenant's key for Pixazo. */
  readonly subscriptionKey: string;
  /** The mock's time; a `VirtualClock` where the story asked for one. Give it to the client too. */
  readonly clock: Clock;
}

/** As much of Storybook's story context as is needed here. */
export interface StoryContextLike {
  readonly id: string;
  readonly parameters: { readonly briakit?: StoryMockParameters };
}

/** A loader of Storybook's. */
export type StoryMockLoader = (context: StoryContextLike) => Promise<{ readonly briakit: StoryMock }>;

/**
 * For `loaders` of the preview, of a file or of a story. Starts the service worker with the first story; each story
 * then gets a mock with the options in `parameters.briakit`, and finds it in `loaded.briakit`.
 *
 * @param options - of the service worker: those of the first loader that runs count for the page.
 */
export const briaMockLoader =
  (options: Omit<MockWorkerOptions, 'persist'> = {}): StoryMockLoader =>
  async ({ id, parameters }) => {
    const board = await (starting ??= start(options));
    const { clock: time = 'system', seed = 1, ...common } = parameters.briakit ?? {};
    const clock = time === 'virtual' ? virtualClock() : systemClock;
    // Links do not say whose they are but by their ids: no two stories may draw the same ones.
    const mock = createMock({
      ...common,
      ...(time === 'virtual' && { clock }),
      seed: hashText(`${seed}/${id}`),
    });
    const token = `story-${++stories}-${id}`;
    board.connect(token, mock);
    return { briakit: { mock, token, subscriptionKey: token, clock } };
  };

/** The same as an addon: `definePreview({ addons: [withBriaMock()] })`, or spread into the default export of CSF 3. */
export const withBriaMock = (
  options: Omit<MockWorkerOptions, 'persist'> = {},
): { readonly loaders: StoryMockLoader[] } => ({ loaders: [briaMockLoader(options)] });

let stories = 0;
/** A page has one service worker. */
let starting: Promise<Switchboard> | undefined;

async function start(options: MockWorkerOptions): Promise<Switchboard> {
  const board = createSwitchboard();
  await setupMockWorker(board.mock, options).start();
  return board;
}
