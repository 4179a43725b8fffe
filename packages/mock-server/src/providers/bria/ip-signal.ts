/** What somebody else may own, of the little that the mock knows of. */
import { wordsOf } from './structured.ts';
import type { Asked } from '../asked.ts';

const OWNED = /\b(batman|coca-cola|mickey mouse|pikachu)\b/i;

/** What a request with `ip_signal` is told when its words name a brand or a character. */
export function findIpWarning(asked: Pick<Asked, 'body'>): string | undefined {
  if (asked.body['ip_signal'] !== true) return undefined;
  const owned = OWNED.exec(wordsOf(asked, 'prompt', 'instruction', 'structured_prompt'))?.[0];
  return owned && `The request may involve intellectual property: ${owned}.`;
}
