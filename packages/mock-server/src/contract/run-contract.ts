/** The cases, and who runs them: any runner of tests, or nobody but this. */
import { briaCases, briaDialect } from './bria-cases.ts';
import { createRecorder, type Cassette } from './cassette.ts';
import { createContractApi, PICTURE_USD, type ContractApi, type ContractTarget } from './contract-api.ts';
import type { ContractCase } from './contract-case.ts';
import { pixazoCases, pixazoDialect } from './pixazo-cases.ts';

/** All of them, as data. */
export const contractCases: readonly ContractCase[] = [...briaCases, ...pixazoCases];

/** One case, ready to be run against a server. */
export interface ContractTest extends Pick<ContractCase, 'id' | 'provider' | 'name'> {
  /** Why it must not be run; undefined when it may. */
  readonly skipped: string | undefined;
  /** @throws {ContractViolation} when the server does not keep to it. */
  readonly run: () => Promise<void>;
}

/** What became of one case. */
export interface ContractResult extends Pick<ContractCase, 'id' | 'provider' | 'name'> {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped. */
  readonly reason?: string;
}

/** What became of all of them. */
export interface ContractReport {
  /** Whether none failed. */
  readonly passed: boolean;
  readonly results: readonly ContractResult[];
  /** What the server accepted, in dollars, by the prices that are known. */
  readonly spentUsd: number;
  /** What the server said, without anything that is secret: for `driftBetween`. */
  readonly cassette: Cassette;
}

/**
 * The cases for a runner of tests, in this order:
 *
 *     for (const { name, skipped, run } of contractTests({ token, baseUrl })) it.skipIf(skipped)(name, run);
 *
 * Each may be run by itself; those about the life of a job share one.
 */
export const contractTests = (target: ContractTarget): readonly ContractTest[] => prepare(target).tests;

/** Runs all cases, one after the other. It does not throw: what is wrong is in the report. */
export async function runContract(target: ContractTarget): Promise<ContractReport> {
  const { tests, meter, recorder } = prepare(target);
  const results: ContractResult[] = [];
  for (const { id, provider, name, skipped, run } of tests) {
    const named = { id, provider, name };
    if (skipped !== undefined) {
      results.push({ ...named, outcome: 'skipped', reason: skipped });
      continue;
    }
    results.push(
      await run().then(
        () => ({ ...named, outcome: 'passed' as const }),
        (error: unknown) => ({ ...named, outcome: 'failed' as const, reason: String(error) }),
      ),
    );
  }
  return {
    passed: results.every(({ outcome }) => outcome !== 'failed'),
    results,
    spentUsd: Math.round(meter.spentUsd * 1000) / 1000,
    cassette: recorder.cassette,
  };
}

function prepare(target: ContractTarget) {
  const { token, subscriptionKey, imageUrl, maxSpendUsd = 0, perMinute = 0 } = target;
  const meter = { spentUsd: 0 };
  const recorder = createRecorder();
  const apis: Record<ContractCase['provider'], ContractApi | undefined> = {
    bria: token === undefined ? undefined : createContractApi(target, briaDialect, token, meter, recorder),
    pixazo:
      subscriptionKey === undefined
        ? undefined
        : createContractApi(target, pixazoDialect, subscriptionKey, meter, recorder),
  };
  const pictures = { nothing: 0, job: 1, 'own-job': 1, limit: perMinute + 2 };
  const shared = new Set<ContractCase['provider']>();
  let plannedUsd = 0;

  const tests = contractCases.map((each): ContractTest => {
    const { id, provider, name, needs } = each;
    const api = apis[provider];
    const isPaid = needs === 'job' && shared.has(provider);
    const costUsd = isPaid ? 0 : pictures[needs] * PICTURE_USD;
    const reasons = [
      !api && `There is no ${provider === 'bria' ? 'token' : 'subscriptionKey'}.`,
      needs !== 'nothing' && imageUrl === undefined && 'There is no imageUrl to make a job of.',
      needs === 'limit' && perMinute === 0 && 'perMinute does not say where the limit is.',
      // In whole micro-dollars: 0.018 has no end in binary.
      Math.round((plannedUsd + costUsd - maxSpendUsd) * 1e6) > 0 &&
        `It costs $${costUsd.toFixed(3)}, and maxSpendUsd allows $${maxSpendUsd} in all.`,
    ];
    const skipped = reasons.find((reason) => reason !== false);
    if (!skipped) {
      plannedUsd += costUsd;
      if (needs === 'job') shared.add(provider);
    }
    const run = async () => {
      if (!api || skipped !== undefined) throw new Error(skipped);
      recorder.begin(id);
      await each.run(api);
    };
    return { id, provider, name, skipped, run };
  });
  return { tests, meter, recorder };
}
