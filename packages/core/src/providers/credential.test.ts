import { describe, expect, it, vi } from 'vitest';
import { bria } from './bria/bria.ts';
import { pixazo } from './pixazo/pixazo.ts';

const PROVIDERS = [
  {
    name: 'bria',
    header: 'api_token',
    make: (token?: string, options = {}) =>
      bria({ ...(token !== undefined && { apiToken: token }), ...options }),
  },
  {
    name: 'pixazo',
    header: 'Ocp-Apim-Subscription-Key',
    make: (token?: string, options = {}) =>
      pixazo({ ...(token !== undefined && { subscriptionKey: token }), ...options }),
  },
] as const;

describe.for(PROVIDERS)('the credential of $name', ({ header, make }) => {
  const isMalformed = new TypeError(`${header} is missing or malformed.`);

  it('is sent as the header that the provider reads', () => {
    expect(make('s3cret').origin().headers).toHaveProperty(header, 's3cret');
  });

  it.for([
    ['missing', undefined],
    ['empty', ''],
    ['blank', '  '],
    ['with a newline, as read from a file', 's3cret\n'],
    ['with another header in it', 's3cret\r\nx-evil: 1'],
    ['with a space', 's3 cret'],
    ['beyond ASCII', 's3crét'],
  ] as const)('is refused when it is %s', ([, token]) => {
    expect(() => make(token)).toThrow(isMalformed);
  });

  it('is not repeated in the refusal', () => {
    expect(() => make('s3cret\n')).toThrow(/^((?!s3cret)[^])*$/);
  });

  it('is left to a proxy', () => {
    const { baseUrl, headers } = make(undefined, { baseUrl: '/api/jobs' }).origin();
    expect(baseUrl).toBe('/api/jobs');
    expect(headers).not.toHaveProperty(header);
  });

  it('is kept out of a browser, unless somebody insists', () => {
    vi.stubGlobal('document', {});
    expect(() => make('s3cret')).toThrow(`${header} must not reach a browser`);
    expect(() => make('s3cret', { baseUrl: '/api/jobs' })).toThrow(`${header} must not reach a browser`);
    expect(make('s3cret', { dangerouslyAllowBrowser: true }).origin().headers).toHaveProperty(
      header,
      's3cret',
    );
    expect(make(undefined, { baseUrl: '/api/jobs' }).origin().headers).not.toHaveProperty(header);
  });
});
