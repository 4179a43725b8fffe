import { drawHex, drawMs, type Range } from '../../../world/chance.ts';
import type { Placeholder } from '../../../world/placeholders.ts';
import { fileUrl } from '../../own-files.ts';
import type { Ask } from './immediate.ts';

/** Names a file. It is there from `readyAt` on, and drawn when it is first asked for. */
export function issueFile(
  { world, exchange, tenant }: Ask<unknown>,
  file: Omit<Placeholder, 'fileId' | 'tenant'>,
): { readonly fileId: string; readonly url: string } {
  const fileId = drawHex(world.chance.next('v1-file'), 32);
  world.files.insert({ fileId, tenant, ...file });
  return { fileId, url: fileUrl(exchange.mediaOrigin, fileId) };
}

/** Files of `/v1/product/*` are kept for an hour. */
export const PRODUCT_LIFE_MS = 60 * 60_000;

const QUEUED_MS: Range = [500, 1000];
const RUNNING_MS: Range = [3000, 6000];

/** When a file that is made after the answer is there. */
export function readyAtOf({ world, exchange, now }: Ask<unknown>): number {
  const { queuedMs = QUEUED_MS, runningMs = RUNNING_MS } = exchange.settings;
  const random = world.chance.next('v1-latency');
  return now + drawMs(random, queuedMs) + drawMs(random, runningMs);
}
