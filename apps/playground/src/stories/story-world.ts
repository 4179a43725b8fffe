/** What each story has of its own: a mock, a clock that stands still, and a client of both. */
import { createInspectedClient, withBatches, withJobs, type ClientOptions } from '@briakit/core';
import { bria, type BriaPlan } from '@briakit/core/bria';
import { memoryJournal, withJournal } from '@briakit/core/journal';
import { seededRandom, virtualClock, type VirtualClock } from '@briakit/core/testing';
import { createMock, type Mock, type MockOptions } from '@briakit/mock-server';
import type { StoryContext } from 'storybook/internal/csf';
import { waitFor } from 'storybook/test';
import './story-world.css';

export interface StoryWorld {
  readonly mock: Mock;
  readonly clock: VirtualClock;
  readonly client: ReturnType<typeof clientFor>;
  readonly token: string;
}

declare module 'storybook/internal/csf' {
  interface StoryContext {
    /** Made by `beforeEach`, for the story and its play function. */
    world: StoryWorld;
  }
}

let count = 0;

/**
 * @param options - of the mock.
 * @param plan - what the client believes it may send. More than the mock allows, and it is told to wait.
 */
export function createStoryWorld(options: MockOptions, plan: BriaPlan = 'pro'): StoryWorld {
  const clock = virtualClock();
  const token = `story-${++count}`;
  const provider = bria({ apiToken: token, plan, dangerouslyAllowBrowser: true });
  return {
    mock: createMock({ clock, ...options }),
    clock,
    client: clientFor({ provider, clock, random: seededRandom(1) }),
    token,
  };
}

/** With all that a hook may ask for. */
const clientFor = (options: ClientOptions<'bria'>) =>
  withBatches(withJobs(withJournal(createInspectedClient(options), memoryJournal())));

/** What the stories of every hook begin with. */
export const inAWorld = {
  beforeEach(context: StoryContext) {
    const { mock = {}, plan } = context.parameters as {
      readonly mock?: MockOptions;
      readonly plan?: BriaPlan;
    };
    context.world = createStoryWorld(mock, plan);
    context.msw.use(...context.world.mock.handlers);
  },
};

/** Says why a state exists, on the story's docs. */
export const told = (story: string) => ({ docs: { description: { story } } });

/** Lets the story's time pass, a little at a time, until something is seen. */
export const passUntil = (clock: VirtualClock, seen: () => unknown) =>
  waitFor(async () => {
    await clock.advance(250);
    await seen();
  });
