import type { ProviderAdapter } from '../adapter.ts';
import { credentialOf } from '../credential.ts';
import { refuse } from '../media.ts';
import { pixazoDialect } from './dialect.ts';

/** The account at Pixazo, and the way to it. */
export interface PixazoOptions {
  /**
   * The account's key, sent as `Ocp-Apim-Subscription-Key`. For servers only: in a browser give the
   * `baseUrl` of a proxy of yours that adds the key, and leave this out.
   */
  readonly subscriptionKey?: string | undefined;
  /**
   * Default `https://gateway.pixazo.ai`, also where it is empty. Without a slash at its end. In a browser it may be
   * a path, such as `/api/pixazo`.
   */
  readonly baseUrl?: string | undefined;
  /**
   * Requests per minute, submits and polls together. Pixazo publishes no figure: clients in the field
   * report 60. Default 45.
   */
  readonly requestsPerMinute?: number | undefined;
  /**
   * Puts a local picture or video where Pixazo can fetch it, and returns its public URL: Pixazo takes URLs
   * only. Without it, a local file is an `InputError`.
   */
  readonly host?: ((file: Blob, signal: AbortSignal) => Promise<URL>) | undefined;
  /** Allows `subscriptionKey` in a browser, where everybody can read it: for demos against a mock. Default false. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}

/**
 * Bria's models on the Pixazo gateway.
 *
 * @throws {TypeError} when there is neither a key nor a proxy, the key is in a browser, or `requestsPerMinute` is not
 * above 0.
 */
export function pixazo(options: PixazoOptions): ProviderAdapter<'pixazo'> {
  const { requestsPerMinute = 45, host } = options;
  // A variable that is set to nothing means none.
  const baseUrl = options.baseUrl || 'https://gateway.pixazo.ai';
  const credential = credentialOf('Ocp-Apim-Subscription-Key', 'subscriptionKey', options);
  const headers = { 'cache-control': 'no-cache', ...credential };

  if (!(requestsPerMinute > 0))
    throw new TypeError(`requestsPerMinute must be above 0: ${requestsPerMinute}.`);

  return {
    id: 'pixazo',
    origin: () => ({ baseUrl, headers }),
    dialect: pixazoDialect,
    statusPath: (requestId) => `/v2/requests/status/${encodeURIComponent(`${requestId}`.toWellFormed())}`,
    // Submits and polls of one key share one limit.
    bucketOf: () => 'key',
    limitOf: () => ({ limit: requestsPerMinute, windowMs: 60_000 }),
    // Pixazo asks for a poll every 5 to 10 s.
    pollPolicy: { minMs: 5_000, firstMs: 5_000, growth: 1.2, maxMs: 10_000 },
    host,
    webhook: (url, endpoint) => ({
      headers: {
        // Pixazo answers 400 to any other scheme; and a header has to be ASCII in one line, as only `href` is.
        'x-webhook-url':
          /^https:/i.test(url) && URL.canParse(url)
            ? new URL(url).href
            : refuse('Pixazo takes a URL with https only.', { field: 'webhookUrl', endpoint }),
      },
    }),
  };
}
