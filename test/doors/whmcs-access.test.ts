import { createHash } from 'node:crypto';
import { hashSync } from 'bcryptjs';
import { drawSecret, hashAdminPassword, storeSecret } from '../../src/access/secrets';
import { readNetworks } from '../../src/config/readers';
import { openClient } from '../../src/database/open-client';
import { insertCredential, revokeCredential, rotateSecret } from '../../src/store/access/credentials';
import { insertRole } from '../../src/store/access/roles';
import { eventually } from '../support/eventually';
import { type Credentials, type HttpAnswer, useWorld, type World } from '../support/world';

const world = useWorld();

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** A password hash like the real ones, but at a cost that allows many comparisons. */
const quickHash = (password: string): string => hashSync(md5(password), 4);

/** Calls GetSupportDepartments, which never refuses, with only the given credentials. */
const as = (fields: Record<string, string>, from: World = world): Promise<HttpAnswer> =>
  from.post({ identifier: '', secret: '', action: 'GetSupportDepartments', ...fields });

const refused = (status: number, message: string) => ({
  status,
  json: { result: 'error', message },
});
const allowed = { status: 200, json: { result: 'success' } };

const WRONG_PAIR = refused(403, 'Invalid or missing credentials');
const WRONG_LOGIN = refused(403, 'Authentication Failed');

const notAllowed = (action: string) => refused(403, `Invalid Permissions: API action "${action}" is not allowed`);

/** Runs a statement as another program would: on a separate connection, committed before this returns. */
async function elsewhere(sql: string, values: unknown[] = []): Promise<void> {
  const client = await openClient(world.desk.database.connection);
  await client.query(sql, values);
  await client.end();
}

describe('authentication, with the published texts', () => {
  test.each<[string, () => Record<string, string>, ReturnType<typeof refused>]>([
    ['nothing sent', () => ({}), WRONG_PAIR],
    ['an identifier alone', () => ({ identifier: world.credentials.identifier }), WRONG_PAIR],
    ['a secret alone', () => ({ secret: world.credentials.secret }), WRONG_PAIR],
    ['a wrong secret', () => ({ ...world.credentials, secret: 'no' }), WRONG_PAIR],
    ['an unknown identifier', () => ({ ...world.credentials, identifier: 'nobody' }), WRONG_PAIR],
    [
      'the secret in upper case',
      () => ({ ...world.credentials, secret: world.credentials.secret.toUpperCase() }),
      WRONG_PAIR,
    ],
    ['the secret and a space', () => ({ ...world.credentials, secret: `${world.credentials.secret} ` }), WRONG_PAIR],
    ['a password without user name', () => ({ password: world.credentials.secret }), WRONG_PAIR],
    ['a user name without password', () => ({ username: world.credentials.identifier }), WRONG_LOGIN],
    ['an unknown user name', () => ({ username: 'nobody', password: md5('no') }), WRONG_LOGIN],
    ['no action', () => ({ ...world.credentials, action: '' }), refused(400, 'Empty action request')],
    ['an action of spaces', () => ({ ...world.credentials, action: '  ' }), refused(400, 'Empty action request')],
    [
      'an unknown action, with a role that allows all',
      () => ({ ...world.credentials, action: 'Nonsense' }),
      refused(200, 'Command Not Found'),
    ],
    ['no credentials and no action', () => ({ action: '' }), WRONG_PAIR],
    [
      'a wrong identifier beside a good user name',
      () => ({
        identifier: 'no',
        secret: 'no',
        username: world.credentials.identifier,
        password: world.credentials.secret,
      }),
      WRONG_PAIR,
    ],
  ])('%s', async (_case, fields, expected) => {
    const { status, json } = await as(fields());
    expect({ status, json }).toEqual(expected);
  });

  test.each<[string, () => Record<string, string>]>([
    ['identifier and secret', () => ({ ...world.credentials })],
    [
      'the same pair as user name and password',
      () => ({ username: world.credentials.identifier, password: world.credentials.secret }),
    ],
    ['an empty user name beside an identifier', () => ({ ...world.credentials, username: '', password: '' })],
    ['an unknown user name beside an identifier', () => ({ ...world.credentials, username: 'x', password: 'y' })],
    ['an empty access key beside an identifier', () => ({ ...world.credentials, accesskey: '' })],
    [
      'an identifier without secret beside a good user name',
      () => ({
        identifier: 'x',
        username: world.credentials.identifier,
        password: world.credentials.secret,
      }),
    ],
  ])('accepts: %s', async (_case, fields) => {
    expect(await as(fields())).toMatchObject(allowed);
  });

  test('a refusal contains result and message, nothing else', async () => {
    expect((await as({})).text).toBe('{"result":"error","message":"Invalid or missing credentials"}');
  });
});

describe('other values in place of a text', () => {
  const { stringify } = JSON;

  test.each<[string, (good: Credentials) => { body: string; type?: string }]>([
    ['a list', ({ identifier, secret }) => ({ body: `identifier=${identifier}&secret[]=${secret}` })],
    ['an object', ({ identifier, secret }) => ({ body: `identifier=${identifier}&secret[a]=${secret}` })],
    ['a list as identifier', ({ identifier, secret }) => ({ body: `identifier[]=${identifier}&secret=${secret}` })],
    ['a NUL after the secret', ({ identifier, secret }) => ({ body: `identifier=${identifier}&secret=${secret}%00` })],
    [
      'a NUL in the identifier',
      ({ identifier, secret }) => ({ body: `identifier=a%00${identifier}&secret=${secret}` }),
    ],
    ['bytes that are not UTF-8', ({ identifier }) => ({ body: `identifier=${identifier}&secret=%ff%fe` })],
    ['a megabyte', ({ identifier }) => ({ body: `identifier=${identifier}&secret=${'x'.repeat(1_048_576)}` })],
    ['a megabyte of identifier', ({ secret }) => ({ body: `identifier=${'x'.repeat(1_048_576)}&secret=${secret}` })],
    ['a JSON list', ({ identifier, secret }) => ({ body: stringify({ identifier, secret: [secret] }), type: 'json' })],
    ['JSON true', ({ identifier }) => ({ body: stringify({ identifier, secret: true }), type: 'json' })],
    ['JSON null', ({ identifier }) => ({ body: stringify({ identifier, secret: null }), type: 'json' })],
    ['a JSON number', ({ identifier }) => ({ body: stringify({ identifier, secret: 0 }), type: 'json' })],
    [
      'a JSON object',
      ({ identifier }) => ({ body: `{"identifier":"${identifier}","secret":{"length":1e9}}`, type: 'json' }),
    ],
    [
      'a JSON NUL in the secret',
      ({ identifier, secret }) => ({ body: stringify({ identifier, secret: `${secret}\0` }), type: 'json' }),
    ],
    [
      'a JSON NUL in the identifier',
      ({ secret }) => ({ body: stringify({ identifier: 'a\0b', secret }), type: 'json' }),
    ],
    ['a JSON lone surrogate', ({ secret }) => ({ body: stringify({ identifier: '\ud800', secret }), type: 'json' })],
  ])('%s is not a credential', async (_case, request) => {
    const { body, type } = request(world.credentials);
    const answer = await world.send('/includes/api.php?action=GetSupportDepartments&responsetype=json', {
      method: 'POST',
      headers: { 'Content-Type': type === 'json' ? 'application/json' : 'application/x-www-form-urlencoded' },
      body,
    });
    expect({ status: answer.status, json: answer.json }).toEqual(WRONG_PAIR);
  });

  test.each([
    ['a user name with a NUL counts as absent', { username: 'a\0b', password: md5('x') }, WRONG_PAIR],
    ['a password with a NUL counts as wrong', { username: 'nobody', password: 'a\0b' }, WRONG_LOGIN],
  ])('%s', async (_case, login, expected) => {
    const answer = await world.send('/includes/api.php', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: stringify({ ...login, action: 'GetSupportDepartments', responsetype: 'json' }),
    });
    expect({ status: answer.status, json: answer.json }).toEqual(expected);
  });
});

describe('what a role lists', () => {
  const credentialWith = async (roles: string[][]): Promise<Credentials> => {
    const made = { identifier: drawSecret(), secret: drawSecret() };
    await world.desk.database.transaction('write', async (db) => {
      const names = roles.map(() => drawSecret());
      for (const [index, actions] of roles.entries()) await insertRole(db, names[index]!, actions);
      await insertCredential(db, {
        identifier: made.identifier,
        description: '',
        secret: await storeSecret(made.secret, world.desk.passwords),
        roles: names,
        staffId: null,
        idFormat: 'number',
      });
    });
    return made;
  };

  test.each<[string, string[][], string, ReturnType<typeof refused> | typeof allowed]>([
    ['listed', [['GetSupportDepartments']], 'GetSupportDepartments', allowed],
    ['listed, asked for in other letter case', [['GetSupportDepartments']], 'getsupportDEPARTMENTS', allowed],
    ['listed in lower case', [['getsupportdepartments']], 'GetSupportDepartments', allowed],
    ['not listed', [['OpenTicket']], 'GetSupportDepartments', notAllowed('getsupportdepartments')],
    ['no role at all', [], 'GetSupportDepartments', notAllowed('getsupportdepartments')],
    ['a role of nothing', [[]], 'GetSupportDepartments', notAllowed('getsupportdepartments')],
    ['the second of two roles', [['OpenTicket'], ['GetSupportDepartments']], 'GetSupportDepartments', allowed],
    ['everything', [['*']], 'GetSupportDepartments', allowed],
    ['everything beside something', [['OpenTicket'], ['*']], 'GetSupportDepartments', allowed],
    ['unknown and not listed', [['OpenTicket']], 'MergeNonsense', notAllowed('mergenonsense')],
    ['unknown and everything', [['*']], 'MergeNonsense', refused(200, 'Command Not Found')],
    ['a name of every object', [['OpenTicket']], 'constructor', notAllowed('constructor')],
    ['a name of every object, everything', [['*']], '__proto__', refused(200, 'Command Not Found')],
    ['a path', [['*']], '../actions/OpenTicket', refused(200, 'Command Not Found')],
    ['a star for a name', [['OpenTicket']], '*', notAllowed('*')],
  ])('%s', async (_case, roles, action, expected) => {
    const { status, json } = await as({ ...(await credentialWith(roles)), action });
    expect({ status, json }).toMatchObject(expected);
  });
});

describe('administrators', () => {
  const password = 'correct horse';

  beforeAll(async () => {
    await world.admin('Jo', { passwordHash: await hashAdminPassword(password, world.desk.passwords) });
    const passwordHash = quickHash(password);
    await world.admin('reader', { passwordHash, actions: ['GetTickets'] });
    await world.admin('disabled', { passwordHash });
    await world.admin('silent', { passwordHash });
    await world.admin('nopassword');
    await elsewhere("update staff set disabled = true where username = 'disabled'");
    await elsewhere("update staff set api_login = false where username = 'silent'");
  });

  test.each<[string, Record<string, string>, ReturnType<typeof refused> | typeof allowed]>([
    ['user name and MD5 of the password', { username: 'Jo', password: md5(password) }, allowed],
    ['the user name in other letter case', { username: 'jO', password: md5(password) }, allowed],
    ['empty identifier and secret beside it', { username: 'Jo', password: md5(password), identifier: '' }, allowed],
    ['the password itself', { username: 'Jo', password }, WRONG_LOGIN],
    ['the digest in upper case', { username: 'Jo', password: md5(password).toUpperCase() }, WRONG_LOGIN],
    ['the digest and a space', { username: 'Jo', password: `${md5(password)} ` }, WRONG_LOGIN],
    ['the digest of another password', { username: 'Jo', password: md5('incorrect horse') }, WRONG_LOGIN],
    ['no password', { username: 'Jo' }, WRONG_LOGIN],
    ['disabled', { username: 'disabled', password: md5(password) }, refused(403, 'Administrator Account Disabled')],
    ['disabled, wrong password', { username: 'disabled', password: md5('x') }, WRONG_LOGIN],
    ['without API login', { username: 'silent', password: md5(password) }, refused(403, 'Access Denied')],
    ['without API login, wrong password', { username: 'silent', password: md5('x') }, WRONG_LOGIN],
    ['without a password of their own', { username: 'nopassword', password: md5('') }, WRONG_LOGIN],
    [
      'without the action in a role',
      { username: 'reader', password: md5(password) },
      notAllowed('getsupportdepartments'),
    ],
  ])('%s', async (_case, fields, expected) => {
    const { status, json } = await as(fields);
    expect({ status, json }).toMatchObject(expected);
  });

  test('a credential of an administrator ends when the administrator is disabled', async () => {
    const credential = await world.credential(['*'], { admin: await world.admin('owner') });
    expect(await as({ ...credential })).toMatchObject(allowed);
    await elsewhere("update staff set disabled = true where username = 'owner'");
    await eventually(async () => (await as({ ...credential })).status === 403);
    const { status, json } = await as({ ...credential });
    expect({ status, json }).toEqual(WRONG_PAIR);
  });
});

describe('failures are counted by login and address', () => {
  test('after ten wrong passwords further wrong ones are told to wait, and the right one is let in', async () => {
    await world.admin('target', { passwordHash: quickHash('right') });
    await world.admin('bystander', { passwordHash: quickHash('right') });
    const right = { username: 'target', password: md5('right') };
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const { status, json } = await as({ username: 'target', password: md5(`wrong ${attempt}`) });
      expect({ status, json }).toEqual(WRONG_LOGIN);
    }
    for (const responsetype of ['json', 'xml', 'nvp']) {
      const eleventh = await as({ username: 'TARGET', password: md5('wrong again'), responsetype });
      expect(eleventh.status).toBe(429);
      expect(Number(eleventh.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(eleventh.text).toContain('Too many failed sign-ins, please try again in a minute');
    }
    expect(await as(right)).toMatchObject(allowed);
    expect(await as({ username: 'bystander', password: md5('right') })).toMatchObject(allowed);
  });

  test('a chosen secret is protected in the same way', async () => {
    const identifier = drawSecret();
    await world.desk.database.transaction('write', async (db) => {
      await insertRole(db, 'chosen', ['*']);
      await insertCredential(db, {
        identifier,
        description: '',
        secret: { scheme: 'bcrypt', hash: hashSync('summer', 4) },
        roles: ['chosen'],
        staffId: null,
        idFormat: 'number',
      });
    });
    expect(await as({ identifier, secret: 'summer' })).toMatchObject(allowed);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect(await as({ identifier, secret: `winter ${attempt}` })).toMatchObject({ status: 403 });
    }
    expect(await as({ identifier, secret: 'winter' })).toMatchObject({ status: 429 });
    expect(await as({ identifier, secret: 'summer' })).toMatchObject(allowed);

    // Unknown identifiers, and those with a drawn secret, must be indistinguishable from it.
    for (const other of [drawSecret(), world.credentials.identifier]) {
      for (let attempt = 0; attempt < 10; attempt += 1) {
        expect(await as({ identifier: other, secret: `winter ${attempt}` })).toMatchObject({ status: 403 });
      }
      expect(await as({ identifier: other, secret: 'winter' })).toMatchObject({ status: 429 });
    }
    expect(await as({ ...world.credentials })).toMatchObject(allowed);
    await world.desk.database.transaction('write', (db) => revokeCredential(db, identifier, world.now));
  });
});

describe('changes take effect at once', () => {
  test.each<[string, (credential: Credentials) => Promise<unknown>, ReturnType<typeof refused>]>([
    [
      'revoked by the command line',
      ({ identifier }) =>
        world.desk.database.transaction('write', (db) => revokeCredential(db, identifier, new Date())),
      WRONG_PAIR,
    ],
    [
      'revoked in plain SQL',
      ({ identifier }) => elsewhere('update credentials set revoked_at = now() where identifier = $1', [identifier]),
      WRONG_PAIR,
    ],
    [
      'deleted in plain SQL',
      ({ identifier }) => elsewhere('delete from credentials where identifier = $1', [identifier]),
      WRONG_PAIR,
    ],
    [
      'its secret replaced in plain SQL',
      ({ identifier }) =>
        elsewhere(
          `update credential_secrets set hash = repeat('0', 64)
           where credential_id = (select id from credentials where identifier = $1)`,
          [identifier],
        ),
      WRONG_PAIR,
    ],
    [
      'its role taken away',
      ({ identifier }) =>
        elsewhere(
          'delete from credential_roles where credential_id = (select id from credentials where identifier = $1)',
          [identifier],
        ),
      notAllowed('getsupportdepartments'),
    ],
    [
      'its role changed',
      ({ identifier }) =>
        elsewhere(
          `update roles set actions = '{openticket}' where id in
             (select role_id from credential_roles r join credentials c on c.id = r.credential_id where identifier = $1)`,
          [identifier],
        ),
      notAllowed('getsupportdepartments'),
    ],
  ])('a credential is %s', async (_case, change, expected) => {
    const credential = await world.credential(['GetSupportDepartments']);
    expect(await as({ ...credential })).toMatchObject(allowed);
    await change(credential);
    await eventually(async () => (await as({ ...credential })).status !== 200);
    const { status, json } = await as({ ...credential });
    expect({ status, json }).toEqual(expected);
  });

  test('a rotated secret works beside the new one until it expires', async () => {
    const credential = await world.credential(['*']);
    const { identifier } = credential;
    const began = world.now;
    const secret = drawSecret();
    const ends = new Date(began.getTime() + 60_000);
    await world.desk.database.transaction('write', async (db) => {
      const stored = await storeSecret(secret, world.desk.passwords);
      expect(await rotateSecret(db, identifier, stored, ends)).toBe(true);
    });
    await eventually(async () => (await as({ identifier, secret })).status === 200);
    expect(await as({ ...credential })).toMatchObject(allowed);

    try {
      world.now = new Date(ends.getTime() - 1);
      expect(await as({ ...credential })).toMatchObject(allowed);
      world.now = ends;
      const { status, json } = await as({ ...credential });
      expect({ status, json }).toEqual(WRONG_PAIR);
      expect(await as({ identifier, secret })).toMatchObject(allowed);
    } finally {
      world.now = began;
    }
  });

  test('a revoked credential cannot be revived by rotating it', async () => {
    const { identifier } = await world.credential(['*']);
    await world.desk.database.transaction('write', async (db) => {
      expect(await revokeCredential(db, identifier, new Date())).toBe(true);
      const stored = await storeSecret(drawSecret(), world.desk.passwords);
      expect(await rotateSecret(db, identifier, stored, new Date())).toBe(false);
    });
  });
});

describe('addresses', () => {
  const KEY = 'Key!@#$%.()*[]-_9';
  const walled = useWorld((config) => {
    config.allowedNetworks = readNetworks('203.0.113.0/24,2001:db8::/32,198.51.100.7');
    config.trustedProxies = readNetworks('127.0.0.0/8,10.9.0.0/16');
    config.accessKey = KEY;
  });
  const direct = useWorld((config) => {
    config.allowedNetworks = readNetworks('203.0.113.0/24');
  });
  const open = useWorld((config) => {
    config.allowedNetworks = undefined;
    config.trustedProxies = readNetworks('127.0.0.1');
  });

  const from = (forwarded: string, fields: Record<string, string> = {}, on: World = walled): Promise<HttpAnswer> =>
    on.post({ action: 'GetSupportDepartments', ...fields }, { 'X-Forwarded-For': forwarded });

  test.each([
    ['inside a network', '203.0.113.9'],
    ['the first of a network', '203.0.113.0'],
    ['an address of its own', '198.51.100.7'],
    ['IPv6 inside a network', '2001:db8:1::5'],
    ['IPv6 in another spelling', '2001:0DB8:0:0:0:0:0:1'],
    ['IPv4 inside IPv6', '::ffff:203.0.113.9'],
    ['with a port', '203.0.113.9:80'],
    ['behind two proxies', '203.0.113.9, 10.9.0.4'],
    ['behind an invented proxy of its own', '192.0.2.1, 203.0.113.9, 10.9.0.4, 10.9.3.3'],
  ])('accepts: %s', async (_case, forwarded) => {
    expect(await from(forwarded)).toMatchObject(allowed);
  });

  test.each([
    ['another address', '192.0.2.1', '192.0.2.1'],
    ['a neighbour', '198.51.100.8', '198.51.100.8'],
    ['IPv6', '2001:db9::1', '2001:db9::1'],
    ['IPv4 inside IPv6', '::ffff:192.0.2.1', '192.0.2.1'],
    ['an allowed address that the caller invented', '203.0.113.9, 192.0.2.1', '192.0.2.1'],
    ['an allowed address invented before two proxies', '203.0.113.9, 192.0.2.1, 10.9.0.4', '192.0.2.1'],
    ['no address at all', 'unknown', '127.0.0.1'],
    ['another address with a port', '192.0.2.1:80', '192.0.2.1'],
    ['only proxies', '10.9.0.4', '10.9.0.4'],
  ])('refuses: %s', async (_case, forwarded, shown) => {
    const { status, json } = await from(forwarded);
    expect({ status, json }).toEqual(refused(403, `Invalid IP ${shown}`));
  });

  test('a forged forwarding header does not get past the allow list', async () => {
    const headers = {
      'X-Forwarded-For': '203.0.113.9',
      'X-Real-IP': '203.0.113.9',
      'X-Client-IP': '203.0.113.9',
      'CF-Connecting-IP': '203.0.113.9',
      'True-Client-IP': '203.0.113.9',
      Forwarded: 'for=203.0.113.9',
    };
    const { status, json } = await direct.post({ action: 'GetSupportDepartments' }, headers);
    expect({ status, json }).toEqual(refused(403, 'Invalid IP 127.0.0.1'));
  });

  test('with *, any address may call', async () => {
    for (const address of ['192.0.2.1', '2001:db9::1', '::1']) {
      expect(await from(address, {}, open)).toMatchObject(allowed);
    }
  });

  test.each([
    ['the right key', KEY, 200],
    ['a key in other letter case', KEY.toLowerCase(), 403],
    ['the beginning of the key', KEY.slice(0, -1), 403],
    ['no key', '', 403],
  ])('%s from a foreign address', async (_case, accesskey, status) => {
    expect(await from('192.0.2.1', { accesskey })).toMatchObject({ status });
  });

  test('the access key gets past the allow list, and nothing else', async () => {
    const wrong = await from('192.0.2.1', { accesskey: KEY, secret: 'no' });
    expect({ status: wrong.status, json: wrong.json }).toEqual(WRONG_PAIR);
  });

  test('an access key does nothing if none is configured', async () => {
    expect(await direct.post({ action: 'GetSupportDepartments', accesskey: 'undefined' })).toMatchObject({
      status: 403,
    });
  });

  test('failures from one address do not affect another', async () => {
    await open.admin('target', { passwordHash: quickHash('right') });
    const login = (address: string, password: string) =>
      open.post(
        { identifier: '', secret: '', action: 'GetSupportDepartments', username: 'target', password: md5(password) },
        { 'X-Forwarded-For': address },
      );
    for (let attempt = 0; attempt < 10; attempt += 1) await login('192.0.2.66', `wrong ${attempt}`);
    expect(await login('192.0.2.66', 'wrong')).toMatchObject({ status: 429 });
    expect(await login('192.0.2.7', 'wrong')).toMatchObject({ status: 403 });
    expect(await login('192.0.2.7', 'right')).toMatchObject(allowed);
  });
});

describe('the order of the checks: address, credentials, permission, validation', () => {
  const walled = useWorld((config) => {
    config.allowedNetworks = readNetworks('203.0.113.9');
    config.trustedProxies = readNetworks('127.0.0.1');
  });
  let weak: Credentials;

  beforeAll(async () => {
    weak = await walled.credential(['OpenTicket']);
  });

  const wrongValue = { action: 'GetTicket', ticketid: 'no number' };

  test.each<[string, string, () => Record<string, string>, ReturnType<typeof refused>]>([
    ['everything wrong', '192.0.2.1', () => ({ secret: 'no', ...wrongValue }), refused(403, 'Invalid IP 192.0.2.1')],
    ['all but the address', '203.0.113.9', () => ({ secret: 'no', ...wrongValue }), WRONG_PAIR],
    ['no right and a wrong value', '203.0.113.9', () => ({ ...weak, ...wrongValue }), notAllowed('getticket')],
    ['the value alone', '203.0.113.9', () => ({ ...wrongValue }), refused(200, 'Ticket ID Not Found')],
    [
      'no right and a parameter of bad bytes',
      '203.0.113.9',
      () => ({ ...weak, action: 'GetTicket', ticketid: '1\0' }),
      notAllowed('getticket'),
    ],
  ])('%s', async (_case, address, fields, expected) => {
    const { status, json } = await walled.post(fields(), { 'X-Forwarded-For': address });
    expect({ status, json }).toEqual(expected);
  });

  test('an address outside the allow list learns only that, even if its body cannot be read', async () => {
    const answer = await walled.send('/includes/api.php?responsetype=json', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '192.0.2.1' },
      body: '{',
    });
    expect({ status: answer.status, json: answer.json }).toEqual(refused(403, 'Invalid IP 192.0.2.1'));
  });
});
