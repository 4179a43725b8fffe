import type { ProviderId, Target } from '../providers/endpoint.ts';
import { createBatch, type Batch, type BatchOptions } from './batch.ts';
import type { Client, SubmitOptions } from './client.ts';

/** What a client of `withBatches` can do beside the rest. */
export interface Batches<P extends ProviderId> {
  /**
   * A job for each input, a few at a time. Inputs are taken one by one as places get free, and places get free
   * as items are read: a million inputs of a generator take no more memory than a few, and a slow reader slows
   * the buying. Starts when it is read.
   *
   * Every input that is taken comes out as exactly one item; a job that fails is an item, and never a throw.
   * What the inputs themselves throw (or `key`, `done`, `onJob`) ends the batch: what is under way is handed
   * out, then it is thrown.
   *
   * Leaving the loop stops what is under way, which saves polls and not money: see `onAbandoned`.
   *
   * @throws {RangeError} when `concurrency` is not a positive integer. The loop throws as said above, and the
   * signal's own reason when it aborts.
   */
  readonly batch: <Input, Result>(
    target: Target<P, Input, Result>,
    inputs: Iterable<NoInfer<Input>> | AsyncIterable<NoInfer<Input>>,
    options?: BatchOptions<NoInfer<Input>, NoInfer<Result>>,
  ) => Batch<Input, Result>;
}

/**
 * The same client, with `batch`: apart, because most need none of it.
 *
 * @param client - with what else is wrapped around it: a batch submits and resumes through this one, so that
 * `withBatches(withJournal(…))` keeps the refs of its jobs, labelled with their keys.
 *
 * @example
 * const client = withBatches(createClient({ provider: bria({ apiToken }) }));
 * const batch = client.batch(image.removeBackground, pictures(), {
 *   done: (key) => finished.has(key) || accepted.get(key),
 *   onAbandoned: ({ key, ref }) => ref && accepted.set(key, ref),
 * });
 * for await (const item of batch) {
 *   if (item.status === 'ok') await save(item.key, item.result.image_url);
 *   if (item.status === 'error') console.warn(item.key, item.error.message);
 * }
 * if (batch.stoppedBy) console.error(`Not all of them: ${batch.stoppedBy.message}`);
 */
export function withBatches<P extends ProviderId, C extends Client<P>>(
  client: C & Client<P>,
): C & Batches<P> {
  return {
    ...client,
    batch(target, inputs, options = {}) {
      const { webhookUrl, priority } = options;
      return createBatch(
        (input, label, ref) => {
          // The label is a journal's to read; who knows none passes it by.
          const submitOptions = { label, webhookUrl, priority } as SubmitOptions;
          return ref ? client.resume(ref, target) : client.submit(target, input, submitOptions);
        },
        inputs,
        options,
      );
    },
  };
}
