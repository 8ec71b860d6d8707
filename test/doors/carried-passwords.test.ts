import { hashSync } from 'bcryptjs';
import { addUserWith, plainBrowser } from '../support/browser-without-scripts';
import { CARRIED, CARRIED_OF_STAFF } from '../support/carried-hashes';
import { addStaff } from '../support/staff-browser';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
  config.allowedNetworks = undefined;
  // Above that of the carried hashes, and quick.
  config.passwordCost = 5;
});
const OURS = /^\$2b\$05\$/;

let program: { client_id: string; client_secret: string };
let addresses = 0;

beforeAll(async () => {
  await world.serve();
  const { identifier, secret } = await world.credential(['oauth/token']);
  program = { client_id: identifier, client_secret: secret };
});

const nextAddress = () => ({ 'X-Forwarded-For': `198.51.100.${++addresses}` });

async function userWith(hash: string) {
  const user = await addUserWith(world, 'unused');
  await world.change('update users set password_hash = $2 where id = $1', [user.userId, hash]);
  return user;
}

const hashOf = async (table: 'users' | 'staff', id: number): Promise<string | undefined> =>
  (await world.rows<{ password_hash: string }>(`select password_hash from ${table} where id = $1`, [id]))[0]
    ?.password_hash;

/** The ways of a user to sign in: whether they are let in. */
const WAYS: Record<string, (email: string, password: string) => Promise<boolean>> = {
  ValidateLogin: async (email, password2) =>
    (await world.post({ action: 'ValidateLogin', email, password2 }, nextAddress())).json?.result === 'success',
  'the page': async (email, password) =>
    (await plainBrowser(world, { address: nextAddress()['X-Forwarded-For'] }).signIn(email, password)).status === 303,
  OAuth: async (username, password) => {
    const body = new URLSearchParams({ grant_type: 'password', ...program, username, password });
    return (await world.send('/oauth/token', { method: 'POST', body, headers: nextAddress() })).status === 200;
  },
};

describe.each(Object.entries(CARRIED))('a user with %s', (what, { password, hash }) => {
  test.each(Object.entries(WAYS))('is let in by %s, now and with the new hash', async (_way, enter) => {
    const { userId, email } = await userWith(hash);
    expect(await enter(email, 'wrong')).toBe(false);
    expect(await hashOf('users', userId)).toBe(hash);
    expect(await enter(email, password)).toBe(true);
    const renewed = await hashOf('users', userId);
    if (what === 'bcrypt of cost 10') expect(renewed).toBe(hash);
    else expect(renewed).toMatch(/long/.test(what) ? /^\$2y\$05\$/ : OURS);
    expect(await enter(email, password)).toBe(true);
    expect(await enter(email, `${password.slice(0, 60)}!`)).toBe(false);
    expect(await hashOf('users', userId)).toBe(renewed);
  });
});

test('the new hash is of the same password, whoever compares it', async () => {
  const { password, hash } = CARRIED['salted MD5'];
  const { userId, email } = await userWith(hash);
  await world.done('ValidateLogin', { email, password2: password });
  const renewed = (await hashOf('users', userId)) ?? '';
  expect(hashSync(password, renewed)).toBe(renewed);
});

test('ValidateLogin answers the same digest from the first sign-in on', async () => {
  const { password, hash } = CARRIED.bcrypt;
  const { email } = await userWith(hash);
  const answers = [];
  for (let time = 0; time < 2; time += 1) {
    answers.push((await world.done('ValidateLogin', { email, password2: password })).passwordhash);
  }
  expect(answers[0]).toBe(answers[1]);
});

test('signing in at once from several places works everywhere', async () => {
  for (const { password, hash } of [CARRIED['salted MD5'], CARRIED.bcrypt]) {
    const { userId, email } = await userWith(hash);
    const entered = Array.from({ length: 4 }, () => Object.values(WAYS).map((enter) => enter(email, password))).flat();
    expect(await Promise.all(entered)).toEqual(entered.map(() => true));
    expect(await hashOf('users', userId)).toMatch(OURS);
  }
});

test('a password chosen while another is proved counts, and not the old one', async () => {
  const { password, hash } = CARRIED['salted MD5'];
  const { userId, email } = await userWith(hash);
  const chosen = hashSync('the new one', 5);
  const { passwords, database } = world.desk;
  const account = { table: 'users', id: userId, passwordHash: hash } as const;
  await database.transaction('write', (db) =>
    db.query('update users set password_hash = $2 where id = $1', [userId, chosen]),
  );
  expect(await passwords.prove(password, account, { name: email, address: '198.51.100.9' })).toBeUndefined();
  expect(await passwords.prove('the new one', account, { name: email, address: '198.51.100.9' })).toBeUndefined();
  expect(await hashOf('users', userId)).toBe(chosen);
});

test('the eleventh wrong password is told to wait, and the right one is let in', async () => {
  const { password, hash } = CARRIED['salted MD5'];
  const { email } = await userWith(hash);
  const headers = nextAddress();
  const tell = async (password2: string) =>
    (await world.post({ action: 'ValidateLogin', email, password2 }, headers)).json?.message;
  const wrong = [];
  for (let count = 0; count < 11; count += 1) wrong.push(await tell(`wrong ${count}`));
  expect(wrong).toEqual([
    ...Array(10).fill('Email or Password Invalid'),
    'Too many failed sign-ins, please try again in a minute',
  ]);
  expect(await tell(password)).toBeUndefined();
});

test.each([
  '',
  'of Ann',
  '$2x$04$CUl7lk5DJcJTF2MaapLiE.KI9Xu1eGEgMVDKtjOeVcasyY/CQOMz6',
  'd41d8cd98f00b204e9800998ecf8427e',
])('a hash of no known format lets nobody in: "%s"', async (hash) => {
  const { email } = await userWith(hash);
  for (const password of ['of Ann', hash, '']) expect(await WAYS.ValidateLogin?.(email, password)).toBe(false);
});

test.each(Object.entries(CARRIED_OF_STAFF))('an administrator with %s is let into the console', async (what, hash) => {
  const jo = await addStaff(world, { address: nextAddress()['X-Forwarded-For'] });
  await world.change('update staff set password_hash = $2 where id = $1', [jo.staffId, hash]);
  expect((await jo.signIn('wrong')).status).toBe(403);
  expect((await jo.signIn('of Ann')).status).toBe(303);
  // It does not become weaker than it was.
  expect(await hashOf('staff', jo.staffId)).toMatch(what.includes('cost 10') ? /^\$2b\$10\$/ : OURS);
  expect((await jo.signIn('of Ann')).status).toBe(303);
  // Only the right password learns that the account may not call the API.
  const login = { identifier: '', secret: '', action: 'GetTicketTypes', username: jo.username };
  const call = async (password: string) => (await world.post({ ...login, password }, nextAddress())).json?.message;
  expect(await call(CARRIED_OF_STAFF.MD5)).toBe('Access Denied');
  expect(await call('d41d8cd98f00b204e9800998ecf8427e')).toBe('Authentication Failed');
});
