/** The dashboard over HTTP: one page, that can load nothing and talk to nobody but the mock. */

let policy: Promise<string> | undefined;

export async function respondDashboard(): Promise<Response> {
  const { DASHBOARD } = await import('./dashboard-page.ts');
  policy ??= writePolicy(DASHBOARD);
  return new Response(DASHBOARD, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': await policy,
      'Cache-Control': 'no-cache',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

/** Its own script and style are allowed by what is in them, and no others. */
async function writePolicy(page: string): Promise<string> {
  const [script, style] = await Promise.all([
    hashOf(page, /<script type="module">(.*?)<\/script>/s),
    hashOf(page, /<style>(.*?)<\/style>/s),
  ]);
  return [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src ${style}`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "media-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

async function hashOf(page: string, element: RegExp): Promise<string> {
  const text = element.exec(page)?.[1] ?? '';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}
