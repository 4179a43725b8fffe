/**
 * Whether there are bytes in it, however deep: JSON would make `{}` of them, and the job would be billed.
 *
 * @param seen - what is being looked into, so that a circle has an end.
 */
export function holdsBytes(value: unknown, seen = new Set<unknown>()): boolean {
  if (Object(value) !== value || seen.has(value)) return false;
  if (value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return true;
  seen.add(value);
  return Object.values(value as object).some((part) => holdsBytes(part, seen));
}
