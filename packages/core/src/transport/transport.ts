/**
 * Floor 4 · transport: a function from a request to its reply, and layers around it. A reply is any HTTP
 * answer, 429 and 500 included; what they mean is read one floor up.
 */
import type { WaitReason } from '../primitives/wait-reason.ts';

/** One HTTP request to a provider. Carries no credential: that is added last, for the trusted origin only. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path on the provider's base URL, beginning with `/`. */
  readonly path: string;
  /** JSON. */
  readonly body?: string | undefined;
  /** What it carries beside the credential. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Which limit it counts against: all requests of a bucket share one. */
  readonly bucket: string;
  /** `endpoint.id`, for errors and observers. */
  readonly endpoint: string;
  /** How long the provider may work before it answers, in milliseconds, where the answer is the result. */
  readonly workMs?: number;
  /** The job that is asked about, where it exists already. */
  readonly jobId?: string;
}

/** Any HTTP answer that was complete, be it 200, 429 or 500. */
export interface HttpReply {
  readonly status: number;
  readonly text: string;
  /** What `Retry-After` asks for, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** On our clock, epoch milliseconds. */
  readonly receivedAt: number;
}

/** What travels beside a request. */
export interface Exchange {
  /** Calls off the waiting; a POST that has left is never cut, its answer may be the id of a paid job. */
  readonly signal?: AbortSignal | undefined;
  /** Who has more goes first, where requests wait. Default 0. */
  readonly priority?: number | undefined;
  /**
   * Calls back once, when the job has ended or is no longer followed: long after its submit, as a rule. Each call is
   * one more who is told: a layer around questions, of which a job has many, asks for it once per job.
   */
  readonly onEnded?: (ended: () => void) => void;
  /** Told when the request has to wait before it may leave. */
  readonly onHeld?: (waitReason: WaitReason, untilAt: number | undefined) => void;
  /** Told when it leaves. */
  readonly onSent?: () => void;
}

/** Sends one request, and gives its reply; rejects where there was none. */
export type Transport = (request: HttpRequest, exchange: Exchange) => Promise<HttpReply>;

/** Wraps a transport in another. */
export type Layer = (next: Transport) => Transport;
