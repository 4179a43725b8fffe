import type { JobEffect } from '../job/job-state.ts';
import type { Engine, JobAtWork } from './engine.ts';
import { follow, release } from './follow-job.ts';
import { submitJob, type Order } from './submit-job.ts';

/**
 * Does what a job's state machine orders.
 *
 * @param order - of a job to submit. Not kept: what is uploaded may be large.
 */
export function carryOut(engine: Engine, work: JobAtWork, effect: JobEffect, order: Order = {}): void {
  if (effect === 'send-submit') void submitJob(engine, work, order);
  else if (effect === 'schedule-poll') follow(engine, work);
  else release(engine, work);
}
