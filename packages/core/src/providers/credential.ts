/**
 * The credential as a header.
 *
 * @throws {TypeError} when there is none and no proxy that would add it, when it holds characters that no
 * header can carry, or when it is given to a browser without `dangerouslyAllowBrowser`.
 */
export function credentialOf(
  header: string,
  token: string | undefined,
  {
    baseUrl,
    dangerouslyAllowBrowser,
  }: { readonly baseUrl?: string; readonly dangerouslyAllowBrowser?: boolean },
): Record<string, string> {
  if (!token && baseUrl) return {};
  const isExposed = 'document' in globalThis && !dangerouslyAllowBrowser;
  if (isExposed) throw new TypeError(`${header} must not reach a browser: use a proxy (baseUrl).`);
  if (!token || /[^\x21-\x7e]/.test(token)) throw new TypeError(`${header} is missing or malformed.`);
  return { [header]: token };
}
