/** One server under judgement: how it is asked, what that costs, and the jobs that several cases look at. */
import type { Recorder } from './cassette.ts';
import { readReply, type Reply } from './reply.ts';
import { demand } from './violation.ts';

/** The server to judge, and how far one may go with it. */
export interface ContractTarget {
  /** Who answers. Default: the `fetch` of this process. */
  readonly fetch?: ((request: Request) => Promise<Response | undefined>) | undefined;
  /** Where both providers are. Default: the real services. */
  readonly baseUrl?: string | undefined;
  /** For Bria; without one its cases are left out. */
  readonly token?: string | undefined;
  /** For Pixazo; without one its cases are left out. */
  readonly subscriptionKey?: string | undefined;
  /**
   * What all cases together may cost at most, in dollars, by the prices that are known: $0.018 a picture. Default 0,
   * which leaves only cases that make no job.
   */
  readonly maxSpendUsd?: number | undefined;
  /** A picture that the server can fetch, of something before a background. Without one no job is made. */
  readonly imageUrl?: string | undefined;
  /**
   * What Bria allows per minute and endpoint. With it the limit is tried too, with that many jobs and two more.
   */
  readonly perMinute?: number | undefined;
  /** How long a job may take, in milliseconds. Default 120 000. */
  readonly jobTimeoutMs?: number | undefined;
  /** Lets this many milliseconds pass, of whatever time the server goes by. Default: they pass. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
  /** The server's time, epoch milliseconds, where it goes by another than this machine. Default: its `Date` header. */
  readonly now?: (() => number) | undefined;
}

/** What a case says when it sends a request. */
export interface Ask {
  readonly method?: 'GET' | 'POST';
  /** The usual credential is left out. */
  readonly anonymous?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a text as it is and said to be JSON. */
  readonly body?: object | string;
}

/** One job, from its submit to two polls beyond its end. */
export interface FollowedJob {
  readonly submitted: Reply;
  readonly polls: readonly Reply[];
  /** How many of the last of them came after the end. */
  readonly beyond: number;
}

/** A provider as the cases see it. */
export interface ContractApi {
  readonly origin: string;
  readonly imageUrl: string;
  readonly perMinute: number;
  /**
   * Sends one request, and reads its answer.
   *
   * @param path - on the provider, or a whole URL.
   */
  readonly ask: (path: string, ask?: Ask) => Promise<Reply>;
  /** Lets time pass at the server. */
  readonly wait: (ms: number) => Promise<void>;
  /** What time it was at the server when it answered. */
  readonly timeOf: (reply: Reply) => number;
  /** The same for all cases, made when the first of them looks at it. */
  readonly job: () => Promise<FollowedJob>;
}

/** How one provider is asked, and how its jobs are followed. */
export interface Dialect {
  readonly realOrigin: string;
  readonly credential: (secret: string) => Readonly<Record<string, string>>;
  readonly submitJob: (api: Pick<ContractApi, 'ask' | 'imageUrl'>) => Promise<Reply>;
  readonly statusPath: (submitted: Reply) => string;
  readonly isTerminal: (poll: Reply) => boolean;
}

/** Of one picture, at either provider. */
export const PICTURE_USD = 0.018;

/** For submits that must be refused whatever they ask for. */
const NO_IMAGE = 'https://example.com/picture.jpg';
const BEYOND = 2;

export interface Meter {
  /** What was accepted, in dollars. */
  spentUsd: number;
}

export function createContractApi(
  target: ContractTarget,
  dialect: Dialect,
  secret: string,
  meter: Meter,
  recorder: Recorder,
): ContractApi {
  const { imageUrl = NO_IMAGE, perMinute = 0, jobTimeoutMs = 120_000, maxSpendUsd = 0 } = target;
  const { wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms)) } = target;
  const send = target.fetch ?? ((request: Request) => fetch(request));
  const origin = new URL(target.baseUrl ?? dialect.realOrigin).origin;

  const ask: ContractApi['ask'] = async (path, { method = 'GET', anonymous = false, headers, body } = {}) => {
    const url = new URL(path, origin);
    // A server that accepts what it should refuse may charge for it: that happens once.
    if (method === 'POST' && meter.spentUsd > maxSpendUsd + PICTURE_USD / 2)
      throw new Error(`More than maxSpendUsd is spent: $${meter.spentUsd.toFixed(3)}.`);
    const request = new Request(url, {
      method,
      headers: {
        ...(anonymous ? {} : dialect.credential(secret)),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const sentAt = performance.now();
    const response = await send(request);
    demand(response && response.type !== 'error', `${method} ${url.pathname} must be answered.`);
    // Whatever is accepted may have to be paid for, also what should have been refused.
    if (method === 'POST' && response.ok) meter.spentUsd += PICTURE_USD;
    const reply = await readReply(`${method} ${url.pathname}`, response);
    const isFile = url.origin !== origin || url.pathname.startsWith('/__mock/');
    recorder.hear(reply, isFile, Math.round(performance.now() - sentAt));
    return reply;
  };

  const follow = async (): Promise<FollowedJob> => {
    const submitted = await dialect.submitJob({ ask, imageUrl });
    if (submitted.status < 200 || submitted.status > 299) return { submitted, polls: [], beyond: 0 };
    const polls: Reply[] = [];
    const path = dialect.statusPath(submitted);
    let beyond = -1;
    for (let waitedMs = 0, gapMs = 0; beyond < BEYOND && waitedMs <= jobTimeoutMs; waitedMs += gapMs) {
      const poll = await ask(path);
      polls.push(poll);
      if (beyond >= 0 || dialect.isTerminal(poll)) beyond += 1;
      gapMs = Math.min(1_000 + waitedMs / 4, 5_000);
      await wait(gapMs);
    }
    return { submitted, polls, beyond: Math.max(0, beyond) };
  };
  let followed: Promise<FollowedJob> | undefined;
  const timeOf = ({ headers }: Reply) =>
    target.now?.() ?? (Date.parse(headers.get('date') ?? '') || Date.now());
  return { origin, imageUrl, perMinute, ask, wait, timeOf, job: () => (followed ??= follow()) };
}
