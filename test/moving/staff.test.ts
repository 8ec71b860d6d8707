import { plainBrowser } from '../support/browser-without-scripts';
import { CARRIED_OF_STAFF } from '../support/carried-hashes';
import { about, listOf, useMovingIn } from '../support/moving-in';

const { world, move } = useMovingIn();

const at = (text: string) => new Date(`${text}Z`);

beforeAll(() => world.serve());

test('staff keep their passwords and get no rights', async () => {
  await world.admin('Known', { passwordHash: 'none' });
  const [own] = await world.rows(`select * from staff where username = 'Known'`);
  const staff = (sourceId: string, username: string, more: object = {}) => ({
    ...{
      sourceId,
      username,
      firstName: 'Ada',
      lastName: 'Min',
      email: `${username}@staff.example`,
      roleName: 'Full Administrator',
    },
    ...{
      signature: 'Ada\nMin',
      notes: 'mine',
      language: 'german',
      createdAt: at('2015-05-05T00:00:00'),
      departmentIds: ['1'],
    },
    ...more,
  });
  const lines = await move('staff', {
    staff: [
      staff('71', 'known', { passwordHash: CARRIED_OF_STAFF.MD5 }),
      staff('72', 'ada', { passwordHash: CARRIED_OF_STAFF['bcrypt of the MD5 digest'], departmentIds: [] }),
      staff('73', 'Ada', { passwordHash: CARRIED_OF_STAFF.MD5 }),
      staff('74', 'bob', { passwordHash: 'f'.repeat(64), disabled: true }),
      staff('75', ' '),
    ],
    client: [{ sourceId: '401', email: 'c@staff.example', createdAt: at('2015-05-05T00:00:00') }],
    clientNote: [
      {
        sourceId: '5',
        clientId: '401',
        staffId: '73',
        body: 'by Ada',
        sticky: true,
        createdAt: at('2016-01-01T00:00:00'),
      },
      { sourceId: '6', clientId: '401', authorName: 'Gone', body: 'by who left', createdAt: at('2016-01-02T00:00:00') },
      { sourceId: '7', clientId: '499', body: 'of nobody' },
    ],
    credential: [
      {
        sourceId: '31',
        identifier: 'oldIdentifier',
        description: 'Shop',
        staffId: '72',
        createdAt: at('2017-01-01T00:00:00'),
      },
      { sourceId: '32', identifier: 'oldIdentifier', description: 'Again' },
    ],
  });
  expect(await world.rows(`select * from staff where username = 'Known'`)).toEqual([own]);
  const admins = await listOf(world, 'GetAdmins', { limitnum: 100 }, 'admins.admin');
  expect(admins.find(({ username }) => username === 'ada')).toMatchObject({
    ...{ id: 72, firstname: 'Ada', lastname: 'Min', email: 'ada@staff.example', disabled: false, apilogin: false },
  });
  expect(await world.rows('select 1 from staff_roles where staff_id in (72, 74)')).toEqual([]);
  expect(about(lines, 'staff')).toEqual({
    'differs: all departments': ['72'],
    'differs: no rights yet': ['72', '74'],
    'differs: unknown password format': ['74'],
    'differs: user name twice': ['73'],
    'note: here already': ['71'],
    'stays: no user name': ['75'],
  });
  expect(lines.find(({ reason }) => reason === 'no rights yet')?.text).toContain('Full Administrator');
  const browser = plainBrowser(world);
  await browser.get('/admin/sign-in');
  const entered = await browser.submit('password', { username: 'ada', password: 'of Ann' });
  expect(entered.status).toBe(303);
  const notes = await listOf(world, 'GetClientNotes', { userid: 401 }, 'notes.note');
  expect(notes).toMatchObject([
    { id: 5, admin: 'Ada Min', adminid: 72, note: 'by Ada', sticky: true, date: '2016-01-01 00:00:00' },
    { id: 6, admin: 'Gone', adminid: 0, note: 'by who left', sticky: false },
  ]);
  expect(about(lines, 'clientNote')).toEqual({ 'differs: no date': ['7'], 'stays: not carried': ['7'] });

  // A credential without a secret is refused, until it gets one.
  const call = (secret: string) => world.post({ action: 'GetTicketTypes', identifier: 'oldIdentifier', secret });
  expect((await call('old secret')).json).toMatchObject({ message: 'Invalid or missing credentials' });
  expect((await listOf(world, 'GetCredentials', { credentialid: 31 }, 'credentials.credential'))[0]).toMatchObject({
    ...{
      id: 31,
      identifier: 'oldIdentifier',
      description: 'Shop',
      adminid: 72,
      roles: { role: [] },
      secrets: 0,
      revoked: false,
    },
  });
  const { secret } = await world.done('RotateCredentialSecret', { credentialid: 31 });
  expect((await call(String(secret))).json?.message).toBe(
    'Invalid Permissions: API action "gettickettypes" is not allowed',
  );
  expect(about(lines, 'credential')).toEqual({
    'differs: no date': ['32'],
    'differs: no secret yet': ['31'],
    'note: identifier twice': ['32'],
  });
});

test('services and domains are here as they were there', async () => {
  const createdAt = at('2019-09-09T09:09:09');
  const lines = await move('services', {
    client: [{ sourceId: '501', email: 'c@services.example', createdAt }],
    service: [
      {
        ...{
          sourceId: '61',
          clientId: '501',
          name: 'Large',
          productId: 7,
          groupName: 'Hosting',
          domain: ' shop.example ',
        },
        ...{ status: 'Suspended', username: 'shop', serverName: 'web1', dedicatedIp: '192.0.2.20', quantity: 2 },
        ...{
          billingCycle: 'Monthly',
          firstPayment: '10.00',
          recurring: '9.50',
          paymentMethod: 'paypal',
          notes: 'a\nb',
        },
        ...{ registeredOn: '2019-09-09', nextDueOn: '2026-01-09', createdAt },
      },
      { sourceId: '62', clientId: '501', name: 'Odd', status: 'Sleeping', recurring: '1e20' },
      { sourceId: '63', clientId: '599', name: 'Lost', registeredOn: '2019-09-09' },
    ],
    domain: [
      {
        ...{ sourceId: '81', clientId: '501', name: 'shop.example', registrar: 'enom', kind: 'transfer', years: 2 },
        ...{
          status: 'transferred away',
          firstPayment: '12.00',
          recurring: '11.00',
          paymentMethod: 'paypal',
          notes: 'n',
        },
        ...{ registeredOn: '2019-09-09', expiresOn: '2021-09-09', nextDueOn: '2021-09-08', createdAt },
        ...{ dnsManagement: true, emailForwarding: false, idProtection: true, doNotRenew: true },
      },
      {
        sourceId: '82',
        clientId: '501',
        name: 'odd.example',
        kind: 'Found',
        status: 'Parked',
        registeredOn: '2019-09-09',
      },
    ],
  });
  expect(await listOf(world, 'GetClientsProducts', { clientid: 501 }, 'products.product')).toMatchObject([
    {
      ...{
        id: 61,
        clientid: 501,
        pid: 7,
        regdate: '2019-09-09',
        name: 'Large',
        groupname: 'Hosting',
        domain: 'shop.example',
      },
      ...{ dedicatedip: '192.0.2.20', servername: 'web1', firstpaymentamount: '10.00', recurringamount: '9.50' },
      ...{
        paymentmethod: 'paypal',
        billingcycle: 'Monthly',
        nextduedate: '2026-01-09',
        status: 'Suspended',
        username: 'shop',
      },
    },
    { id: 62, name: 'Odd', status: 'Pending', recurringamount: '0.00', regdate: world.now.toISOString().slice(0, 10) },
  ]);
  expect(await listOf(world, 'GetClientsDomains', { clientid: 501 }, 'domains.domain')).toMatchObject([
    {
      ...{ id: 81, userid: 501, regtype: 'Transfer', domainname: 'shop.example', registrar: 'enom', regperiod: 2 },
      ...{ regdate: '2019-09-09', expirydate: '2021-09-09', nextduedate: '2021-09-08', status: 'Transferred Away' },
      ...{ dnsmanagement: 'on', emailforwarding: '', idprotection: 'on', donotrenew: 'on', notes: 'n' },
    },
    { id: 82, regtype: 'Register', status: 'Pending' },
  ]);
  expect(about(lines, 'service')).toEqual({
    'differs: amount too large': ['62'],
    'differs: no date': ['62'],
    'differs: unknown status': ['62'],
    'stays: not carried': ['63'],
  });
  expect(about(lines, 'domain')).toEqual({ 'differs: unknown kind': ['82'], 'differs: unknown status': ['82'] });
});
