import { plainBrowser } from '../support/browser-without-scripts';
import { CARRIED } from '../support/carried-hashes';
import { about, listOf, type SaidLine, useMovingIn } from '../support/moving-in';

const { world, move } = useMovingIn();

const at = (text: string) => new Date(`${text}Z`);
const list = (action: string, params: object, path: string) => listOf(world, action, params, path);

beforeAll(() => world.serve());

describe('clients', () => {
  let lines: SaidLine[];
  beforeAll(async () => {
    lines = await move('clients', {
      clientGroup: [
        { sourceId: '3', name: ' Gold ', color: '#FFD700', discountPercent: '12.5', suspendExempt: true },
        { sourceId: '4', name: 'gold', color: 'gold', discountPercent: '120' },
        { sourceId: '5', name: ' ' },
        { sourceId: '6', name: 'Silver', color: '#AbC' },
      ],
      client: [
        {
          ...{
            sourceId: '815',
            firstName: 'Ann',
            lastName: 'Müller',
            company: 'Acme\nLtd',
            email: ' Ann@old.example ',
          },
          ...{ phone: '+44 113 496 0000', address1: '1 Main St', address2: '', city: 'Leeds', state: 'Yorkshire' },
          ...{ postcode: 'LS1', country: 'gb', taxId: 'GB1', status: 'Active', groupId: '3', language: 'german' },
          ...{
            notes: 'first\nsecond',
            currencyId: 2,
            paymentMethod: 'paypal',
            marketingOptIn: true,
            emailVerified: true,
          },
          ...{ emailPreferences: { general: true, invoice: false, nonsense: true }, billingFlags: { taxexempt: true } },
          ...{ ssoAllowed: false, lastAddress: '192.0.2.7', lastLoginAt: at('2025-01-31T09:00:00') },
          ...{ createdAt: at('2020-02-03T04:05:06') },
        },
        {
          ...{ sourceId: '816', email: 'no address', status: 'Deleted', country: 'Germany', groupId: '77' },
          ...{ language: 'dutch', createdAt: null },
        },
        { sourceId: '817', firstName: 'Nobody', email: '', groupId: '4', createdAt: at('2020-01-01T00:00:00') },
      ],
      user: [{ sourceId: '1', firstName: 'Ann', email: 'ann@old.example', createdAt: at('2021-01-01T00:00:00') }],
      clientUser: [
        { sourceId: '815:1', clientId: '815', userId: '1', isOwner: true, createdAt: at('2021-01-01T00:00:00') },
      ],
    });
  });

  test('are here as they were there', async () => {
    const { client } = (await world.done('GetClientsDetails', { clientid: 815 })) as unknown as {
      client: Record<string, unknown>;
    };
    const group = await list('GetClientGroups', {}, 'groups.group');
    expect(group).toMatchObject([
      { id: 3, groupname: 'Gold', groupcolour: '#ffd700', discountpercent: '12.50' },
      { id: 6, groupname: 'Silver', groupcolour: '#aabbcc', discountpercent: '0.00' },
    ]);
    expect(client).toMatchObject({
      ...{ id: 815, firstname: 'Ann', lastname: 'Müller', companyname: 'Acme Ltd', email: 'Ann@old.example' },
      ...{ phonenumber: '+44 113 496 0000', phonecc: '44', address1: '1 Main St', city: 'Leeds', state: 'Yorkshire' },
      ...{ postcode: 'LS1', country: 'GB', countryname: 'United Kingdom', tax_id: 'GB1', status: 'Active', groupid: 3 },
      ...{ language: 'german', notes: 'first\nsecond', currency: 2, defaultgateway: 'paypal', taxexempt: true },
      ...{ marketing_emails_opt_in: true, email_verified: true, allowSingleSignOn: 0 },
      email_preferences: { general: '1', product: '1', domain: '1', invoice: '0', support: '1', affiliate: '1' },
      lastlogin: 'Date: 31/01/2025 09:00<br>IP Address: 192.0.2.7<br>Host: 192.0.2.7',
      users: { user: [{ name: 'Ann', email: 'ann@old.example', is_owner: true }] },
    });
  });

  test('are carried as far as their columns allow, with a line for what differs', async () => {
    const shown = await list('GetClients', { sorting: 'ASC' }, 'clients.client');
    expect(shown.map(({ id, datecreated, groupid, status }) => ({ id, datecreated, groupid, status }))).toEqual([
      { id: 815, datecreated: '2020-02-03', groupid: 3, status: 'Active' },
      { id: 816, datecreated: world.now.toISOString().slice(0, 10), groupid: 0, status: 'Inactive' },
      { id: 817, datecreated: '2020-01-01', groupid: 3, status: 'Active' },
    ]);
    const { client } = (await world.done('GetClientsDetails', { clientid: 816 })) as unknown as {
      client: Record<string, unknown>;
    };
    expect(client).toMatchObject({ email: 'no address', country: 'Germany', language: 'dutch' });
    expect(about(lines, 'client')).toEqual({
      'differs: no date': ['816'],
      'differs: unknown group': ['816'],
      'differs: unknown status': ['816'],
      'note: language without pages': ['all 1'],
      'note: no e-mail address': ['817'],
      'note: not a country code': ['816'],
      'note: not an e-mail address': ['816'],
    });
    expect(about(lines, 'clientGroup')).toEqual({
      'differs: not a colour': ['4'],
      'differs: name twice': ['4'],
      'differs: not a discount': ['4'],
      'stays: no name': ['5'],
    });
  });
});

/** Whether a user of the desk is let in: by ValidateLogin, and at the page if it belongs to an open account. */
async function isLetIn(email: string, password: string): Promise<boolean[]> {
  const answer = await world.call('ValidateLogin', { email, password2: password });
  return [answer.result === 'success', (await plainBrowser(world).signIn(email, password)).status === 303];
}

const usersOf = async (clientid: number) =>
  (
    (await world.done('GetClientsDetails', { clientid })) as unknown as {
      client: { users: { user: { id: number; email: string; is_owner: boolean }[] } };
    }
  ).client.users.user.map(({ email, is_owner }) => [email, is_owner]);

describe('users', () => {
  let lines: SaidLine[];
  const { password, hash } = CARRIED.bcrypt;
  beforeAll(async () => {
    await world.done('AddUser', {
      ...{ firstname: 'Own', lastname: 'One', email: 'here@users.example', password2: 'of this desk' },
    });
    const createdAt = at('2021-01-01T00:00:00');
    const client = (sourceId: string) => ({ sourceId, email: `client${sourceId}@users.example`, createdAt });
    const user = (sourceId: string, email: string, passwordHash: string) => ({
      ...{ sourceId, firstName: 'U', lastName: sourceId, email, passwordHash, language: 'german', createdAt },
      ...{ emailVerified: true, lastLoginAt: at('2025-01-01T00:00:00'), lastAddress: '192.0.2.1' },
    });
    const member = (clientId: string, userId: string, isOwner: boolean, permissions: string[] = []) => ({
      ...{ sourceId: `${clientId}:${userId}`, clientId, userId, isOwner, permissions, createdAt },
    });
    lines = await move('users', {
      client: ['201', '202', '203'].map(client),
      user: [
        user('51', 'bcrypt@users.example', hash),
        user('52', 'md5@users.example', CARRIED['salted MD5'].hash),
        user('53', 'BCRYPT@users.example ', CARRIED['salted MD5'].hash),
        user('54', 'Here@users.example', hash),
        user('55', 'old@users.example', 'reversible=='),
        user('56', ' ', hash),
      ],
      clientUser: [
        member('201', '51', true),
        member('201', '53', false, ['tickets']),
        member('202', '53', true),
        member('201', '54', false, ['tickets', 'fly', 'profile']),
        member('203', '54', true),
        member('203', '56', false),
        member('201', '52', false, ['emails']),
        member('999', '52', true),
      ],
    });
  });

  test('sign in with their passwords of there', async () => {
    expect(await isLetIn('bcrypt@users.example', password)).toEqual([true, true]);
    expect(await isLetIn('md5@users.example', CARRIED['salted MD5'].password)).toEqual([true, true]);
    expect(await isLetIn('md5@users.example', password)).toEqual([false, false]);
    expect(await isLetIn('here@users.example', 'of this desk')).toEqual([true, true]);
    expect(await isLetIn('old@users.example', 'reversible==')).toEqual([false, false]);
  });

  test('belong to the same clients, with the same permissions', async () => {
    expect(await usersOf(201)).toEqual([
      ['bcrypt@users.example', true],
      ['here@users.example', false],
      ['md5@users.example', false],
    ]);
    expect(await usersOf(202)).toEqual([['bcrypt@users.example', true]]);
    expect(await usersOf(203)).toEqual([['here@users.example', true]]);
    const [here] = await world.rows<{ id: number }>(`select id from users where email = 'here@users.example'`);
    const permissions = await world.done('GetUserPermissions', { user_id: here?.id, client_id: 201 });
    expect(permissions).toMatchObject({ permissions: { permission: ['profile', 'tickets'] } });
  });

  test('have a line for everything that differs', () => {
    expect(about(lines, 'user')).toEqual({
      'differs: address twice': ['53'],
      'differs: unknown password format': ['55'],
      'note: here already': ['54'],
      'stays: no e-mail address': ['56'],
    });
    expect(about(lines, 'clientUser')).toEqual({
      'differs: unknown permission': ['201:54'],
      'stays: member twice': ['201:53'],
      'stays: not carried': ['203:56', '999:52'],
    });
  });
});

test('clients and contacts of an old desk without users become users', async () => {
  const createdAt = at('2012-01-01T00:00:00');
  const lines = await move('without users', {
    client: [
      {
        sourceId: '301',
        firstName: 'Old',
        email: 'owner@nousers.example',
        passwordHash: CARRIED['salted MD5'].hash,
        createdAt,
      },
      { sourceId: '302', firstName: 'Mute', email: 'mute@nousers.example', createdAt },
    ],
    contact: [
      {
        ...{ sourceId: '9', clientId: '301', firstName: 'Con', lastName: 'Tact', email: 'con@nousers.example' },
        ...{ passwordHash: CARRIED.bcrypt.hash, permissions: ['tickets', 'emails'], country: 'at', createdAt },
        ...{ emailPreferences: { support: true }, phone: '+43 1 23456', company: 'Con Ltd' },
      },
      { sourceId: '10', clientId: '301', firstName: 'No', email: 'no@nousers.example', createdAt },
      { sourceId: '11', clientId: '399', email: 'lost@nousers.example', createdAt },
      { sourceId: '12', clientId: '302', email: 'owner@nousers.example', passwordHash: CARRIED.bcrypt.hash, createdAt },
    ],
  });
  expect(await usersOf(301)).toEqual([
    ['owner@nousers.example', true],
    ['con@nousers.example', false],
  ]);
  expect(await usersOf(302)).toEqual([
    ['mute@nousers.example', true],
    ['owner@nousers.example', false],
  ]);
  expect(await isLetIn('owner@nousers.example', CARRIED['salted MD5'].password)).toEqual([true, true]);
  expect(await isLetIn('owner@nousers.example', CARRIED.bcrypt.password)).toEqual([false, false]);
  expect(await isLetIn('con@nousers.example', CARRIED.bcrypt.password)).toEqual([true, true]);
  const [con] = await world.rows<{ id: number }>(`select id from users where email = 'con@nousers.example'`);
  expect(await world.done('GetUserPermissions', { user_id: con?.id, client_id: 301 })).toMatchObject({
    permissions: { permission: ['tickets', 'emails'] },
  });
  const contacts = await list('GetContacts', { userid: 301 }, 'contacts.contact');
  expect(contacts).toMatchObject([
    {
      id: 9,
      userid: 301,
      firstname: 'Con',
      lastname: 'Tact',
      companyname: 'Con Ltd',
      country: 'AT',
      supportemails: true,
    },
    { id: 10, firstname: 'No', supportemails: false },
  ]);
  expect(about(lines, 'user')).toEqual({
    'differs: address twice': ['contact:12'],
    'note: made of clients': ['all 2'],
    'note: made of contacts': ['all 2'],
  });
  expect(about(lines, 'contact')).toEqual({ 'stays: not carried': ['11'] });
});
