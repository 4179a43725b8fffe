import type { ContractApi } from './contract-api.ts';

/** One thing that is documented, and how to see whether a server does it. */
export interface ContractCase {
  /** `bria/status/unknown-job` */
  readonly id: string;
  readonly provider: 'bria' | 'pixazo';
  /** What must hold, as a sentence. */
  readonly name: string;
  /**
   * What it cannot do without. `nothing`: it costs nothing. `job`: one job, the same for all cases of a provider.
   * `own-job`: one of its own. `limit`: as many jobs as the plan allows in a minute, and two more.
   */
  readonly needs: 'nothing' | 'job' | 'own-job' | 'limit';
  /** @throws {ContractViolation} when it does not hold. */
  readonly run: (api: ContractApi) => Promise<void>;
}
