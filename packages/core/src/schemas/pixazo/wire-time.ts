const FORM = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$/;

/**
 * A moment as Pixazo writes it, in epoch milliseconds; undefined where it cannot be read. Two forms are in use,
 * often in one body: ISO 8601, and `2026-05-22 13:19:23`. The second is UTC without saying so, and `Date`
 * would read it in the zone of the machine.
 */
export function parseWireTime(text: unknown): number | undefined {
  const parts = typeof text === 'string' && FORM.exec(text);
  if (!parts) return undefined;
  const at = Date.parse(`${parts[1]}T${parts[2]}${parts[3] ?? 'Z'}`);
  return Number.isNaN(at) ? undefined : at;
}
