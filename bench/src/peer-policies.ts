/** How peers wait for a job, as data: read in their source, and for two of them checked by running the package. */
import type { Random } from '@briakit/core/testing';
import type { Kind } from './durations.ts';

/** How one client asks about one job, on a timer of its own. Milliseconds. */
export interface PeerPolicy {
  readonly name: string;
  /** Before the first status request. */
  readonly firstMs: number;
  /** From one answer to the next request. */
  readonly gapMs: (random: Random, kind: Kind) => number;
  /** After how long it gives up on a job; Infinity where it does not. */
  readonly patienceMs: (kind: Kind) => number;
  /**
   * Before the same request is sent again, when it was refused `refusals` times in a row (1, 2, …); undefined when
   * it gives up.
   */
  readonly retryMs: (refusals: number, retryAfterS: number | undefined, random: Random) => number | undefined;
  /** As `retryMs`, of a submit, where that differs. */
  readonly submitRetryMs?: PeerPolicy['retryMs'];
  /** Goes on asking at the usual gap when it has given up on a request. */
  readonly asksOn?: boolean;
}

const always =
  <T>(value: T) =>
  () =>
    value;
const never = always(undefined);

/** `baseMs`, doubled each time up to `maxMs`, for so many retries, a share of chance in it. */
const doubling =
  (
    retries: number,
    baseMs: number,
    maxMs = Infinity,
    blur: (random: Random) => number = always(0),
  ): PeerPolicy['retryMs'] =>
  (refusals, _, random) =>
    refusals > retries ? undefined : Math.min(maxMs, baseMs * 2 ** (refusals - 1)) * (1 + blur(random));

/** Obeys `Retry-After` up to a minute. */
const obeying =
  (retryMs: PeerPolicy['retryMs']): PeerPolicy['retryMs'] =>
  (refusals, retryAfterS, random) => {
    const ownMs = retryMs(refusals, retryAfterS, random);
    return ownMs === undefined || retryAfterS === undefined || retryAfterS > 60 ? ownMs : retryAfterS * 1000;
  };

/** OpenAI's generated clients: down to a quarter less, never more. */
const stainless = obeying(doubling(2, 500, 8_000, (random) => -0.25 * random()));

export const PEERS: readonly PeerPolicy[] = [
  {
    name: 'fal-js, 0.5 s',
    firstMs: 0,
    gapMs: always(500),
    patienceMs: always(Infinity),
    retryMs: doubling(5, 1_000, 30_000, (random) => 0.25 * (2 * random() - 1)),
    submitRetryMs: doubling(3, 1_000, 60_000, (random) => 0.25 * (2 * random() - 1)),
  },
  {
    // Its waits between retries never happen: it tests a fraction for being an integer.
    name: 'replicate-js, 0.5 s',
    firstMs: 0,
    gapMs: always(500),
    patienceMs: always(Infinity),
    retryMs: (refusals) => (refusals > 5 ? undefined : 0),
  },
  {
    name: 'bria-client (Python), 1 s',
    firstMs: 0,
    gapMs: always(1_000),
    patienceMs: always(60_000),
    retryMs: obeying((refusals, _, random) =>
      refusals > 3 ? undefined : random() * 4_000 * 2 ** (refusals - 1),
    ),
  },
  {
    name: 'bria-client (TypeScript), 1 s',
    firstMs: 0,
    gapMs: always(1_000),
    patienceMs: always(60_000),
    retryMs: doubling(3, 2_000),
  },
  {
    name: 'kiro, ComfyUI, 2 s',
    firstMs: 0,
    gapMs: always(2_000),
    patienceMs: always(120_000),
    retryMs: never,
  },
  {
    name: 'TanStack Query, 2 s',
    firstMs: 0,
    gapMs: always(2_000),
    patienceMs: always(Infinity),
    retryMs: doubling(3, 1_000, 30_000),
    asksOn: true,
  },
  {
    name: 'Bria’s shell skills, 3 s (video 5 s)',
    firstMs: 0,
    gapMs: (_, kind) => (kind === 'video' ? 5_000 : 3_000),
    patienceMs: (kind) => (kind === 'video' ? 600_000 : 90_000),
    retryMs: never,
    asksOn: true,
  },
  {
    name: 'openai-node, 5 s',
    firstMs: 0,
    gapMs: always(5_000),
    patienceMs: always(Infinity),
    retryMs: stainless,
  },
  {
    name: 'AI SDK, 5 s',
    firstMs: 5_000,
    gapMs: always(5_000),
    patienceMs: always(Infinity),
    retryMs: obeying(doubling(2, 2_000)),
  },
  {
    name: 'Runway, 6 s',
    firstMs: 6_000,
    gapMs: (random) => 6_000 + 1_500 * (2 * random() - 1),
    patienceMs: always(600_000),
    retryMs: stainless,
  },
  {
    name: 'Pixazo’s skills, 8 s',
    firstMs: 8_000,
    gapMs: always(8_000),
    patienceMs: always(Infinity),
    retryMs: (refusals) => (refusals > 1 ? undefined : 5_000),
  },
];
