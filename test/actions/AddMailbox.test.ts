import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
const keyless = useWorld((config) => {
  Object.assign(config, { key: undefined, dataDirectory: __filename });
});

const place = { host: 'imap.example.com', username: 'support@example.com' };
const complete = { ...place, password: 'opensesame' };
const oauth = { clientid: 'app', refreshtoken: 'r3fresh', tokenurl: 'https://login.example.com/token' };

const boxes = () =>
  world.rows(
    `select name, address, host, port, tls, username, auth, oauth_client_id, oauth_token_url, folder, department_id, taken,
       move_to, enabled, poll_seconds
     from mailboxes order by id`,
  );

test('adds a mailbox with what most of them need', async () => {
  const answer = await world.done('AddMailbox', { ...complete, deptid: 1, enabled: false });
  expectAnswer('AddMailbox', answer);
  expect(await boxes()).toEqual([
    {
      ...{
        name: 'support@example.com',
        address: 'support@example.com',
        host: 'imap.example.com',
        port: 993,
        tls: 'tls',
      },
      ...{ username: 'support@example.com', auth: 'password', oauth_client_id: '', oauth_token_url: '' },
      ...{ folder: 'INBOX', department_id: 1, taken: 'seen', move_to: '', enabled: false, poll_seconds: 60 },
    },
  ]);
});

test('adds a mailbox that is opened with OAuth 2.0', async () => {
  const more = {
    tls: 'starttls',
    folder: 'Support/New',
    taken: 'move',
    moveto: 'Support/Taken',
    address: 'a@example.com',
  };
  await world.done('AddMailbox', { ...place, ...oauth, ...more, name: 'Support', enabled: false });
  expect((await boxes()).at(-1)).toMatchObject({
    ...{
      name: 'Support',
      address: 'a@example.com',
      port: 143,
      tls: 'starttls',
      auth: 'oauth2',
      oauth_client_id: 'app',
    },
    ...{ oauth_token_url: oauth.tokenurl, folder: 'Support/New', department_id: null, taken: 'move' },
    ...{ move_to: 'Support/Taken' },
  });
});

test('its secrets are kept encrypted, and shown and logged nowhere', async () => {
  await world.done('AddMailbox', { ...complete, enabled: false });
  await world.done('AddMailbox', { ...place, ...oauth, clientsecret: 'cl1ent', enabled: false });
  const rows = await world.rows<{ secret: string }>('select secret from mailboxes');
  expect(rows.every(({ secret }) => secret.startsWith('sealed1:'))).toBe(true);
  const everything = [
    ...(await world.rows('select * from mailboxes')),
    ...(await world.rows('select * from activity_log')),
    ...[await world.done('GetMailboxes'), world.log],
  ];
  expect(JSON.stringify(everything)).not.toMatch(/opensesame|r3fresh|cl1ent/);
});

test('who works in some departments may add one for these only', async () => {
  const deptid = await world.department();
  await world.admin('limited', { departmentIds: [deptid] });
  const add = (id?: number) => world.call('AddMailbox', { ...complete, enabled: false, deptid: id }, 'limited');
  expect(await add(deptid)).toMatchObject({ result: 'success' });
  for (const id of [undefined, 0, 1]) {
    expect(await add(id)).toEqual({
      ...{ result: 'error', message: 'You may not give access to departments that you do not work in' },
    });
  }
});

async function limited() {
  await world.admin('other', { departmentIds: [await world.department()] });
  return complete;
}

const HOST = 'The host must be the name or the address of a mail server';
const SIGN_IN = 'A password is required, or a client ID, a refresh token and a token URL';

testRefusals(world, 'AddMailbox', [
  { message: HOST, because: 'none', params: { username: 'a', password: 'p' } },
  { message: HOST, because: 'an address of a page', params: { ...complete, host: 'https://imap.example.com/' } },
  { message: HOST, because: 'with a user', params: { ...complete, host: 'a@imap.example.com' } },
  { message: 'The port must be a whole number from 1 to 65535', params: { ...complete, port: 65_536 } },
  { message: 'The encryption must be tls, starttls or none', params: { ...complete, tls: 'ssl' } },
  { message: 'A user name of at most 254 characters is required', params: { host: 'imap.example.com', password: 'p' } },
  { message: 'The token URL must be an https address', params: { ...place, ...oauth, tokenurl: 'http://a/' } },
  { message: 'What happens to taken mail must be seen, move or delete', params: { ...complete, taken: 'burn' } },
  { message: 'The interval must be 10 to 86400 seconds', params: { ...complete, pollseconds: 1 } },
  { message: 'Email Address Invalid', params: { ...complete, address: 'nowhere' } },
  { message: SIGN_IN, because: 'none', params: place },
  { message: SIGN_IN, because: 'no token', params: { ...place, clientid: 'a', tokenurl: oauth.tokenurl } },
  { message: 'A folder to move taken mail to is required', params: { ...complete, taken: 'move' } },
  { message: 'Department ID Not Found', params: { ...complete, deptid: 999 } },
  {
    message: 'You may not give access to departments that you do not work in',
    params: limited,
    call: (action, params) => world.call(action, params, 'other'),
  },
  {
    message: "This server lacks the desk's key, so it cannot keep a secret: see HATCHDESK_KEY",
    params: complete,
    world: keyless,
  },
]);
