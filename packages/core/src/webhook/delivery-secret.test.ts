import { expect, it } from 'vitest';
import { createDeliverySecret, verifySecret } from './delivery-secret.ts';

it('makes a secret that goes into a URL as it is, another one each time', async () => {
  const made = await Promise.all(Array.from({ length: 200 }, createDeliverySecret));
  expect(new Set(made.map(({ secret }) => secret)).size).toBe(200);
  for (const { secret, hash } of made) {
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(new URL(`https://app.example/hooks/pixazo/7/${secret}`).pathname.split('/').at(-1)).toBe(secret);
    expect(hash).not.toContain(secret.slice(0, 8));
  }
  // 256 bits: all 64 letters are used, each bit both ways.
  expect(new Set(made.flatMap(({ secret }) => secret.split(''))).size).toBe(64);
});

it('knows a secret by its hash, and no other one', async () => {
  const mine = await createDeliverySecret();
  const other = await createDeliverySecret();
  expect(await verifySecret(mine.secret, mine.hash)).toBe(true);
  expect(await verifySecret(other.secret, mine.hash)).toBe(false);
  expect(await verifySecret(mine.secret, other.hash)).toBe(false);
});

it('refuses each secret in which one letter differs', async () => {
  const { secret, hash } = await createDeliverySecret();
  for (const [at, letter] of secret.split('').entries()) {
    const changed = secret.slice(0, at) + (letter === 'A' ? 'B' : 'A') + secret.slice(at + 1);
    expect(await verifySecret(changed, hash)).toBe(false);
  }
});

it('keeps knowing a secret that was made by an earlier version', async () => {
  const secret = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
  expect(await verifySecret(secret, 'zVECzMilqzXfjgPJE5f8pLln1EkSlrYMtP2NXm7kXxM=')).toBe(true);
});

it('says no to what is missing or malformed, and does not throw', async () => {
  const { secret, hash } = await createDeliverySecret();
  for (const wrong of ['', undefined, null, `${secret}\0`, `${secret} `, secret.slice(1), `${secret}=`, hash])
    expect(await verifySecret(wrong, hash)).toBe(false);
  for (const wrong of ['', undefined, null, secret, hash.slice(1), `${hash}=`, hash.replace('=', '')])
    expect(await verifySecret(secret, wrong)).toBe(false);
});
