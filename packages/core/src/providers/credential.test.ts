import { describe, expect, it, vi } from 'vitest';
import { bria } from './bria/bria.ts';
import { pixazo } from './pixazo/pixazo.ts';

const PROVIDERS = [
  {
    name: 'bria',
    header: 'api_token',
    option: 'apiToken',
    make: (token?: string, options = {}) => bria({ apiToken: token, ...options }),
  },
  {
    name: 'pixazo',
    header: 'Ocp-Apim-Subscription-Key',
    option: 'subscriptionKey',
    make: (token?: string, options = {}) => pixazo({ subscriptionKey: token, ...options }),
  },
] as const;

describe.for(PROVIDERS)('the credential of $name', ({ header, option, make }) => {
  const refusal = (fault: string) => new TypeError(`${option} ${fault}. A proxy (baseUrl) needs none.`);

  it('is sent as the header that the provider reads', () => {
    expect(make('s3cret').origin().headers).toHaveProperty(header, 's3cret');
  });

  it.for([
    ['missing', undefined],
    ['empty', ''],
  ] as const)('that is %s is told by the name of its option', ([, token]) => {
    expect(() => make(token)).toThrow(refusal('is empty or undefined: set it'));
  });

  it.for([
    ['blank', '  '],
    ['with a newline, as read from a file', 's3cret\n'],
    ['with another header in it', 's3cret\r\nx-evil: 1'],
    ['with a space', 's3 cret'],
    ['beyond ASCII', 's3crét'],
  ] as const)('is refused when it is %s', ([, token]) => {
    expect(() => make(token)).toThrow(refusal('is malformed'));
  });

  it('is not repeated in the refusal', () => {
    expect(() => make('s3cret\n')).toThrow(/^((?!s3cret)[^])*$/);
  });

  it('is left to a proxy', () => {
    const { baseUrl, headers } = make(undefined, { baseUrl: '/api/jobs' }).origin();
    expect(baseUrl).toBe('/api/jobs');
    expect(headers).not.toHaveProperty(header);
  });

  it('goes to the provider where a variable for another base URL is empty', () => {
    expect(make('s3cret', { baseUrl: '' }).origin().baseUrl).toMatch(/^https:\/\/.+/);
    expect(() => make(undefined, { baseUrl: '' })).toThrow(refusal('is empty or undefined: set it'));
  });

  it('is kept out of a browser, unless somebody insists', () => {
    vi.stubGlobal('document', {});
    expect(() => make('s3cret')).toThrow(refusal('must not reach a browser'));
    expect(() => make('s3cret', { baseUrl: '/api/jobs' })).toThrow(refusal('must not reach a browser'));
    expect(make('s3cret', { dangerouslyAllowBrowser: true }).origin().headers).toHaveProperty(
      header,
      's3cret',
    );
    expect(make(undefined, { baseUrl: '/api/jobs' }).origin().headers).not.toHaveProperty(header);
  });
});
