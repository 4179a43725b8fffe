import { describe, expect, it } from 'vitest';
import { isPublicHost, isPublicLink, linkFault } from './public-link.ts';

const fault = (link: string, allowOrigins?: readonly string[]) => linkFault(new URL(link), allowOrigins);

it.for([
  'https://pub-582b7213209642b9b995c96c95a30381.r2.dev/v1/out.png',
  'https://bria-temp.s3.amazonaws.com/out.png?X-Amz-Signature=0a0a',
  'https://media.example.com:8443/out.png',
  'https://xn--mller-kva.example/out.png',
  'https://local.example.com/', // the ending decides, not the beginning
  'https://localhost.example.com/',
  'https://mylocalhost.com/',
  'https://127.0.0.1.example.com/',
  'https://example.com./',
  'https://8.8.8.8/',
  'https://[2606:4700:4700::1111]/',
  'https://[64:ff9b::808:808]/', // 8.8.8.8, through NAT64
  'https://example.com/@user:password',
  'https://example.com/?next=http://127.0.0.1/',
])('lets a public link be followed: %s', (link) => {
  expect(fault(link)).toBeUndefined();
});

/** Ways to write an address that is not public; `URL` brings all that it accepts into one form. */
const PRIVATE_HOSTS = [
  // Loopback, by many spellings
  '127.0.0.1',
  '127.0.0.1.',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '2130706433', // decimal
  '0x7f000001', // hex
  '0x7f.1',
  '0X7F.0.0.0X1',
  '017700000001', // octal
  '0177.0.0.01',
  '0177.0x0.0.1', // of everything
  '127.0.0.0x1',
  '%31%32%37.0.0.1', // percent-encoded
  '１２７.0.0.1', // full-width digits
  '①②⑦.⓪.⓪.①', // circled digits
  '127。0。0。1', // ideographic full stops
  '127．0．0．1', // full-width full stops
  '127.0.\u00AD0.1', // a soft hyphen
  '0',
  '0.0.0.0',
  '0x0',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[0000::0001]',
  '[::]',
  '[::ffff:127.0.0.1]', // IPv4-mapped
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[::ffff:8.8.8.8]', // no server is reached by such a link, but a filter may be passed
  '[::127.0.0.1]', // IPv4-compatible
  '[::ffff:0:127.0.0.1]', // IPv4-translated
  '[64:ff9b::127.0.0.1]', // NAT64
  '[64:ff9b::a00:1]',
  '[64:ff9b:1::808:808]', // NAT64, local use
  '[2002:7f00:1::]', // 6to4
  '[2002:a00:1::1]',
  '[2001::1]', // Teredo
  '[2001:0:7f00:1::]',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'ｌｏｃａｌｈｏｓｔ', // full-width letters
  'loc%61lhost',
  'a.localhost',
  'a.b.localhost.',
  // Private networks
  '10.0.0.1',
  '10.255.255.255',
  '012.0.0.1', // octal
  '167772161', // decimal
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.168.1',
  '0xc0a80001',
  '3232235521',
  '100.64.0.1',
  '100.100.100.200', // cloud metadata
  '100.127.255.255',
  '[fc00::1]',
  '[fd00:ec2::254]', // cloud metadata
  '[fec0::1]', // site-local
  // Link-local
  '169.254.169.254', // cloud metadata
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '[::ffff:169.254.169.254]',
  '[::ffff:a9fe:a9fe]',
  '[fe80::1]',
  '[febf::1]',
  '168.63.129.16', // cloud host
  // Reserved
  '192.0.0.192',
  '192.0.2.1',
  '192.88.99.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.9',
  '[100::1]',
  '[2001:2::1]',
  '[2001:db8::1]',
  '[3fff::1]',
  '[4000::1]',
  '[5f00::1]',
  // Multicast and broadcast
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '4294967295',
  '[ff02::1]',
  // Names that mean a machine near by
  'intranet',
  'metadata',
  'briakit-mock',
  'metadata.google.internal',
  'METADATA.GOOGLE.INTERNAL.',
  'metadata.google.iNTERNAL',
  'printer.local',
  'api.default.svc.cluster.local',
  'router.lan',
  'router.home',
  'router.home.arpa',
  'wiki.corp',
  'wiki.intranet',
  'vault.private',
];

it.for(PRIVATE_HOSTS)('refuses a host that is not public: %s', (host) => {
  expect(fault(`https://${host}/out.png`)).toMatch(/^points to a private address \(.+\)$/);
  // Neither a port nor plain http makes it another host.
  expect(fault(`https://${host}:8443/out.png`)).toMatch(/^points to a private address/);
  expect(fault(`http://${host}/out.png`)).toBe('is not https (http:)');
});

describe('by its text alone', () => {
  it.for([
    'https://bria-temp.s3.amazonaws.com/out.png?X-Amz-Signature=0a0a',
    'https://pub-582b7213209642b9b995c96c95a30381.r2.dev/v1/out.png',
    'https://d1ei2xrl63k822.cloudfront.net/api/res/a%20b.png',
    'https://a_b.example.com/',
    'https://xn--mller-kva.example/out.png',
    'https://localhost.example.com/',
    'https://local.example.com/@user:password',
  ])('a link is public in its plain spelling: %s', (link) => {
    expect(isPublicLink(link)).toBe(true);
    expect(fault(link)).toBeUndefined();
  });

  it.for(PRIVATE_HOSTS)('no link is to a host that is not: %s', (host) => {
    expect(isPublicLink(`https://${host}/out.png`)).toBe(false);
    expect(isPublicLink(`https://${host}./out.png`)).toBe(false);
  });

  it.for([
    'http://example.com/',
    'HTTPS://example.com/',
    ' https://example.com/',
    'https:/example.com/',
    'https:\\\\example.com/',
    'https://example.com',
    'https://example.com?/',
    'https://example.com:443/',
    'https://example.com./',
    'https://user@example.com/',
    'https://example.com@127.0.0.1/',
    'https://example.com\\@127.0.0.1/',
    'https://127.0.0.1\\@example.com/',
    'https://127.0.0.1#@example.com/',
    'https://127.0.0.1?.example.com/',
    'https://127.0.0.1\t.example.com/',
    'https://lo\ncalhost.example.com/',
    'https://exam%70le.com/',
    'https://müller.example/',
    'https://8.8.8.8/',
    'https://.com/',
    'https://a..com/',
  ])('no other spelling will do: %j', (link) => {
    expect(isPublicLink(link)).toBe(false);
  });

  it('takes no longer for a long one', () => {
    expect(isPublicLink(`https://${'a-.'.repeat(50_000)}`)).toBe(false);
    expect(isPublicLink(`https://${'a'.repeat(100_000)}`)).toBe(false);
  });
});

it.for([
  ['http://example.com/', 'is not https (http:)'],
  ['ftp://example.com/', 'is not https (ftp:)'],
  ['file:///etc/passwd', 'is not https (file:)'],
  ['data:image/png;base64,AAAA', 'is not https (data:)'],
  ['blob:https://example.com/6d6e', 'is not https (blob:)'],
  ['javascript:alert(1)', 'is not https (javascript:)'],
  ['gopher://127.0.0.1:6379/_', 'is not https (gopher:)'],
  ['wss://example.com/', 'is not https (wss:)'],
  ['https://user@example.com/', 'holds a user name or a password'],
  ['https://:password@example.com/', 'holds a user name or a password'],
  ['https://example.com@127.0.0.1/', 'holds a user name or a password'],
  // Where a reader sees one host, and the network another.
  ['https://127.0.0.1\\@example.com/', 'points to a private address (127.0.0.1)'],
  ['https://127.0.0.1#@example.com/', 'points to a private address (127.0.0.1)'],
  ['https:127.0.0.1/', 'points to a private address (127.0.0.1)'],
  ['https:\\\\127.0.0.1/', 'points to a private address (127.0.0.1)'],
  ['\thttps://127.0.\n0.1/', 'points to a private address (127.0.0.1)'],
] as const)('refuses %j: it %s', ([link, why]) => {
  expect(fault(link)).toBe(why);
});

describe('at the edges of each block', () => {
  /** First and last address, and the neighbours outside; undefined where those are not public either. */
  it.for([
    ['0.0.0.0', '0.255.255.255', undefined, '1.0.0.0'],
    ['10.0.0.0', '10.255.255.255', '9.255.255.255', '11.0.0.0'],
    ['100.64.0.0', '100.127.255.255', '100.63.255.255', '100.128.0.0'],
    ['127.0.0.0', '127.255.255.255', '126.255.255.255', '128.0.0.0'],
    ['168.63.129.16', '168.63.129.16', '168.63.129.15', '168.63.129.17'],
    ['169.254.0.0', '169.254.255.255', '169.253.255.255', '169.255.0.0'],
    ['172.16.0.0', '172.31.255.255', '172.15.255.255', '172.32.0.0'],
    ['192.0.0.0', '192.0.0.255', '191.255.255.255', '192.0.1.0'],
    ['192.0.2.0', '192.0.2.255', '192.0.1.255', '192.0.3.0'],
    ['192.88.99.0', '192.88.99.255', '192.88.98.255', '192.88.100.0'],
    ['192.168.0.0', '192.168.255.255', '192.167.255.255', '192.169.0.0'],
    ['198.18.0.0', '198.19.255.255', '198.17.255.255', '198.20.0.0'],
    ['198.51.100.0', '198.51.100.255', '198.51.99.255', '198.51.101.0'],
    ['203.0.113.0', '203.0.113.255', '203.0.112.255', '203.0.114.0'],
    ['224.0.0.0', '255.255.255.255', '223.255.255.255', undefined],
    ['[2001::]', '[2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff]', '[2000:ffff::]', '[2001:200::]'],
    ['[2001:db8::]', '[2001:db8:ffff:ffff:ffff:ffff:ffff:ffff]', '[2001:db7:ffff::]', '[2001:db9::]'],
    ['[2002::]', '[2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff]', '[2001:ffff::]', '[2003::]'],
    ['[3fff::]', '[3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff]', '[3ffe:ffff::]', '[3fff:1000::]'],
    ['[4000::]', '[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]', '[3fff:ffff::]', undefined],
    ['[::]', '[1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]', undefined, '[2000::]'],
    ['[64:ff9b::7f00:0]', '[64:ff9b::7fff:ffff]', '[64:ff9b::7eff:ffff]', '[64:ff9b::8000:0]'],
  ] as const)('%s to %s is not public, %s and %s are', ([first, last, before, after]) => {
    expect([first, last].map(isPublicHost)).toEqual([false, false]);
    expect([before, after].map((host) => !host || isPublicHost(host))).toEqual([true, true]);
  });
});

describe('an origin that is allowed', () => {
  it.for([
    ['http://127.0.0.1:4010/out.png', 'http://127.0.0.1:4010'],
    ['http://127.0.0.1:4010/out.png', 'http://127.0.0.1:4010/any/path/'],
    ['http://localhost:4010/out.png', 'HTTP://LocalHost:4010'],
    ['http://0x7f.1:4010/out.png', 'http://127.0.0.1:4010'],
    ['http://[::1]:4010/out.png', 'http://[::1]:4010'],
    ['https://media.corp/out.png', 'https://media.corp:443'],
  ] as const)('lets %s be followed: %s', ([link, origin]) => {
    expect(fault(link, ['https://other.example', origin])).toBeUndefined();
  });

  it.for([
    ['another port', 'http://127.0.0.1:4011/', 'http://127.0.0.1:4010'],
    ['another scheme', 'https://127.0.0.1:4010/', 'http://127.0.0.1:4010'],
    ['another spelling of the host', 'http://localhost:4010/', 'http://127.0.0.1:4010'],
    ['a host below', 'https://a.media.corp/', 'https://media.corp'],
    ['a user name', 'http://user@127.0.0.1:4010/', 'http://127.0.0.1:4010'],
    ['a blob of a page there', 'blob:http://127.0.0.1:4010/6d6e', 'http://127.0.0.1:4010'],
  ] as const)('does not cover %s', ([, link, origin]) => {
    expect(fault(link, [origin])).toBeTypeOf('string');
  });

  it('has to be a URL', () => {
    expect(() => fault('https://example.com/', ['127.0.0.1'])).toThrow(TypeError);
  });
});
