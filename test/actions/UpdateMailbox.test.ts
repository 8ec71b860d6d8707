import { openSecret } from '../../src/inbound/ways/secrets';
import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
const keyless = useWorld((config) => {
  Object.assign(config, { key: undefined, dataDirectory: __filename });
});

let mailboxid: number;

beforeAll(async () => {
  const place = { host: 'imap.example.com', username: 'a@example.com', password: 'opensesame', enabled: false };
  mailboxid = Number((await world.done('AddMailbox', { ...place, deptid: 1 })).mailboxid);
});

const row = async () =>
  (await world.rows<{ secret: string }>('select * from mailboxes where id = $1', [mailboxid]))[0]!;

const secret = async () => openSecret(world.desk.key, mailboxid, (await row()).secret);

test('changes what is named and leaves the rest', async () => {
  const before = await row();
  const answer = await world.done('UpdateMailbox', { mailboxid, folder: 'Support', deptid: 0 });
  expectAnswer('UpdateMailbox', answer);
  expect(await row()).toEqual({ ...before, folder: 'Support', department_id: null, updated_at: world.now });
  expect((await world.logged())?.changes).toEqual({ folder: ['INBOX', 'Support'], departmentId: [1, null] });
});

test('a new password takes the place of the old one, and the log does not show it', async () => {
  await world.done('UpdateMailbox', { mailboxid, password: 'another one' });
  expect(await secret()).toEqual({ password: 'another one' });
  expect((await world.logged())?.changes).toEqual({ secret: ['...', '...'] });
});

test('OAuth 2.0 takes the place of a password, and its parts change one by one', async () => {
  const oauth = {
    clientid: 'app',
    clientsecret: 's1',
    refreshtoken: 'r1',
    tokenurl: 'https://login.example.com/token',
  };
  await world.done('UpdateMailbox', { mailboxid, ...oauth });
  await world.done('UpdateMailbox', { mailboxid, refreshtoken: 'r2' });
  expect(await secret()).toEqual({ clientSecret: 's1', refreshToken: 'r2' });
  await world.done('UpdateMailbox', { mailboxid, password: 'back again' });
  expect(await row()).toMatchObject({ auth: 'password', oauth_client_id: '', oauth_token_url: '' });
});

test('another folder is taken from its beginning', async () => {
  const known = 'update mailboxes set uid_validity = 7, last_uid = 9, last_error = $2 where id = $1';
  await world.change(known, [mailboxid, 'gone']);
  await world.done('UpdateMailbox', { mailboxid, pollseconds: 30 });
  expect(await row()).toMatchObject({ uid_validity: 7, last_error: '' });
  await world.done('UpdateMailbox', { mailboxid, folder: 'Other' });
  expect(await row()).toMatchObject({ uid_validity: null });
});

async function ofOtherDepartments() {
  const departmentid = await world.department();
  await world.admin('other', { departmentIds: [departmentid] });
  await world.done('UpdateMailbox', { mailboxid, deptid: departmentid });
  return { mailboxid, deptid: 1 };
}

const known = (params: object) => async () => ({ mailboxid, ...params });

testRefusals(world, 'UpdateMailbox', [
  { message: 'Mailbox ID Not Found', params: { mailboxid: 999_999 } },
  { message: 'The host must be the name or the address of a mail server', params: known({ host: 'a b' }) },
  { message: 'The port must be a whole number from 1 to 65535', params: known({ port: -1 }) },
  { message: 'The encryption must be tls, starttls or none', params: known({ tls: 'ssl' }) },
  { message: 'A user name of at most 254 characters is required', params: known({ username: 'a'.repeat(255) }) },
  { message: 'The token URL must be an https address', params: known({ tokenurl: 'ftp://a' }) },
  { message: 'What happens to taken mail must be seen, move or delete', params: known({ taken: 'burn' }) },
  { message: 'The interval must be 10 to 86400 seconds', params: known({ pollseconds: 1 }) },
  { message: 'Email Address Invalid', params: known({ address: 'nowhere' }) },
  {
    message: 'A password is required, or a client ID, a refresh token and a token URL',
    because: 'another server must not learn the password of the first',
    params: known({ host: 'imap.example.net' }),
  },
  { message: 'A folder to move taken mail to is required', params: known({ taken: 'move' }) },
  { message: 'Department ID Not Found', params: known({ deptid: 999 }) },
  {
    message: 'You may not give access to departments that you do not work in',
    params: ofOtherDepartments,
    call: (action, params) => world.call(action, params, 'other'),
  },
  {
    message: "This server lacks the desk's key, so it cannot keep a secret: see HATCHDESK_KEY",
    params: async () => {
      const [row] = await keyless.change(
        `insert into mailboxes (name, host, port, tls, username, secret, enabled, created_at, updated_at)
         values ('A', 'imap.example.com', 993, 'tls', 'a', '', false, now(), now()) returning id`,
      );
      return { mailboxid: row?.id, password: 'p' };
    },
    world: keyless,
  },
]);
