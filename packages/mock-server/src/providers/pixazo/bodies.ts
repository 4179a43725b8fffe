/** What Pixazo's queue answers: the accepted job, the job as it stands, and its refusals. */
import { assertNever } from '../../world/assert-never.ts';
import { phaseAt, type JobRecord } from '../../world/jobs.ts';
import { MICRO_USD } from '../../world/ledger.ts';
import { answerJson, type Exchange, type JsonAnswer } from '../exchange.ts';
import { resultOf } from '../own-media.ts';
import { retryAfterHeader } from '../retry-after.ts';

export const refuseInput = (error: string, message: string): Response =>
  Response.json({ error, message }, { status: 400 });

export const refuseMissing = (field: string): Response =>
  Response.json({ error: `Missing required field: ${field}`, status: 400 }, { status: 400 });

export const refuseFields = (
  details: readonly { readonly field: string; readonly message: string }[],
): Response => Response.json({ error: 'Validation failed', details }, { status: 400 });

export const refuseUnknownJob = (): Response =>
  Response.json({ error: 'Request not found', status: 404 }, { status: 404 });

export const refuseRate = ({ settings }: Exchange, retryAfterMs: number, now: number): Response =>
  Response.json(
    { error: 'Rate limit exceeded. Please retry after some time.', status: 429 },
    { status: 429, headers: retryAfterHeader(settings.retryAfter, retryAfterMs, now) },
  );

/** An empty wallet: usually a 402; a 403 with nothing but a sentence has been seen too. */
export function refuseBalance({ settings }: Exchange, priceMicroUsd: number): Response {
  const amount = ` Required: $${priceMicroUsd / MICRO_USD}`;
  switch (settings.insufficientBalance) {
    case 403:
      return Response.json('The balance is insufficient to proceed with this operation.', { status: 403 });
    case 402:
    case '402-with-amount': {
      const message = `Your wallet does not have enough balance.${settings.insufficientBalance === 402 ? '' : amount}`;
      return Response.json({ error: 'Insufficient Balance', message }, { status: 402 });
    }
    default:
      return assertNever(settings.insufficientBalance);
  }
}

export function accepted({ url }: Exchange, { requestId: request_id }: JobRecord): JsonAnswer {
  const polling_url = `${url.origin}/v2/requests/status/${request_id}`;
  return answerJson({ request_id, status: 'QUEUED', polling_url }, 202);
}

/** The whole record, whose fields are null until they are known. HTTP 200 whatever became of the job. */
export function statusBody(
  { mediaOrigin }: Pick<Exchange, 'mediaOrigin'>,
  job: JobRecord,
  now: number,
): JsonAnswer {
  const phase = phaseAt(job.plan, now);
  const record = { request_id: job.requestId, model_id: job.endpoint, created_at: isoTime(job.submittedAt) };
  const ended = { ...record, updated_at: sqlTime(phase.at), completed_at: sqlTime(phase.at) };
  const running = { ...record, error: null, output: null, updated_at: sqlTime(phase.at), completed_at: null };
  switch (phase.status) {
    case 'queued':
      return answerJson({ status: 'QUEUED', ...running });
    case 'running':
      return answerJson({ status: 'PROCESSING', ...running });
    case 'completed':
      return answerJson({
        status: 'COMPLETED',
        error: null,
        output: resultOf(job, mediaOrigin),
        ...ended,
      });
    case 'empty':
      return answerJson({
        status: 'COMPLETED',
        error: null,
        output: { ...resultOf(job, mediaOrigin), media_url: [] },
        ...ended,
      });
    case 'error':
      return answerJson({ status: 'ERROR', error: job.message ?? 'System error', output: null, ...ended });
    case 'failed':
      return answerJson({
        status: 'FAILED',
        error: job.message ?? 'Processing failed: upstream provider returned an error',
        output: null,
        ...ended,
      });
    case 'unknown':
      return answerJson({ status: 'UNKNOWN', error: job.message ?? null, output: null, ...ended });
    default:
      return assertNever(phase.status);
  }
}

const isoTime = (at: number) => new Date(at).toISOString();
/** In real records the later times are SQL's: UTC without saying so, whole seconds. */
const sqlTime = (at: number) => isoTime(at).slice(0, 19).replace('T', ' ');
