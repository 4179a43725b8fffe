import { expect, it } from 'vitest';
import { ask, BRIA_ORIGIN, briaAt, posting, TINY_PNG } from '../../test/ask.ts';
import { coreBeforeMock, curlAt } from '../../test/core-client.ts';
import { createMock } from '../doors/create-mock.ts';

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** A sign-in as the shell clients of Bria's skills do it. */
function setUp() {
  const { clock, mock } = coreBeforeMock();
  const post = async (path: string, form: Record<string, string>) => {
    const response = await ask(mock, `${BRIA_ORIGIN}/v2/auth/${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    return { status: response.status, body: await response.json() };
  };
  const authorize = async () =>
    (await ask(mock, `${BRIA_ORIGIN}/v2/auth/device/authorize`, posting({ client_type: 'agent' }))).json();
  const poll = (device_code: string) => post('token', { grant_type: DEVICE_GRANT, device_code });
  const signIn = async () => {
    const { device_code, interval } = await authorize();
    await clock.advance(interval * 1000);
    return (await poll(device_code)).body;
  };
  return { clock, mock, post, authorize, poll, signIn };
}

it('leads from a device code to the api_token', async () => {
  const { clock, mock, post, authorize, poll } = setUp();
  const grant = await authorize();
  expect(grant).toMatchObject({
    user_code: expect.stringMatching(/^BRIA-[\dA-F]{4}$/),
    verification_uri: 'https://platform.bria.ai/device/verify',
    interval: 5,
  });
  const pending = {
    status: 400,
    body: { error: 'authorization_pending', error_description: expect.any(String) },
  };
  expect(await poll(grant.device_code)).toEqual(pending);
  await clock.advance(4999);
  expect(await poll(grant.device_code)).toEqual(pending);
  await clock.advance(1);
  const { status, body } = await poll(grant.device_code);
  expect({ status, body }).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 3600 } });
  const introspected = await post('token/introspect', { token: body.access_token });
  expect(introspected.body).toEqual({
    active: true,
    api_token: expect.stringMatching(/^[\da-f]{32}$/),
    billing_status: 'active',
  });
  expect((await briaAt(mock, introspected.body.api_token).submit()).status).toBe(202);
});

it('takes the access token as a bearer, for the same account', async () => {
  const { mock, post, signIn } = setUp();
  const { access_token } = await signIn();
  const { api_token } = (await post('token/introspect', { token: access_token })).body;
  const response = await ask(
    mock,
    `${BRIA_ORIGIN}/v2/image/attribution/by_image`,
    posting({ image: TINY_PNG, model_version: '2.3' }, { authorization: `Bearer ${access_token}` }),
  );
  expect([response.status, await response.text()]).toEqual([202, expect.any(String)]);
  const tenants = mock.state.journal.map(({ tenant }) => tenant);
  expect(tenants.at(-1)).toBe(api_token);
});

it('lets tokens grow old, and gives new ones for the refresh token', async () => {
  const { clock, post, signIn, poll, authorize } = setUp();
  const { access_token, refresh_token } = await signIn();
  const isActive = async (token: string) => (await post('token/introspect', { token })).body.active;
  await clock.advance(3600_000 - 1);
  expect(await isActive(access_token)).toBe(true);
  await clock.advance(1);
  expect(await isActive(access_token)).toBe(false);
  const fresh = await post('token', { grant_type: 'refresh_token', refresh_token });
  expect(await isActive(fresh.body.access_token)).toBe(true);
  const { device_code } = await authorize();
  await clock.advance(10 * 60_000);
  expect((await poll(device_code)).body.error).toBe('expired_token');
});

it('tells whose balance is used up', async () => {
  const { mock, post, signIn } = setUp();
  const { access_token: token } = await signIn();
  const { api_token } = (await post('token/introspect', { token })).body;
  mock.control.tenants.set(api_token, { balanceUsd: 0 });
  expect((await post('token/introspect', { token })).body).toMatchObject({
    active: true,
    billing_status: 'blocked',
    billing_message: expect.any(String),
  });
});

it('refuses as OAuth does', async () => {
  const { post, poll, signIn } = setUp();
  const { access_token, refresh_token } = await signIn();
  const errorOf = async (form: Record<string, string>) => (await post('token', form)).body.error;
  expect(await errorOf({})).toBe('invalid_request');
  expect(await errorOf({ grant_type: 'password' })).toBe('unsupported_grant_type');
  expect((await poll('made up')).body.error).toBe('invalid_grant');
  expect(await errorOf({ grant_type: 'refresh_token', refresh_token: access_token })).toBe('invalid_grant');
  for (const token of ['', 'made up', refresh_token, access_token.replace(/.$/, '!')])
    expect(await post('token/introspect', { token })).toEqual({ status: 200, body: { active: false } });
  const other = createMock({ seed: 99 });
  const response = await ask(
    other,
    `${BRIA_ORIGIN}/v2/auth/token/introspect`,
    posting({ token: access_token }),
  );
  expect(await response.json()).toEqual({ active: false });
});

it('gives the password for a package repository', async () => {
  const { clock, mock } = setUp();
  const path = '/v2/auth/access/code_artifact';
  const given = await curlAt(mock)('GET', `${path}?repository=attribution`);
  const { result, request_id } = await given.json();
  expect([given.status, request_id]).toEqual([200, expect.any(String)]);
  expect(result.authorization_token).toMatch(/^\w+$/);
  expect(Date.parse(result.expiration)).toBe(Math.floor(clock.now() / 1000) * 1000 + 12 * 60 * 60_000);
  const unnamed = await curlAt(mock)('GET', path);
  expect([unnamed.status, await unnamed.json()]).toMatchObject([422, { error: { code: 422 } }]);
  const nobody = await curlAt(mock, '')('GET', `${path}?repository=attribution`);
  expect([nobody.status, await nobody.json()]).toMatchObject([401, { error: { code: 401 } }]);
});
