/** What each story has of its own: a mock, a clock that stands still, and a client of both. */
import { createClient, type Client } from '@briakit/core';
import { bria, type BriaPlan } from '@briakit/core/bria';
import { seededRandom, virtualClock, type VirtualClock } from '@briakit/core/testing';
import { createMock, type Mock, type MockOptions } from '@briakit/mock-server';

export interface StoryWorld {
  readonly mock: Mock;
  readonly clock: VirtualClock;
  readonly client: Client<'bria'>;
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
    client: createClient({ provider, clock, random: seededRandom(1) }),
    token,
  };
}
