/** A mock to be judged by the contract suite, and ways to spoil it. */
import { virtualClock } from '@briakit/core/testing';
import type { ContractTarget } from '../src/contract.ts';
import { createMock, type MockOptions } from '../src/index.ts';
import { ask, bytesOf, MEDIA_ORIGIN, PHOTO_URL, TINY_PNG } from './ask.ts';

const ALL: ContractTarget = {
  token: 'contract-b',
  subscriptionKey: 'contract-p',
  imageUrl: PHOTO_URL,
  maxSpendUsd: 1,
  perMinute: 10,
};

/** A mock that keeps its hand still, with time that passes when a case waits. */
export async function contractSubject(options: MockOptions = {}) {
  const clock = virtualClock();
  const mock = createMock({ clock, plan: 'free', ...options });
  const wait = (ms: number) => clock.advance(ms);
  const now = () => clock.now();
  // A picture of one pixel: what is judged here is not how it is drawn.
  const upload = await ask(mock, `${MEDIA_ORIGIN}/__mock/uploads`, {
    method: 'POST',
    body: bytesOf(TINY_PNG),
  });
  const { url: imageUrl } = (await upload.json()) as { url: string };
  return { mock, target: { ...ALL, imageUrl, fetch: mock.handle, wait, now } satisfies ContractTarget };
}

export type Body = Record<string, unknown>;
/** A server that changes each body of JSON that it hands on. */
export const rewrite =
  (change: (body: Body, url: URL) => unknown) => async (request: Request, answer: Response) => {
    if (!answer.headers.get('content-type')?.includes('json')) return answer;
    const { status, headers } = answer;
    return Response.json(change((await answer.json()) as Body, new URL(request.url)), { status, headers });
  };
