import type { Random } from '@briakit/core/testing';
import { drawHex } from '../../world/chance.ts';

/**
 * `{model}_` and something like a UUID of version 7: it begins with the time in milliseconds, and its last
 * group has 13 digits instead of 12, as in all examples that are public. No client should take it for a UUID.
 */
export function buildRequestId(modelId: string, now: number, random: Random): string {
  const time = now.toString(16).padStart(12, '0');
  const [a, b, c] = [drawHex(random, 3), drawHex(random, 4), drawHex(random, 13)];
  return `${modelId}_${time.slice(0, 8)}-${time.slice(8)}-7${a}-${b}-${c}`;
}
