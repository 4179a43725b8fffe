/** A server does not do what is documented. */
export class ContractViolation extends Error {
  override readonly name = 'ContractViolation';
}

/** @throws {ContractViolation} with this sentence. */
export function demand(holds: unknown, sentence: string): asserts holds {
  if (!holds) throw new ContractViolation(sentence);
}
