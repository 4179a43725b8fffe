import type { ProviderName } from './jobs.ts';
import type { Operation } from './journal.ts';

/** One thing going wrong on purpose, as plain JSON. */
export interface FaultRule {
  readonly on: 'submit' | 'status' | 'manage' | 'media' | 'any';
  /** Default: both. The media belong to neither, so a rule for one provider leaves them alone. */
  readonly provider?: ProviderName;
  /** How many requests it spoils. Default 1. */
  readonly times?: number;
  /**
   * The request is served first, and then its answer is lost: a submit creates its job. Only an answer that
   * would have been good is lost. Default false.
   */
  readonly after?: boolean;
  readonly effect: FaultEffect;
}

/** What goes wrong: another answer, a broken connection, or no answer. */
export type FaultEffect =
  | {
      readonly kind: 'respond';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** An object is sent as JSON. */
      readonly body?: string | object;
    }
  /** The connection breaks. */
  | { readonly kind: 'network-error' }
  /** No answer at all, until the client gives up. */
  | { readonly kind: 'hang' };

/** A rule that was added. */
export interface FaultHandle {
  /** Takes the rule away, however often it has yet to strike. */
  remove(): void;
}

export interface Faults {
  /** The rule that was added first strikes first. */
  add(rule: FaultRule): FaultHandle;
  clear(): void;
  /** Uses up one strike of the first rule that fits. */
  strike(moment: FaultMoment): FaultEffect | undefined;
}

export interface FaultMoment {
  readonly operation: Operation;
  readonly provider: ProviderName | undefined;
  readonly after: boolean;
}

export function createFaults(): Faults {
  const armed = new Set<{ readonly rule: FaultRule; left: number }>();
  return {
    add(rule) {
      const entry = { rule, left: rule.times ?? 1 };
      armed.add(entry);
      return { remove: () => void armed.delete(entry) };
    },
    clear: () => armed.clear(),
    strike({ operation, provider, after }) {
      for (const entry of armed) {
        const { rule } = entry;
        if (rule.on !== 'any' && rule.on !== operation) continue;
        if (rule.provider && rule.provider !== provider) continue;
        if ((rule.after ?? false) !== after) continue;
        entry.left -= 1;
        if (entry.left <= 0) armed.delete(entry);
        return rule.effect;
      }
      return undefined;
    },
  };
}
