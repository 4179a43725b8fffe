import { demand } from './violation.ts';

/** One answer, read to its end. */
export interface Reply {
  /** `GET /v2/status/…`: what was asked, for sentences about it. */
  readonly asked: string;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

export async function readReply(asked: string, response: Response): Promise<Reply> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { asked, status: response.status, headers: response.headers, bytes };
}

/** @throws {ContractViolation} when the status is none of these. */
export function demandStatus(reply: Reply, ...statuses: readonly number[]): void {
  demand(
    statuses.includes(reply.status),
    `${reply.asked} must be answered with ${statuses.join(' or ')}, not with ${reply.status}: ${excerpt(reply)}`,
  );
}

/** The body. @throws {ContractViolation} when it is not one JSON object. */
export function jsonOf(reply: Reply): Readonly<Record<string, unknown>> {
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder().decode(reply.bytes));
  } catch {
    body = undefined;
  }
  demand(isObject(body), `${reply.asked} must be answered with a JSON object, not with ${excerpt(reply)}`);
  return body;
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

export const excerpt = ({ bytes }: Reply): string => {
  const text = new TextDecoder().decode(bytes.subarray(0, 200));
  return bytes.length > 200 ? `${text}…` : text || 'nothing';
};
