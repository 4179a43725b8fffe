/** What each test has of its own: a mock, a clock that stands still, and a client of both. */
import { createClient, type Client, type ClientOptions } from '@briakit/core';
import { bria } from '@briakit/core/bria';
import { seededRandom, virtualClock, type VirtualClock } from '@briakit/core/testing';
import { createMock, type MockOptions } from '@briakit/mock-server';
import { act } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { BriaClientProvider } from '../src/client-context.tsx';

export const PICTURE = 'https://example.com/cat.jpg';
export const TOKEN = 'react-test';

/** Lets time pass as it does on a page: what changes is rendered at once, and not, as React 18's `act` has it, at the end. */
export async function pass(clock: VirtualClock, ms: number): Promise<void> {
  const scope = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };
  scope.IS_REACT_ACT_ENVIRONMENT = false;
  await clock.advance(ms).finally(() => (scope.IS_REACT_ACT_ENVIRONMENT = true));
  await act(async () => {});
}

/** @param plan - of the client; the mock's is `options.plan`. */
export function openWorld(options: MockOptions = {}, plan: 'free' | 'starter' | 'pro' = 'pro') {
  const clock = virtualClock();
  const mock = createMock({ clock, ...options });
  const asked = (operation: 'submit' | 'status') => mock.control.journal.count({ operation });
  return {
    clock,
    mock,
    /** For `createClient` and what is made like it. */
    clientOptions: {
      provider: bria({ apiToken: TOKEN, plan, dangerouslyAllowBrowser: true }),
      async fetch(url, init) {
        const response = await mock.handle(new Request(url, init));
        if (response && response.type !== 'error') return response;
        throw new TypeError('fetch failed');
      },
      clock,
      random: seededRandom(1),
    } satisfies ClientOptions<'bria'>,
    advance: (ms: number) => pass(clock, ms),
    /** Where something suspends: React shows it at once in `act`, and elsewhere after 300 ms of real time. */
    advanceInAct: (ms: number) => act(() => clock.advance(ms)),
    submits: () => asked('submit'),
    polls: () => asked('status'),
    /** What was paid, and what is held for jobs under way. */
    charges: () => mock.state.ledger.find(({ kind }) => kind === 'charge').length,
  };
}

export const openClient = (options: ClientOptions<'bria'>) => createClient(options);

export const strictWith = (client: Client<'bria'>) =>
  function Strict({ children }: { readonly children?: ReactNode }) {
    return (
      <StrictMode>
        <BriaClientProvider client={client}>{children}</BriaClientProvider>
      </StrictMode>
    );
  };

export const plainWith = (client: Client<'bria'>) =>
  function Plain({ children }: { readonly children?: ReactNode }) {
    return <BriaClientProvider client={client}>{children}</BriaClientProvider>;
  };

/** A client that counts who listens to its jobs. */
export function countListeners<C extends Client<'bria'>>(
  client: C,
): C & { readonly listeners: () => number } {
  let listeners = 0;
  const counted = <J extends { readonly subscribe: (listener: () => void) => () => void }>(job: J): J => ({
    ...job,
    subscribe(listener) {
      const unsubscribe = job.subscribe(listener);
      listeners++;
      return () => {
        listeners--;
        unsubscribe();
      };
    },
  });
  const { submit, resume }: Client<'bria'> = client;
  const added: Pick<Client<'bria'>, 'submit' | 'resume'> = {
    submit: (target, input, options) => counted(submit(target, input, options)),
    resume: (ref, target) => counted(resume(ref, target)),
  };
  return { ...client, ...added, listeners: () => listeners };
}
