/**
 * Which links from outside may be followed. An answer, or a redirect, can name any address; followed
 * blindly on a server, it reaches what only that server can reach. This file judges the text of a link;
 * what a name resolves to is known to the connection only, see `public-fetch.ts`.
 */

/**
 * Address blocks that are not the public internet, as first address and prefix length.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const PRIVATE_V4 = [
  '0.0.0.0/8', // this host
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // a public number that only ever means Azure's own host
  '169.254.0.0/16', // link-local, cloud metadata
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/3', // multicast, reserved, broadcast
] as const;

/**
 * A link by https and on its usual port to a name that can be on the public internet, in its one plain spelling: no
 * address, no user name, no port, nothing that `URL` would put right. A name without a dot, or with one of these
 * endings, means a machine near by, whatever its first label.
 */
const PUBLIC_LINK =
  /^https:\/\/([\w-]+\.)+(?!(localhost|local|internal|intranet|private|corp|home|lan|arpa)\/)[a-z][a-z\d-]*\//;

/** Whether a link leads into the public internet, judged by its text alone: stricter than `linkFault`, and a fraction of its size. */
export const isPublicLink = (link: string): boolean => PUBLIC_LINK.test(link);

/**
 * What forbids following `url`, as the end of a sentence that begins "The link"; undefined when nothing
 * does. Decimal, octal, hex and short spellings of an address need no rule of their own: `URL` has put them
 * into one form.
 *
 * @param allowOrigins - what you trust although it is private or plain http, such as
 * `http://127.0.0.1:4010`: scheme, host and port, all of which must agree.
 * @throws {TypeError} when one of `allowOrigins` is not a URL.
 */
export function linkFault(url: URL, allowOrigins: readonly string[] = []): string | undefined {
  const { protocol, hostname, origin } = url;
  // First of all, because the origin of a `blob:` link is that of the page which made it.
  if (protocol !== 'https:' && protocol !== 'http:') return `is not https (${protocol})`;
  if (url.username || url.password) return 'holds a user name or a password';
  if (allowOrigins.some((allowed) => new URL(allowed).origin === origin)) return undefined;
  if (protocol === 'http:') return 'is not https (http:)';
  return isPublicHost(hostname) ? undefined : `points to a private address (${hostname})`;
}

/** Whether a host, in the form that `URL` gives it, can be on the public internet. */
export function isPublicHost(hostname: string): boolean {
  if (hostname.startsWith('[')) return isPublicV6(groupsOf(hostname.slice(1, -1)));
  return /^[\d.]+$/.test(hostname) ? isPublicV4(hostname) : isPublicName(hostname);
}

/** Of a name, a dot at its end says nothing. */
const isPublicName = (hostname: string): boolean => isPublicLink(`https://${hostname.replace(/\.$/, '')}/`);

const isPublicV4 = (address: string): boolean =>
  PRIVATE_V4.every((block) => {
    const [first = '', bits] = block.split('/');
    const size = 2 ** (32 - Number(bits));
    return Math.floor(numberOf(address) / size) !== numberOf(first) / size;
  });

const numberOf = (address: string): number =>
  address.split('.').reduce((number, part) => number * 256 + Number(part), 0);

/** The eight groups of an IPv6 address as `URL` writes it. */
function groupsOf(address: string): readonly number[] {
  const [head = [], tail = []] = address
    .split('::')
    .map((half) => half.split(':').flatMap((group) => (group ? [Number.parseInt(group, 16)] : [])));
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

/**
 * Only global unicast (2000::/3) is public, without what tunnels to, or stands for, another address: Teredo
 * and its neighbours (2001::/23), 6to4 (2002::/16), documentation (2001:db8::/32, 3fff::/20). An IPv6-only
 * network reaches the IPv4 internet through NAT64 (64:ff9b::/96): there the inner address counts.
 *
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
function isPublicV6([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0]: readonly number[]): boolean {
  if (a === 0x64 && b === 0xff9b && !(c || d || e || f))
    return isPublicV4([g >> 8, g & 255, h >> 8, h & 255].join('.'));
  if (a < 0x2000 || a > 0x3fff || a === 0x2002) return false;
  if (a === 0x2001) return b >= 0x200 && b !== 0xdb8;
  return a !== 0x3fff || b >= 0x1000;
}
