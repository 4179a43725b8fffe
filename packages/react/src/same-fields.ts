const PLAIN: ReadonlySet<unknown> = /* @__PURE__ */ new Set<unknown>([Object.prototype, Array.prototype]);

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && PLAIN.has(Object.getPrototypeOf(value));

/** Whether two values are the same one, or plain objects (or lists) whose fields are the same ones. */
export function haveSameFields(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && Object.is(a[key], b[key]));
}
