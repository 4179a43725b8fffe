/**
 * What a server said to each case: of what kind, and never what. No credential, no link and no id is in it, so it can
 * be kept beside the code, and compared with what another server says, or the same one some months later.
 */
import { isObject, type Reply } from './reply.ts';

/** What was heard in a run, by the case that asked. */
export interface Cassette {
  /** When it was recorded, epoch milliseconds. */
  readonly recordedAt: number;
  readonly cases: Readonly<Record<string, readonly Heard[]>>;
}

/** One kind of answer, however often it came. */
export interface Heard {
  /** `GET /v2/status/…`, or `GET a file` for what is elsewhere. */
  readonly asked: string;
  readonly status: number;
  /** What the body says of a job: `IN_PROGRESS`. */
  readonly word?: string;
  /** `application/json` */
  readonly type: string;
  /** In lower case and in order; the names only. */
  readonly headers: readonly string[];
  /** The types of what is in a body of JSON: `{ "error": { "code": "integer" } }`. */
  readonly body?: Skeleton;
  /** How long the first one took, in milliseconds of real time. */
  readonly tookMs: number;
}

/** A value with its type in its place. A list has the kinds of its items, each once. */
export type Skeleton = string | readonly Skeleton[] | { readonly [field: string]: Skeleton };

export interface Recorder {
  /** What is heard from here on was asked by this case. */
  begin(caseId: string): void;
  hear(reply: Reply, isFile: boolean, tookMs: number): void;
  readonly cassette: Cassette;
}

export function createRecorder(): Recorder {
  const recordedAt = Date.now();
  const cases: Record<string, Heard[]> = {};
  let current = '';
  return {
    begin: (caseId) => void (current = caseId),
    hear(reply, isFile, tookMs) {
      const heard = summarize(reply, isFile, tookMs);
      const all = (cases[current] ??= []);
      if (!all.some((other) => keyOf(other) === keyOf(heard))) all.push(heard);
    },
    cassette: { recordedAt, cases },
  };
}

/**
 * How two servers differ, or one from what it was: a sentence for each answer, field or type that only one has. The
 * headers and the time that it took do not matter, and what one said of a job on its way the other may have missed.
 */
export function driftBetween(before: Cassette, after: Cassette): readonly string[] {
  const both = Object.keys(before.cases).filter((id) => id in after.cases);
  return both.flatMap((id) => {
    const [old, now] = [before.cases[id] ?? [], after.cases[id] ?? []];
    const lost = withoutPeer(old, now).map((heard) => `${tell(heard)} is no longer said.`);
    const gained = withoutPeer(now, old).map((heard) => `${tell(heard)} is new.`);
    const changed = old.flatMap((heard) => {
      const peer = now.find((other) => keyOf(other) === keyOf(heard));
      return peer ? compare(heard.body, peer.body, '').map((change) => `${tell(heard)}: ${change}`) : [];
    });
    return [...lost, ...gained, ...changed].map((sentence) => `${id}: ${sentence}`);
  });
}

const ON_ITS_WAY = new Set(['IN_PROGRESS', 'QUEUED', 'PROCESSING']);

const withoutPeer = (some: readonly Heard[], others: readonly Heard[]): readonly Heard[] =>
  some.filter(
    (heard) =>
      !others.some((other) => keyOf(other) === keyOf(heard)) &&
      !(heard.asked.startsWith('GET') && ON_ITS_WAY.has(heard.word ?? '')),
  );

const keyOf = ({ asked, status, word = '', type }: Heard) => [asked, status, word, type].join(' ');
const tell = ({ asked, status, word, type }: Heard) =>
  `${asked} → ${status}${word === undefined ? '' : ` ${word}`} (${type || 'no type'})`;

function compare(before: Skeleton | undefined, after: Skeleton | undefined, at: string): readonly string[] {
  if (before === undefined || after === undefined || !isFields(before) || !isFields(after)) {
    const [old, now] = [JSON.stringify(before), JSON.stringify(after)];
    return old === now ? [] : [`${at || 'the body'} was ${old}, and is ${now}.`];
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const path = at === '' ? field : `${at}.${field}`;
    if (!(field in after)) return [`${path} is gone.`];
    return field in before ? compare(before[field], after[field], path) : [`${path} is new.`];
  });
}

const isFields = (skeleton: Skeleton): skeleton is { readonly [field: string]: Skeleton } =>
  isObject(skeleton);

function summarize({ asked, status, headers, bytes }: Reply, isFile: boolean, tookMs: number): Heard {
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  const body = type.endsWith('json') ? parse(bytes) : undefined;
  const word = isObject(body) && typeof body['status'] === 'string' ? body['status'] : undefined;
  return {
    asked: isFile ? 'GET a file' : asked.replace(/\/status\/.*$/, '/status/…'),
    status,
    ...(word !== undefined && { word }),
    type,
    headers: [...headers.keys()].toSorted(),
    ...(body !== undefined && { body: skeletonOf(body) }),
    tookMs,
  };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function skeletonOf(value: unknown): Skeleton {
  if (value === null) return 'null';
  if (Array.isArray(value)) {
    const kinds = value.map((item) => JSON.stringify(skeletonOf(item)));
    return [...new Set(kinds)].map((kind) => JSON.parse(kind) as Skeleton);
  }
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, skeletonOf(inner)]));
  return Number.isInteger(value) ? 'integer' : typeof value;
}
