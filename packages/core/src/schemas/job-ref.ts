/**
 * All that resuming a job needs, as plain JSON. Holds no secret, but treat it as private: whoever has the
 * account's token can read the job by it.
 */
export interface JobRef {
  /** `bria` or `pixazo`. */
  readonly provider: string;
  /** `endpoint.id`, as in the error messages. */
  readonly endpoint: string;
  /** The provider's name for the job (`request_id` on the wire). Opaque: it is not always a UUID. */
  readonly requestId: string;
  /** When the provider accepted the job, epoch milliseconds on our clock. */
  readonly acceptedAt: number;
}
