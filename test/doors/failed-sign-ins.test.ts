import { createHash, randomUUID } from 'node:crypto';
import { hashSync } from 'bcryptjs';
import { hashAdminPassword } from '../../src/access/secrets';
import { readNetworks } from '../../src/config/readers';
import { insertCredential } from '../../src/store/access/credentials';
import { insertRole } from '../../src/store/access/roles';
import { ask } from '../support/doors';
import { eventually } from '../support/eventually';
import { inviteLink, submit } from '../support/links';
import { type HttpAnswer, useWorld, type World } from '../support/world';

const settings: Parameters<typeof useWorld>[0] = (config) => {
  config.allowedNetworks = undefined;
  config.trustedProxies = readNetworks('127.0.0.1');
};
const RIGHT = 'the right one';
const world = useWorld(settings);
/** A world where a comparison takes long enough for a line to form. */
const slow = useWorld((config) => {
  settings(config);
  config.passwordCost = 8;
});

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const TEXT = 'Too many failed sign-ins, please try again in a minute';
const WHMCS = { result: 'error', message: TEXT };
const OAUTH = { error: 'invalid_request', error_description: TEXT, message: TEXT };

let mayAskForTokens: { client_id: string; client_secret: string };
let clientId: number;

beforeAll(async () => {
  const { identifier, secret } = await world.credential(['oauth/token']);
  mayAskForTokens = { client_id: identifier, client_secret: secret };
  clientId = (await world.client()).clientId;
  await world.desk.database.transaction('write', (db) => insertRole(db, 'chosen', ['*', 'oauth/token']));
  // As soon as one person has chosen a secret, every wrong identifier costs a comparison.
  await addCredential();
});

/** Adds a credential with the secret "right", which a person might have chosen. */
async function addCredential(identifier = `credential-${randomUUID()}`): Promise<string> {
  const secret = { scheme: 'bcrypt', hash: hashSync(RIGHT, 4) } as const;
  await world.desk.database.transaction('write', (db) =>
    insertCredential(db, {
      ...{ identifier, secret },
      description: '',
      roles: ['chosen'],
      staffId: null,
      idFormat: 'number',
    }),
  );
  return identifier;
}

async function addAdmin(on: World = world): Promise<string> {
  const username = `admin-${randomUUID()}`;
  await on.admin(username, { passwordHash: await hashAdminPassword(RIGHT, on.desk.passwords) });
  return username;
}

/** Adds a client whose owner has the password "right". */
async function addOwner(): Promise<string> {
  const { userId } = await world.client();
  const [user] = await world.rows<{ email: string }>('select email from users where id = $1', [userId]);
  await world.change('update users set password_hash = $2 where id = $1', [userId, hashSync(RIGHT, 4)]);
  return user!.email;
}

const NO_LOGIN = { identifier: '', secret: '', action: 'GetTicketTypes' };
const hatch = (fields: Record<string, string>): Promise<HttpAnswer> => world.post({ ...NO_LOGIN, ...fields });
const login = (username: string, password: string, on = world, address = '127.0.0.1'): Promise<HttpAnswer> =>
  on.post({ ...NO_LOGIN, username, password: md5(password) }, { 'X-Forwarded-For': address });
const basic = (name: string, password: string) => ({
  Authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
});

/** Somebody who signs in at a door: how to add them, and how they do it. */
interface Way {
  add(): Promise<string>;
  signIn(name: string, password: string): Promise<HttpAnswer>;
  /** The statuses for the right password and for a wrong one. */
  statuses: [right: number, wrong: number];
  refusal: unknown;
}

const WAYS: [string, Way][] = [
  ['an administrator', { add: addAdmin, signIn: login, statuses: [200, 403], refusal: WHMCS }],
  [
    'a credential with a chosen secret',
    {
      add: addCredential,
      signIn: (identifier, secret) => hatch({ identifier, secret }),
      ...{ statuses: [200, 403], refusal: WHMCS },
    },
  ],
  [
    'the same as user name and password',
    {
      add: addCredential,
      signIn: (username, password) => hatch({ username, password }),
      ...{ statuses: [200, 403], refusal: WHMCS },
    },
  ],
  [
    'the same as Basic authentication',
    {
      add: addCredential,
      signIn: (name, password) =>
        ask(world, basic(name, password), 'POST', '/api.php', { action: 'GetTicketTypes', responsetype: 'json' }),
      ...{ statuses: [200, 403], refusal: WHMCS },
    },
  ],
  [
    'an administrator whose user name is an identifier too',
    {
      add: async () => addCredential(await addAdmin()),
      signIn: login,
      ...{ statuses: [200, 403], refusal: WHMCS },
    },
  ],
  [
    'a user in ValidateLogin',
    {
      add: addOwner,
      signIn: async (email, password2) => {
        const answer = await world.post({ action: 'ValidateLogin', email, password2 });
        // A wrong password is the action's own refusal, with status 200.
        return { ...answer, status: answer.json?.message === 'Email or Password Invalid' ? 403 : answer.status };
      },
      ...{ statuses: [200, 403], refusal: WHMCS },
    },
  ],
  [
    'a client at /oauth/token',
    {
      add: addOwner,
      signIn: (username, password) =>
        ask(world, {}, 'POST', '/oauth/token', { grant_type: 'password', ...mayAskForTokens, username, password }),
      ...{ statuses: [200, 400], refusal: OAUTH },
    },
  ],
  [
    'a program at /oauth/token',
    {
      add: addCredential,
      signIn: (client_id, client_secret) => {
        const fields = { grant_type: 'refresh_token', client_id, client_secret, refresh_token: 'none' };
        return ask(world, {}, 'POST', '/oauth/token', fields);
      },
      // The right secret gets as far as the refresh token.
      ...{ statuses: [400, 401], refusal: OAUTH },
    },
  ],
  [
    'a program at /oauth/revoke',
    {
      add: addCredential,
      signIn: (name, password) => ask(world, basic(name, password), 'POST', '/oauth/revoke', { token: 'none' }),
      ...{ statuses: [200, 401], refusal: OAUTH },
    },
  ],
];

/** The answers to eleven wrong passwords, the last of which waits for a second, and then to the right one. */
async function tryOut({ signIn }: Way, name: string) {
  const wrong: HttpAnswer[] = [];
  for (let attempt = 0; attempt < 11; attempt += 1) wrong.push(await signIn(name, `wrong ${attempt}`));
  const { json, headers } = wrong.at(-1)!;
  const statuses = wrong.map(({ status }) => status);
  return { statuses, last: { json, retry: headers.get('retry-after') }, right: (await signIn(name, RIGHT)).status };
}

type Tried = ReturnType<typeof tryOut>;

describe('after ten wrong passwords', () => {
  const tried = new Map<string, { known: Tried; unknown: Tried }>();

  // All at once, because each waits for seconds.
  beforeAll(async () => {
    for (const [who, way] of WAYS) {
      const known = tryOut(way, await way.add());
      const unknown = tryOut(way, `nobody-${randomUUID()}@example.com`);
      tried.set(who, { known, unknown });
    }
    await Promise.allSettled([...tried.values()].flatMap(({ known, unknown }) => [known, unknown]));
  });

  describe.each(WAYS)('%s', (who, { statuses: [right, wrong], refusal }) => {
    const limited = {
      statuses: [...Array.from({ length: 10 }, () => wrong), 429],
      last: { json: refusal, retry: '60' },
    };

    test('is told to wait for a wrong one, and let in with the right one', async () => {
      expect(await tried.get(who)?.known).toEqual({ ...limited, right });
    });

    test('is not told from somebody who does not exist', async () => {
      expect(await tried.get(who)?.unknown).toEqual({ ...limited, right: 429 });
    });
  });
});

test('a user with an invitation is let in after ten wrong passwords; the eleventh is told to wait', async () => {
  const email = await addOwner();
  const path = await inviteLink(world, clientId, email);
  for (let attempt = 0; attempt < 10; attempt += 1) {
    expect((await submit(world, path, { password: `wrong ${attempt}` })).status).toBe(400);
  }
  const eleventh = await submit(world, path, { password: 'wrong' });
  expect([eleventh.status, eleventh.headers.get('retry-after')]).toEqual([429, '60']);
  expect((await submit(world, path, { password: RIGHT })).status).toBe(200);
});

/** Keeps so many wrong logins under way until `work` is done. @returns their statuses */
async function whileGuessing(count: number, guess: () => Promise<HttpAnswer>, work: () => Promise<void>) {
  const statuses = new Set<number>();
  let isOver = false;
  const guessing = Array.from({ length: count }, async () => {
    while (!isOver) statuses.add((await guess()).status);
  });
  await work();
  isOver = true;
  await Promise.all(guessing);
  return [...statuses];
}

test('administrators are let in, 19 of 19, while 32 logins with random names are tried from another address', async () => {
  const usernames: string[] = [];
  for (let count = 0; count < 19; count += 1) usernames.push(await addAdmin(slow));
  const guess = () => login(randomUUID(), 'wrong', slow, '192.0.2.1');
  const statuses = await whileGuessing(32, guess, async () => {
    for (const username of usernames) expect((await login(username, RIGHT, slow, '192.0.2.2')).status).toBe(200);
  });
  // A machine that is so busy that guesses wait for twenty seconds refuses them.
  expect(statuses).toContain(403);
  expect(statuses.filter((status) => ![403, 503].includes(status))).toEqual([]);
});

/**
 * Holds what is tried in the slow world before the line of passwords, whose order is what these tests are about.
 *
 * @returns `have` waits until so many have come, and `enter` lets them enter the line in the order in which they came,
 *   all at once. `tried` tells the passwords in the order in which the line was done with them
 */
function holdBeforeTheLine() {
  const { passwords } = slow.desk;
  const { prove } = passwords;
  const held: (() => void)[] = [];
  const tried: string[] = [];
  const spy = jest.spyOn(passwords, 'prove').mockImplementation(async (password, ...more) => {
    await new Promise<void>((resolve) => held.push(resolve));
    return prove(password, ...more).finally(() => tried.push(password));
  });
  return {
    have: (count: number) => eventually(() => held.length === count),
    enter() {
      spy.mockRestore();
      for (const enter of held) enter();
    },
    tried,
  };
}

test.each([
  ['another address', '192.0.2.2'],
  ['the same address', '192.0.2.1'],
])('an administrator at %s overtakes 32 logins with random names', async (_where, address) => {
  const username = await addAdmin(slow);
  const { have, enter, tried } = holdBeforeTheLine();
  const guesses = Array.from({ length: 32 }, () => login(randomUUID(), 'wrong', slow, '192.0.2.1'));
  await have(32);
  const right = login(username, RIGHT, slow, address);
  await have(33);
  enter();
  expect((await right).status).toBe(200);
  expect(tried.indexOf(md5(RIGHT))).toBeLessThan(4);
  await Promise.all(guesses);
  expect(tried).toHaveLength(33);
});

test('an administrator is let in while 64 wrong passwords for the same name are tried from the same address', async () => {
  const username = await addAdmin(slow);
  const giveUp = new AbortController();
  const body = (password: string) =>
    new URLSearchParams({ ...NO_LOGIN, responsetype: 'json', username, password: md5(password) });
  await slow.serve();
  const { have, enter, tried } = holdBeforeTheLine();
  const guesses = Array.from({ length: 64 }, (_, n) =>
    slow.send('/api.php', { method: 'POST', body: body(`wrong ${n}`), signal: giveUp.signal }).catch(() => undefined),
  );
  await have(64);
  // The newest attempts of a name stay in line, and this is the newest.
  const right = login(username, RIGHT, slow);
  await have(65);
  enter();
  expect((await right).status).toBe(200);
  expect(tried.indexOf(md5(RIGHT))).toBeLessThan(64);
  giveUp.abort();
  const answered = (await Promise.all(guesses)).filter((answer) => answer !== undefined);
  expect(answered.filter(({ status }) => ![403, 429, 503].includes(status))).toEqual([]);
});
