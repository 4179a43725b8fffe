/** A client on a virtual clock, answered by a script. */
import { createClient, type ClientOptions } from '../src/client/client.ts';
import type { Clock } from '../src/primitives/clock.ts';
import { bria } from '../src/providers/bria/bria.ts';
import type { ProviderId } from '../src/providers/endpoint.ts';
import { pixazo, type PixazoOptions } from '../src/providers/pixazo/pixazo.ts';
import { scriptedTransport, type ScriptedAnswer } from '../src/testing/scripted-transport.ts';
import { virtualClock } from '../src/testing/virtual-clock.ts';
import type { Layer } from '../src/transport/transport.ts';
import { BRIA_JOB, fixture, PIXAZO_JOB } from './fixture.ts';

export const TOKEN = 's3cret-t0ken';
export const PICTURE = 'https://example.com/vase.jpg';

type Options<P extends ProviderId> = Partial<ClientOptions<P>>;

/** Chance that always falls in the middle, so that each wait is as long as it is on average. */
const middle = () => 0.5;

export function briaClient(answers: readonly ScriptedAnswer[], options: Options<'bria'> = {}) {
  const clock = virtualClock(0);
  const { fetch, requests } = scriptedTransport(...answers);
  const provider = bria({ apiToken: TOKEN });
  const client = createClient({ provider, fetch, clock, random: middle, ...options });
  return { clock, client, requests, methods: () => requests.map(({ method }) => method).join(' ') };
}

export function pixazoClient(answers: readonly ScriptedAnswer[], options: PixazoOptions = {}) {
  const clock = virtualClock(0);
  const { fetch, requests } = scriptedTransport(...answers);
  const provider = pixazo({ subscriptionKey: TOKEN, ...options });
  return { clock, client: createClient({ provider, fetch, clock, random: middle }), requests };
}

/** A layer that waits before it passes a request on, as one would that gets itself a trace id. */
export const lateLayer =
  (clock: Clock, lateMs: number): Layer =>
  (next) =>
  async (request, exchange) => {
    await new Promise<void>((resolve) => void clock.setTimer(resolve, lateMs));
    return next(request, exchange);
  };

/** A layer that keeps each reply for a while: a slow network. */
export const lateReply =
  (clock: Clock, lateMs: number): Layer =>
  (next) =>
  async (request, exchange) => {
    const reply = await next(request, exchange);
    await new Promise<void>((resolve) => void clock.setTimer(resolve, lateMs));
    return reply;
  };

const body = (name: string, status = 200): ScriptedAnswer => ({ status, body: fixture(name) });

export const ACCEPTED = body('bria/submit.accepted.json', 202);
export const IN_PROGRESS = body('bria/status.in-progress.json');
export const COMPLETED = body('bria/status.completed.json');
/** Of a job that was accepted at 0; its picture is kept for 3 days. */
export const RESULT = {
  image_url: 'https://mock.bria.local/results/out.png',
  seed: 314_159,
  expiresAt: 259_200_000,
};
export const PIXAZO_ANSWERS = [
  body('pixazo/submit.queued.json', 202),
  body('pixazo/status.processing.json'),
  body('pixazo/status.completed.json'),
];
export const PIXAZO_LINK =
  'https://pub-582b7213209642b9b995c96c95a30381.r2.dev/v1/bria-rmbg-2-0-682_019dxxxx-xxxx/output.ext';

export const BRIA_REF = {
  provider: 'bria',
  endpoint: 'image/edit/remove_background',
  requestId: BRIA_JOB,
  acceptedAt: 0,
};
export const PIXAZO_REF = {
  provider: 'pixazo',
  endpoint: 'bria-rmbg-2-0-682',
  requestId: PIXAZO_JOB,
  acceptedAt: 0,
};
