/**
 * Floor 6 · webhook: facts about a job as the provider brings them; the client is the other way, asking for
 * them. A delivery has the form of a status answer and is read by the same code.
 */
import { SchemaDriftError } from '../errors/schema-drift-error.ts';
import { briaDialect } from '../providers/bria/dialect.ts';
import { endpointFor, type Asked, type ProviderId, type Target } from '../providers/endpoint.ts';
import { pixazoDialect } from '../providers/pixazo/dialect.ts';
import { readReply, type Fact } from '../providers/read-reply.ts';
import { bytesOf, readBody, type RawBody } from './raw-body.ts';

const DIALECTS = { bria: briaDialect, pixazo: pixazoDialect };

/** Anybody may send what nobody signs. A body about one of Bria's models is below 2 KiB. */
const MAX_BYTES = { bria: Infinity, pixazo: 64 * 1024 };

/**
 * What a delivery says about its job, in the words of a poll's answer. `poll-missed` is neither an end nor
 * news: the status is `UNKNOWN`, or the result is not as `target` has it (then its `error` holds the whole
 * body). Ask for the job: `client.resume(ref)`.
 */
export type DeliveryFact<Result = unknown> =
  Exclude<Fact, { type: 'job-completed' }> | { readonly type: 'job-completed'; readonly result: Result };

interface DeliveryOf<P extends ProviderId> {
  readonly provider: P;
  /** The provider's name for the job. */
  readonly requestId: string;
  /**
   * The same for each delivery of the same end of a job: store it, and drop what has come before. At Bria it
   * is the job's name, as `Bria-Webhook-Id` is; at Pixazo the name with the status, `<request_id>:COMPLETED`.
   * What is not final has its status in it at both, so that it never stands in for the end.
   */
  readonly dedupeKey: string;
  /** As it came; what `client.deliver` reads. */
  readonly body: string;
  /** Something in the body that the contract does not know, in one line without values. */
  readonly drift?: string;
}

/** Bria signs: after `verifySignature`, `fact` can be acted on as the answer to a poll can. */
export interface BriaDelivery<Result = unknown> extends DeliveryOf<'bria'> {
  readonly fact: DeliveryFact<Result>;
}

/**
 * Pixazo does not sign, so that there is no fact, but a `hint` of the same form: a reason to ask now. Ask for
 * the job (`client.resume(ref)`) and use what that gives. Never follow a link from a hint.
 */
export interface PixazoDelivery<Result = unknown> extends DeliveryOf<'pixazo'> {
  readonly hint: DeliveryFact<Result>;
}

/** A delivery of provider `P`. */
export type Delivery<P extends ProviderId = ProviderId, Result = unknown> = {
  bria: BriaDelivery<Result>;
  pixazo: PixazoDelivery<Result>;
}[P];

/**
 * What a delivery says. Proves nothing: at Bria call `verifySignature` first, at Pixazo `verifySecret`.
 *
 * @param body - the raw bytes; of Pixazo 64 KiB at most.
 * @param target - what was submitted, for a typed and checked result; without it the result is as on the wire.
 * @throws {SchemaDriftError} when the body is not a JSON object in UTF-8 that names a job, or is too large;
 * `cause` says which.
 * @throws {TypeError} when `body` is not raw, or `target` is another provider's.
 */
export function parseDelivery<P extends ProviderId, Result = unknown>(
  provider: P,
  body: RawBody,
  target?: Target<P, unknown, Result>,
): Delivery<P, Result> {
  // What comes later than the submit is about a job, whatever the submit was answered with.
  const asked: Asked = target ? { ...endpointFor(target, provider), mode: 'job' } : ON_THE_WIRE;
  const dialect = DIALECTS[provider];
  const isUnsigned = provider === 'pixazo';
  const bytes = bytesOf(body);
  let jobId: string | undefined;

  try {
    if (bytes.length > MAX_BYTES[provider]) throw new RangeError('The body is over 64 KiB.');
    const { text, fields, requestId } = readBody(bytes);
    // Whoever wrote it, it may become part of a path.
    if (isUnsigned && !/^[A-Za-z\d][\w.-]{0,255}$/.test(requestId)) throw new TypeError('Not a job’s name.');
    jobId = requestId;
    const { status: word } = dialect.readReport(fields);
    const status = String((word as string | number | undefined) ?? '').toUpperCase();
    const meaning = dialect.meanings[status];
    const isFinal = meaning === 'completed' || meaning === 'failed';
    const dedupeKey = isFinal && !isUnsigned ? requestId : `${requestId}:${status}`;
    const reply = { status: 200, text, retryAfterMs: undefined, receivedAt: 0 };
    const { fact, drift } = readReply(dialect, asked, reply, requestId);
    const told = { provider, requestId, dedupeKey, body: text, ...(drift && { drift }) };
    return { ...told, [isUnsigned ? 'hint' : 'fact']: fact } as unknown as Delivery<P, Result>;
  } catch (cause) {
    // Whatever a stranger can write ends here: a status that cannot be a text, nesting without end, …
    const text = new TextDecoder().decode(bytes.subarray(0, MAX_BYTES[provider]));
    throw new SchemaDriftError(text, {
      jobId,
      endpoint: asked.id || undefined,
      cause,
    });
  }
}

/** A job of which nobody said what was submitted: its result is handed out as it comes. */
const ON_THE_WIRE: Asked = {
  id: '',
  mode: 'job',
  result: { '~standard': { version: 1, vendor: 'briakit', validate: (value) => ({ value }) } },
};
