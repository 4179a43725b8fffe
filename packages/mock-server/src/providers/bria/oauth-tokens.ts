/**
 * What OAuth gives out. Each text says by itself what it is worth, as signed tokens do, so there is nothing to
 * remember: whose it is, when it was made, and a mark that only this mock could have put on it.
 */
import { seededRandom } from '@briakit/core/testing';
import { drawHex, hashText } from '../../world/chance.ts';
import type { World } from '../../world/world.ts';

export type TokenKind = 'device' | 'access' | 'refresh';

export interface Claim {
  /** Of a device code, which belongs to nobody yet, its number. */
  readonly subject: string;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
}

export const DEVICE_CODE_LIFE_MS = 10 * 60_000;
export const ACCESS_LIFE_MS = 60 * 60_000;

const markOf = ({ options }: World, text: string) =>
  hashText(`${options.seed}/oauth/${text}`).toString(16).padStart(8, '0');

export function issueToken(world: World, kind: TokenKind, { subject, issuedAt }: Claim): string {
  const text = `bria_${kind}.${subject}.${issuedAt.toString(36)}`;
  return `${text}.${markOf(world, text)}`;
}

/** Undefined for what is none of this kind, or not of this mock. How old it may be is for the caller to say. */
export function readClaim(world: World, kind: TokenKind, token: string): Claim | undefined {
  const [name = '', subject = '', issuedAt = '', mark] = token.split('.');
  const text = `${name}.${subject}.${issuedAt}`;
  if (name !== `bria_${kind}` || mark !== markOf(world, text)) return undefined;
  return { subject, issuedAt: Number.parseInt(issuedAt, 36) };
}

/** The account that everybody signs in to: the organisation's own `api_token`. */
export const accountOf = ({ options }: World): string =>
  drawHex(seededRandom(hashText(`${options.seed}/oauth-account`)), 32);

/** Whose a bearer token is: of an access token the account, of every other itself. */
export const accountOfBearer = (token: string): string =>
  /^bria_access\.(\w+)\.\w+\.\w+$/.exec(token)?.[1] ?? token;
