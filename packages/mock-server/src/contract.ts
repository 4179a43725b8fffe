/**
 * `@briakit/mock-server/contract`: what the providers document, as cases that judge any server: this mock, another
 * one, or the real services.
 *
 * @module @briakit/mock-server/contract
 */
export { driftBetween, type Cassette, type Heard, type Skeleton } from './contract/cassette.ts';
export { contractCases, contractTests, runContract } from './contract/run-contract.ts';
export type { ContractReport, ContractResult, ContractTest } from './contract/run-contract.ts';
export type { Ask, ContractApi, ContractTarget, FollowedJob } from './contract/contract-api.ts';
export type { ContractCase } from './contract/contract-case.ts';
export type { Reply } from './contract/reply.ts';
export { ContractViolation } from './contract/violation.ts';
