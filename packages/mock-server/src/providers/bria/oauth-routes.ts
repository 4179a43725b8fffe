/**
 * The sign-in of Bria's agent skills: a device code, which is granted by itself after a moment because there is no
 * page to grant it on, tokens for it, and what they are worth.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8628
 */
import { drawHex } from '../../world/chance.ts';
import { runDue, tenantOf } from '../../world/world.ts';
import type { Exchange, Route } from '../exchange.ts';
import { refuse } from './bodies.ts';
import { fieldSchema } from './legacy-fields.ts';
import {
  ACCESS_LIFE_MS,
  accountOf,
  DEVICE_CODE_LIFE_MS,
  issueToken,
  readClaim,
  type TokenKind,
} from './oauth-tokens.ts';
import { immediate } from './v1/immediate.ts';
import { readFields } from './v1/read-fields.ts';

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
/** Between two polls; the first that comes after it is granted. */
const INTERVAL_MS = 5_000;
const VERIFY_PAGE = 'https://platform.bria.ai/device/verify';
/** As long as CodeArtifact's own passwords last. */
const PASSWORD_LIFE_MS = 12 * 60 * 60_000;

export const oauthRoutes: readonly Route[] = [
  oauthRoute('/v2/auth/device/authorize', ({ world, now }) => {
    const chance = world.chance.next('oauth-device');
    const [subject, letters] = [drawHex(chance, 32), drawHex(chance, 4)];
    const user_code = `BRIA-${letters.toUpperCase()}`;
    return Response.json({
      device_code: issueToken(world, 'device', { subject, issuedAt: now() }),
      user_code,
      verification_uri: VERIFY_PAGE,
      verification_uri_complete: `${VERIFY_PAGE}?user_code=${user_code}`,
      expires_in: DEVICE_CODE_LIFE_MS / 1000,
      interval: INTERVAL_MS / 1000,
    });
  }),
  oauthRoute('/v2/auth/token', (exchange, fields) => {
    switch (fields['grant_type']) {
      case undefined:
        return refuseGrant('invalid_request', 'grant_type is missing.');
      case DEVICE_GRANT:
        return grantDevice(exchange, fields['device_code']);
      case 'refresh_token':
        return readClaim(exchange.world, 'refresh', fields['refresh_token'] ?? '')
          ? giveTokens(exchange)
          : refuseGrant('invalid_grant', 'The refresh token is not valid.');
      default:
        return refuseGrant('unsupported_grant_type', 'This grant type is not supported here.');
    }
  }),
  oauthRoute('/v2/auth/token/introspect', ({ world, now }, { token = '' }) => {
    const claim = readClaim(world, 'access', token);
    if (!claim || now() >= claim.issuedAt + ACCESS_LIFE_MS) return Response.json({ active: false });
    runDue(world, now());
    tenantOf(world, claim.subject, now());
    const isBlocked = world.ledger.available(claim.subject) <= 0;
    return Response.json({
      active: true,
      api_token: claim.subject,
      billing_status: isBlocked ? 'blocked' : 'active',
      ...(isBlocked && { billing_message: 'The balance is used up. Please add credits to go on.' }),
    });
  }),
  immediate<{ readonly repository: string }>({
    operation: 'manage',
    method: 'GET',
    path: '/v2/auth/access/code_artifact',
    schema: fieldSchema({ 'repository!': 'text' }),
    invalid: 422,
    refusal: (exchange, status, details, headers) =>
      refuse(exchange, status as Parameters<typeof refuse>[1], details, headers),
    prepare: ({ world, now }) => ({
      perform() {
        const chance = world.chance.next('code-artifact');
        const [request_id, authorization_token] = [drawHex(chance, 32), drawHex(chance, 64)];
        const expiration = `${new Date(now + PASSWORD_LIFE_MS).toISOString().slice(0, 19)}+00:00`;
        return Response.json({ result: { authorization_token, expiration }, request_id });
      },
    }),
  }),
];

type Form = Readonly<Record<string, string | undefined>>;

/** Whoever signs in has no token yet. A form is what OAuth sends; JSON is what some clients send. */
function oauthRoute(path: string, answer: (exchange: Exchange, form: Form) => Response): Route {
  const respond = async (exchange: Exchange) => {
    const form = await readForm(exchange.request());
    return form ? answer(exchange, form) : refuseGrant('invalid_request', 'The body must be a form.');
  };
  return { operation: 'manage', method: 'POST', path, respond };
}

async function readForm(request: Request): Promise<Form | undefined> {
  if (/^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? ''))
    return Object.fromEntries(new URLSearchParams(await request.text()));
  const fields = await readFields(request);
  return fields && Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
}

function grantDevice(exchange: Exchange, code = ''): Response {
  const claim = readClaim(exchange.world, 'device', code);
  if (!claim) return refuseGrant('invalid_grant', 'The device code is not valid.');
  const ageMs = exchange.now() - claim.issuedAt;
  if (ageMs >= DEVICE_CODE_LIFE_MS) return refuseGrant('expired_token', 'The device code has expired.');
  if (ageMs < INTERVAL_MS)
    return refuseGrant('authorization_pending', 'The user has not entered the code yet.');
  return giveTokens(exchange);
}

function giveTokens({ world, now }: Exchange): Response {
  const claim = { subject: accountOf(world), issuedAt: now() };
  const issue = (kind: TokenKind) => issueToken(world, kind, claim);
  return Response.json(
    {
      access_token: issue('access'),
      refresh_token: issue('refresh'),
      token_type: 'Bearer',
      expires_in: ACCESS_LIFE_MS / 1000,
    },
    { headers: { 'Cache-Control': 'no-store' } },
  );
}

/** As OAuth says no, everywhere. */
const refuseGrant = (error: string, error_description: string): Response =>
  Response.json({ error, error_description }, { status: 400 });
