/**
 * The credential as a header.
 *
 * @param option - its name among the options, for the error: what a header is called tells a beginner nothing.
 * @throws {TypeError} when there is none and no proxy that would add it, when it holds characters that no
 * header can carry, or when it is given to a browser without `dangerouslyAllowBrowser`.
 */
export function credentialOf<Option extends string>(
  header: string,
  option: Option,
  options: { readonly [Name in Option | 'baseUrl']?: string | undefined } & {
    readonly dangerouslyAllowBrowser?: boolean | undefined;
  },
): Record<string, string> {
  const token: string | undefined = options[option];
  if (!token && options.baseUrl) return {};
  const isExposed = 'document' in globalThis && !options.dangerouslyAllowBrowser;
  const fault = isExposed
    ? 'must not reach a browser'
    : !token
      ? 'is empty or undefined: set it'
      : /[^\x21-\x7e]/.test(token) && 'is malformed';
  if (fault) throw new TypeError(`${option} ${fault}. A proxy (baseUrl) needs none.`);
  return { [header]: token! };
}
