/** Rules that wait for their moment, and what has come of each so far; as data, so that it can be written down. */
import type { Chance } from './chance.ts';
import { isTurn, meets, timesOf, type Conditions, type Moment } from './conditions.ts';

/** A rule that was added, and what has come of it. */
export interface Armed<Rule> {
  readonly id: string;
  readonly rule: Rule;
  /** Epoch milliseconds of the mock's clock. */
  readonly addedAt: number;
  /** How many moments it has counted. */
  readonly seen: number;
  /** How often it has struck. */
  readonly struck: number;
  /** Whose scenario it is part of; undefined: of none, somebody added it. */
  readonly source?: string;
}

export interface Rules<Rule extends Conditions> {
  add(rule: Rule, addedAt: number, source?: string): Armed<Rule>;
  remove(id: string): boolean;
  /** Takes away those of one source, or all. */
  clear(source?: string): void;
  /** Those that are not used up, in the order that they strike in. */
  list(): readonly Armed<Rule>[];
  /** Puts others in the place of all. */
  restore(armed: readonly Armed<Rule>[]): void;
  /** The first rule whose turn it is, which is one strike nearer to its end. What somebody added comes first. */
  strike(moment: Moment, fits?: (rule: Rule) => boolean): Rule | undefined;
  readonly size: number;
}

/** Whether the rules of a source count for a tenant. */
export type IsOn = (source: string, tenant: string | undefined) => boolean;

/**
 * @param purpose - what the chance of these rules is called, and their ids begin with.
 * @param isOn - asked of every rule that has a source. Default: they all count.
 */
export function createRules<Rule extends Conditions>(
  purpose: string,
  chance: Chance,
  isOn: IsOn = () => true,
): Rules<Rule> {
  const known = new Map<string, Armed<Rule>>();
  let lastNumber = 0;
  const list = () => {
    const armed = [...known.values()];
    return [
      ...armed.filter(({ source }) => source === undefined),
      ...armed.filter(({ source }) => source !== undefined),
    ];
  };
  const hasLuck = ({ probability = 1 }: Rule) => probability >= 1 || chance.next(purpose)() < probability;
  /** Counts the moment; true: the rule strikes. */
  const count = (armed: Armed<Rule>): boolean => {
    const seen = armed.seen + 1;
    const strikes = isTurn(armed.rule, seen) && hasLuck(armed.rule);
    const struck = armed.struck + (strikes ? 1 : 0);
    if (struck < timesOf(armed.rule)) known.set(armed.id, { ...armed, seen, struck });
    else known.delete(armed.id);
    return strikes;
  };

  return {
    add(rule, addedAt, source) {
      const id = `${purpose}-${++lastNumber}`;
      const armed = { id, rule, addedAt, seen: 0, struck: 0, ...(source !== undefined && { source }) };
      known.set(id, armed);
      return armed;
    },
    remove: (id) => known.delete(id),
    clear(source) {
      for (const armed of known.values())
        if (source === undefined || armed.source === source) known.delete(armed.id);
    },
    list,
    restore(armed) {
      known.clear();
      for (const one of armed) {
        known.set(one.id, one);
        lastNumber = Math.max(lastNumber, Number(one.id.slice(purpose.length + 1)));
      }
    },
    strike(moment, fits = () => true) {
      if (known.size === 0) return undefined;
      return list().find(
        (armed) =>
          (armed.source === undefined || isOn(armed.source, moment.tenant)) &&
          meets(armed.rule, moment, armed.addedAt) &&
          fits(armed.rule) &&
          count(armed),
      )?.rule;
    },
    get size() {
      return known.size;
    },
  };
}
