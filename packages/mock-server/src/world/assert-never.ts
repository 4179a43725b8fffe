/** The end of every switch over a union: a new member does not compile until it is decided there. */
export function assertNever(value: never): never {
  throw new TypeError(`Unexpected: ${JSON.stringify(value)}`);
}
