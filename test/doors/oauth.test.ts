import { createHmac, randomUUID } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { asClient, ask, asProgram } from '../support/doors';
import { eventually } from '../support/eventually';
import { fieldParts, MULTIPART, multipartBody } from '../support/requests';
import { type HttpAnswer, useWorld, type World } from '../support/world';

const world = useWorld();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PASSWORD = 'correct horse battery';

let oauthClient: { client_id: string; client_secret: string };
let ann: { clientId: number; email: string };

beforeAll(async () => {
  const { identifier, secret } = await world.credential(['oauth/token']);
  oauthClient = { client_id: identifier, client_secret: secret };
  const { clientId, userId } = await world.client('Ann Lee');
  const [row] = await world.rows<{ email: string }>('select email from clients where id = $1', [clientId]);
  ann = { clientId, email: row!.email };
  await world.done('UpdateUser', { user_id: userId, password2: PASSWORD });
});

type Sent = Record<string, string>;

const token = (fields: Sent, path = '/oauth/token'): Promise<HttpAnswer> =>
  world.send(path, { method: 'POST', body: new URLSearchParams(fields) });
const passwordGrant = (changes: Sent = {}): Sent => ({
  grant_type: 'password',
  ...oauthClient,
  username: ann.email,
  password: PASSWORD,
  ...changes,
});
const refreshGrant = (refresh_token: string, changes: Sent = {}): Sent => ({
  grant_type: 'refresh_token',
  ...oauthClient,
  refresh_token,
  ...changes,
});

interface Pair {
  token_type: string;
  expires_in: number;
  access_token: string;
  refresh_token: string;
}
const pairOf = (answer: HttpAnswer): Pair => answer.json as unknown as Pair;
const signIn = async (): Promise<Pair> => pairOf(await token(passwordGrant()));

/** Whether the reseller API accepts an access token, judged by the answer for a missing ticket. */
async function opens(access: string, own: World = world): Promise<boolean> {
  const answer = await ask(own, { Authorization: `Bearer ${access}` }, 'POST', '/api/v2/keliweb/get-ticket', {
    ticketid: 9,
  });
  return answer.status === 200 && answer.json?.message === 'Ticket ID Not Found';
}

describe('the password grant', () => {
  test('returns a pair of tokens, with headers against caching', async () => {
    const answer = await token(passwordGrant());
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.json!)).toEqual(['token_type', 'expires_in', 'access_token', 'refresh_token']);
    expect(answer.json).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await opens(pairOf(answer).access_token)).toBe(true);
  });

  test.each<[string, () => RequestInit]>([
    [
      'a multipart form',
      () => ({
        headers: { 'Content-Type': MULTIPART },
        body: new Uint8Array(multipartBody(fieldParts(passwordGrant()))),
      }),
    ],
    ['JSON', () => ({ headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(passwordGrant()) })],
    [
      'a form, the program by Basic authentication',
      () => ({
        headers: {
          Authorization: `Basic ${Buffer.from(`${oauthClient.client_id}:${oauthClient.client_secret}`).toString('base64')}`,
        },
        body: new URLSearchParams({ grant_type: 'password', username: ann.email, password: PASSWORD }),
      }),
    ],
    [
      'an e-mail address in capitals',
      () => ({ body: new URLSearchParams(passwordGrant({ username: ann.email.toUpperCase() })) }),
    ],
  ])('reads %s', async (_name, init) => {
    const answer = await world.send('/oauth/token', { method: 'POST', ...init() });
    expect(await opens(pairOf(answer).access_token)).toBe(true);
  });

  test('issues tokens that verify with the published key', async () => {
    const { access_token } = await signIn();
    const published = await world.send('/.well-known/jwks.json');
    expect(published.json).toEqual({
      keys: [{ kty: 'RSA', kid: expect.any(String), use: 'sig', alg: 'RS256', n: expect.any(String), e: 'AQAB' }],
    });
    const { payload, protectedHeader } = await jwtVerify(
      access_token,
      createLocalJWKSet(published.json as unknown as JSONWebKeySet),
      { issuer: 'hatchdesk', audience: 'keliweb', currentDate: world.now },
    );
    expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'JWT' });
    expect(payload.exp! - payload.iat!).toBe(3600);
    expect(payload.sub).toBe(`client:${ann.clientId}`);
  });
});

test('the password grant is a sign-in of the client and of the user', async () => {
  await signIn();
  const seen = { last_login_at: world.now, last_address: '127.0.0.1' };
  expect(await world.rows('select last_login_at, last_address from clients where id = $1', [ann.clientId])).toEqual([
    seen,
  ]);
  expect(await world.rows('select last_login_at, last_address from users where email = $1', [ann.email])).toEqual([
    seen,
  ]);
});

describe('another password', () => {
  const ANOTHER = 'quite another one';

  test('that is set during a sign-in with the old one lets no token out', async () => {
    const { userId } = await world.client('Ida Rae');
    const [user] = await world.rows<{ email: string }>('select email from users where id = $1', [userId]);
    await world.done('UpdateUser', { user_id: userId, password2: PASSWORD });
    const hash = await world.desk.passwords.hash(ANOTHER);
    let pending: Promise<HttpAnswer> | undefined;
    let isAnswered = false;
    await world.desk.database.transaction('write', async (db) => {
      await db.query('update users set password_hash = $2 where id = $1', [userId, hash]);
      pending = token(passwordGrant({ username: user!.email })).finally(() => {
        isAnswered = true;
      });
      // It has read the old password, and waits for this transaction to end.
      while (!isAnswered) {
        const waiting = await db.query(`select 1 from pg_locks where locktype = 'transactionid' and not granted`);
        if (waiting.length > 0) return;
      }
    });
    expect((await pending)?.json).toEqual(WRONG_USER);
  });

  test('ends the tokens issued for the old one, and no others', async () => {
    const { clientId, userId } = await world.client('Eve Rae');
    const [user] = await world.rows<{ email: string }>('select email from users where id = $1', [userId]);
    const sent = passwordGrant({ username: user!.email });
    await world.done('UpdateUser', { user_id: userId, password2: PASSWORD });
    const pair = pairOf(await token(sent));
    const others = await signIn();
    const personal = (await asClient(world, clientId)).Authorization!.slice('Bearer '.length);
    expect(await opens(pair.access_token)).toBe(true);

    await world.done('UpdateUser', { user_id: userId, password2: ANOTHER });
    await eventually(async () => !(await opens(pair.access_token)));
    expect((await token(refreshGrant(pair.refresh_token))).json).toEqual(WRONG_REFRESH);
    expect(await opens(others.access_token)).toBe(true);
    expect(await opens(personal)).toBe(true);
    expect((await token(sent)).json).toEqual(WRONG_USER);
  });
});

describe('the activity log', () => {
  test('has every sign-in, refresh and revocation, with program, client and address, and without tokens', async () => {
    await world.change('delete from activity_log');
    const { refresh_token } = await signIn();
    const next = pairOf(await token(refreshGrant(refresh_token)));
    await token(refreshGrant(refresh_token));
    const { access_token } = await signIn();
    await token({ ...oauthClient, token: access_token }, '/oauth/revoke');
    // Refusals and invalid tokens change nothing.
    await token(passwordGrant({ password: 'wrong' }));
    await token(refreshGrant('none'));
    await token({ ...oauthClient, token: 'none' }, '/oauth/revoke');
    const entries = await world.rows<{ text: string }>('select a::text as text, a.* from activity_log a order by id');
    const signedIn = `Signed in: client ${ann.clientId}`;
    expect(entries.map(({ text, ...entry }) => entry)).toMatchObject(
      [
        ['oauth/token', signedIn],
        ['oauth/token', 'Token refreshed'],
        ['oauth/token', 'Refresh token used twice: sign-in ended'],
        ['oauth/token', signedIn],
        ['oauth/revoke', 'Sign-in ended'],
      ].map(([action, description]) => ({
        ...{ action, description, client_id: ann.clientId, address: '127.0.0.1', username: oauthClient.client_id },
        caller: expect.stringMatching(/^credential:\d+$/),
      })),
    );
    const all = entries.map(({ text }) => text).join();
    for (const secret of [oauthClient.client_secret, PASSWORD, refresh_token, next.refresh_token, access_token]) {
      expect(all).not.toContain(secret);
    }
  });
});

const fault = (error: string, message: string) => ({ error, error_description: message, message });
const WRONG_CLIENT = fault('invalid_client', 'Client authentication failed');
const WRONG_USER = fault('invalid_grant', 'The user credentials were incorrect.');
const WRONG_REFRESH = fault('invalid_grant', 'The refresh token is invalid.');
const required = (name: string) => fault('invalid_request', `The parameter "${name}" is required, as text`);

describe('no token for', () => {
  const cases: [string, () => Sent | Promise<Sent>, number, object][] = [
    ['a wrong password', () => passwordGrant({ password: 'wrong' }), 400, WRONG_USER],
    ['an unknown address', () => passwordGrant({ username: 'nobody@example.com' }), 400, WRONG_USER],
    ['a password over 72 bytes', () => passwordGrant({ password: 'x'.repeat(100) }), 400, WRONG_USER],
    ['a wrong secret', () => passwordGrant({ client_secret: 'wrong' }), 401, WRONG_CLIENT],
    ['an unknown program', () => passwordGrant({ client_id: randomUUID() }), 401, WRONG_CLIENT],
    [
      'a program without the right to ask for tokens',
      async () => {
        const { identifier, secret } = await world.credential(['openticket']);
        return passwordGrant({ client_id: identifier, client_secret: secret });
      },
      401,
      WRONG_CLIENT,
    ],
    ...['grant_type', 'client_id', 'client_secret', 'username', 'password'].flatMap(
      (name): [string, () => Sent, number, object][] => [
        [
          `a request without ${name}`,
          () => Object.fromEntries(Object.entries(passwordGrant()).filter(([field]) => field !== name)),
          400,
          required(name),
        ],
        [`an empty ${name}`, () => passwordGrant({ [name]: '' }), 400, required(name)],
        [
          `a list as ${name}`,
          () => {
            const { [name]: value = '', ...rest } = passwordGrant();
            return { ...rest, [`${name}[]`]: value };
          },
          400,
          required(name),
        ],
      ],
    ),
    [
      'a NUL in the password',
      () => passwordGrant({ password: 'a\0b' }),
      400,
      fault('invalid_request', 'Parameter "password" contains a NUL character'),
    ],
    [
      'another grant',
      () => passwordGrant({ grant_type: 'client_credentials' }),
      400,
      fault('unsupported_grant_type', 'The authorization grant type "client_credentials" is not supported'),
    ],
    ['an unknown refresh token', () => refreshGrant('def50200'), 400, WRONG_REFRESH],
    ['a request to refresh without the token', () => refreshGrant(''), 400, required('refresh_token')],
    ['an access token as refresh token', async () => refreshGrant((await signIn()).access_token), 400, WRONG_REFRESH],
    [
      "another program's refresh token",
      async () => {
        const other = await world.credential(['oauth/token']);
        const { refresh_token } = await signIn();
        return refreshGrant(refresh_token, { client_id: other.identifier, client_secret: other.secret });
      },
      400,
      WRONG_REFRESH,
    ],
  ];
  test.each(cases)('%s', async (_name, fields, status, body) => {
    const answer = await token(await fields());
    expect({ status: answer.status, json: answer.json }).toEqual({ status, json: body });
    if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /);
  });

  test('GET', async () => {
    const answer = await world.send('/oauth/token');
    expect({ status: answer.status, allow: answer.headers.get('allow') }).toEqual({ status: 405, allow: 'POST' });
  });

  test('a NUL in the header', async () => {
    const answer = await world.send('/oauth/token', {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from('a\0b:secret').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'x' }),
    });
    expect({ status: answer.status, json: answer.json }).toEqual({
      status: 401,
      json: fault('invalid_client', 'The Authorization header is not valid text'),
    });
  });

  test('a body that cannot be read', async () => {
    const answer = await ask(world, {}, 'POST', '/oauth/token', '{"grant_type":');
    expect({ status: answer.status, json: answer.json }).toEqual({
      status: 400,
      json: fault('invalid_request', 'The body is not valid JSON, or too deeply nested'),
    });
  });

  test('a member of an account who does not own it, whatever the password', async () => {
    const { clientId } = await world.client('Bo Sub');
    await world.desk.database.transaction('write', async (db) => {
      await db.query('update client_users set is_owner = false where client_id = $1', [clientId]);
    });
    const [user] = await world.rows<{ email: string }>(
      'select u.email from users u join client_users cu on cu.user_id = u.id where cu.client_id = $1',
      [clientId],
    );
    expect((await token(passwordGrant({ username: user!.email }))).json).toEqual(WRONG_USER);
  });

  test('an eleventh attempt within a minute', async () => {
    const { clientId } = await world.client('Gus Guessed');
    const [row] = await world.rows<{ email: string }>('select email from clients where id = $1', [clientId]);
    const guess = () => token(passwordGrant({ username: row!.email, password: 'guess' }));
    for (let count = 0; count < 10; count++) expect((await guess()).status).toBe(400);
    const refused = await guess();
    expect({ status: refused.status, retry: refused.headers.get('retry-after') }).toEqual({ status: 429, retry: '60' });
  });
});

describe('the refresh_token grant', () => {
  test('issues a new pair, and uses the old refresh token up', async () => {
    const first = await signIn();
    const second = pairOf(await token(refreshGrant(first.refresh_token)));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await opens(second.access_token)).toBe(true);
    const third = await token(refreshGrant(second.refresh_token));
    expect(third.status).toBe(200);
  });

  test('a token that is used twice ends that sign-in, and nothing else', async () => {
    const [bystander, first] = [await signIn(), await signIn()];
    const second = pairOf(await token(refreshGrant(first.refresh_token)));
    expect((await token(refreshGrant(first.refresh_token))).json).toEqual(WRONG_REFRESH);
    expect((await token(refreshGrant(second.refresh_token))).json).toEqual(WRONG_REFRESH);
    expect([await opens(first.access_token), await opens(second.access_token)]).toEqual([false, false]);
    expect(await opens(bystander.access_token)).toBe(true);
  });

  test('of two requests at once with the same token, one succeeds', async () => {
    const { refresh_token } = await signIn();
    const answers = await Promise.all([token(refreshGrant(refresh_token)), token(refreshGrant(refresh_token))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });
});

describe('the lifetime of a token', () => {
  afterEach(() => {
    world.now = new Date();
  });

  test('an access token lives for an hour, a refresh token for ten days', async () => {
    const start = world.now.getTime();
    const { access_token, refresh_token } = await signIn();
    world.now = new Date(start + HOUR - 10_000);
    expect(await opens(access_token)).toBe(true);
    world.now = new Date(start + HOUR + 10_000);
    expect(await opens(access_token)).toBe(false);
    world.now = new Date(start + 10 * DAY - 10_000);
    expect((await token(refreshGrant(refresh_token))).status).toBe(200);
  });

  test('an expired refresh token is refused', async () => {
    const { refresh_token } = await signIn();
    world.now = new Date(world.now.getTime() + 10 * DAY + 10_000);
    expect((await token(refreshGrant(refresh_token))).json).toEqual(WRONG_REFRESH);
  });

  test.each(['access_token', 'refresh_token'] as const)('revoking the %s ends both', async (which) => {
    const made = await signIn();
    const answer = await token({ ...oauthClient, token: made[which] }, '/oauth/revoke');
    expect({ status: answer.status, json: answer.json }).toEqual({ status: 200, json: {} });
    expect(await opens(made.access_token)).toBe(false);
    expect((await token(refreshGrant(made.refresh_token))).json).toEqual(WRONG_REFRESH);
  });

  test('revoking an unknown token is no error, and another program cannot revoke', async () => {
    const made = await signIn();
    expect((await token({ ...oauthClient, token: 'nothing' }, '/oauth/revoke')).status).toBe(200);
    const other = await world.credential(['oauth/token']);
    await token(
      { client_id: other.identifier, client_secret: other.secret, token: made.access_token },
      '/oauth/revoke',
    );
    const refused = await token({ ...oauthClient, client_secret: 'x', token: made.access_token }, '/oauth/revoke');
    expect({ status: refused.status, json: refused.json }).toEqual({ status: 401, json: WRONG_CLIENT });
    expect(await opens(made.access_token)).toBe(true);
  });

  test('a token ends with its program', async () => {
    const { identifier, secret } = await world.credential(['oauth/token']);
    const made = pairOf(await token(passwordGrant({ client_id: identifier, client_secret: secret })));
    expect(await opens(made.access_token)).toBe(true);
    await world.desk.database.transaction('write', async (db) => {
      await db.query('update credentials set revoked_at = now() where identifier = $1', [identifier]);
    });
    // Written directly to the database, so the server learns of it a moment later.
    await eventually(async () => !(await opens(made.access_token)));
  });

  test('a new key signs from now on, and the old one verifies until its last token has expired', async () => {
    const old = await signIn();
    const kid = await world.desk.tokens.rotate();
    const fresh = await signIn();
    expect(decodeProtectedHeader(fresh.access_token).kid).toBe(kid);
    expect([await opens(old.access_token), await opens(fresh.access_token)]).toEqual([true, true]);
    const kids = async () =>
      ((await world.send('/.well-known/jwks.json')).json!.keys as { kid: string }[]).map((key) => key.kid);
    expect(await kids()).toEqual([kid, decodeProtectedHeader(old.access_token).kid]);
    world.now = new Date(world.now.getTime() + HOUR + 30_000);
    expect(await kids()).toEqual([kid]);
  });

  test('a token that has just been used is refused from its expiry on, and before its time', async () => {
    const { access_token } = await signIn();
    const { iat, exp } = decodeJwt(access_token);
    const now = world.now;
    const opensAt = (seconds: number) => {
      world.now = new Date(seconds * 1000);
      return opens(access_token);
    };
    // Clocks may differ by five seconds.
    const times = [exp! + 4, exp! + 5, exp! + 4, iat! - 5, iat! - 6, iat!];
    const opened: boolean[] = [];
    for (const time of times) opened.push(await opensAt(time));
    world.now = now;
    expect(opened).toEqual([true, false, true, true, false, true]);
  });

  test('a token that has just been used is refused once its key is gone', async () => {
    const { access_token } = await signIn();
    expect(await opens(access_token)).toBe(true);
    await world.change('update signing_keys set ends_at = $1', [world.now]);
    const refused = await opens(access_token);
    await world.change('update signing_keys set ends_at = null');
    expect([refused, await opens(access_token)]).toEqual([false, true]);
  });

  test('a forged token is refused', async () => {
    const { access_token } = await signIn();
    const [header = '', payload = '', signature = ''] = access_token.split('.');
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = decodeJwt(access_token);
    const keys = (await world.send('/.well-known/jwks.json')).json!.keys as Record<string, string>[];
    const hs256 = `${encode({ alg: 'HS256', typ: 'JWT', kid: keys[0]!.kid })}.${payload}`;
    const forged = [
      `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`,
      `${encode({ alg: 'none', typ: 'JWT', kid: keys[0]!.kid })}.${payload}.${signature}`,
      `${hs256}.${createHmac('sha256', JSON.stringify(keys[0])).update(hs256).digest('base64url')}`,
      `${header}.${encode({ ...claims, sub: 'client:999' })}.${signature}`,
      `${header}.${encode({ ...claims, exp: claims.exp! + 3600 })}.${signature}`,
      `${encode({ alg: 'RS256', typ: 'JWT', kid: 'other' })}.${payload}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      header,
      'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NhMmNlNkNjNhMmU2MmUxIzZDRkODY5MS1mMDMzLTQ1MWMtYjU-3EHc',
      'hdp_unknown',
      'x'.repeat(8000),
    ];
    for (const access of forged)
      expect([access.slice(0, 80), await opens(access)]).toEqual([access.slice(0, 80), false]);
  });
});

describe('the Socialboards token endpoint', () => {
  /** Creates what the operator gets from `hatchdesk token create --door socialboards --refresh`. */
  async function named(): Promise<{ client_id: string; refresh_token: string }> {
    const { identifier } = await world.credential(['*']);
    const refreshToken = randomUUID();
    await world.desk.database.transaction('write', async (db) => {
      await db.query(
        `with g as (insert into grants (audience, credential_id)
                    select 'socialboards', id from credentials where identifier = $1 returning id)
         insert into refresh_tokens (hash, grant_id) select encode(sha256($2::bytea), 'hex'), id from g`,
        [identifier, Buffer.from(refreshToken)],
      );
    });
    return { client_id: identifier, refresh_token: refreshToken };
  }

  test.each(['grant_type', 'grand_type'])(
    '%s=refresh_token is answered as documented, again and again',
    async (name) => {
      const sent = { [name]: 'refresh_token', ...(await named()) };
      for (let count = 0; count < 2; count++) {
        const answer = await token(sent, '/token');
        expect(answer.json).toEqual({
          token_type: 'bearer',
          expires_in: 3600,
          access_token: expect.any(String),
          refresh_token: sent.refresh_token,
        });
      }
    },
  );

  test('issues tokens for its own API only', async () => {
    const { access_token } = pairOf(await token({ grant_type: 'refresh_token', ...(await named()) }, '/token'));
    const bearer = { Authorization: `Bearer ${access_token}` };
    expect((await ask(world, bearer, 'GET', '/nothing')).status).toBe(404);
    expect(await opens(access_token)).toBe(false);
    const { access_token: clients } = await signIn();
    expect((await ask(world, { Authorization: `Bearer ${clients}` }, 'GET', '/tags')).status).toBe(401);
    const personal = await asProgram(world);
    expect(await opens(personal.Authorization!.slice('Bearer '.length))).toBe(false);
  });

  test.each<[string, (sent: Sent) => Sent, object]>([
    ['another program', (sent) => ({ ...sent, client_id: world.credentials.identifier }), WRONG_REFRESH],
    ['an unknown token', (sent) => ({ ...sent, refresh_token: 'x' }), WRONG_REFRESH],
    ['no program', ({ client_id: _left, ...sent }) => sent, required('client_id')],
    [
      'the password grant',
      (sent) => ({ ...sent, grant_type: 'password' }),
      fault('unsupported_grant_type', 'The authorization grant type "password" is not supported'),
    ],
  ])('refuses %s', async (_name, change, body) => {
    const answer = await token(change({ grant_type: 'refresh_token', ...(await named()) }), '/token');
    expect({ status: answer.status, json: answer.json }).toEqual({ status: 400, json: body });
  });

  test('refresh tokens of the reseller API are not valid here, nor the other way round', async () => {
    const { refresh_token } = await signIn();
    const here = await token(
      { grant_type: 'refresh_token', client_id: oauthClient.client_id, refresh_token },
      '/token',
    );
    expect(here.json).toEqual(WRONG_REFRESH);
    expect((await token(refreshGrant((await named()).refresh_token))).json).toEqual(WRONG_REFRESH);
  });
});

test('no secret, token or password is in the log', async () => {
  const { access_token, refresh_token } = await signIn();
  await token(refreshGrant(refresh_token));
  const log = JSON.stringify(world.log);
  for (const secret of [PASSWORD, oauthClient.client_secret, access_token, refresh_token]) {
    expect(log.includes(secret)).toBe(false);
  }
});
