/** What stands before a provider, and answers in its stead: pages for people, as their makers send them. */
import type { EdgePage } from '../world/faults.ts';

interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
}

const PAGES: Readonly<Record<EdgePage, Page>> = {
  'cloudflare-challenge': {
    status: 403,
    headers: { Server: 'cloudflare', 'CF-RAY': '8f0c1d2e3f4a5b6c-AMS', 'CF-Mitigated': 'challenge' },
    html: '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta http-equiv="refresh" content="360"></head><body><noscript>Enable JavaScript and cookies to continue</noscript></body></html>',
  },
  'akamai-denied': {
    status: 403,
    headers: { Server: 'AkamaiGHost', 'Mime-Version': '1.0' },
    html: "<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>\n<H1>Access Denied</H1>\n\nYou don't have permission to access this resource on this server.<P>\nReference&#32;&#35;18&#46;5f4e3d2c&#46;1767225600&#46;1a2b3c4d\n</BODY>\n</HTML>\n",
  },
  'bad-gateway': {
    status: 502,
    headers: { Server: 'awselb/2.0' },
    html: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n',
  },
};

export function edgePage(page: EdgePage): Response {
  const { status, headers, html } = PAGES[page];
  return new Response(html, { status, headers: { ...headers, 'Content-Type': 'text/html; charset=UTF-8' } });
}
