import { clientCaller } from '../../src/access/caller';
import { perform } from '../../src/doors/door';
import { PEOPLE_CARRIERS } from '../../src/moving/carriers/people';
import { runImport } from '../../src/moving/run';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { oldDesk } from '../support/old-records';
import { PATIENCE_MS } from '../support/patience';
import { answerJson, answerRaw, type StubbedCall, UpstreamStub } from '../support/upstream-stub';
import { useWorld } from '../support/world';

const stub = new UpstreamStub();
beforeAll(() => stub.start());
afterAll(() => stub.stop());

let database: TestDatabase;
const world = useWorld(
  (config) => {
    const limits = { timeoutMs: PATIENCE_MS, lookUpMs: PATIENCE_MS };
    config.upstream = { url: stub.url, identifier: 'ours', secret: 'its-secret', ...limits };
  },
  async () => {
    database = await createTestDatabase();
    return database;
  },
);

/** What the old desk knows. */
const CLIENTS: Record<string, Record<string, unknown>> = {
  815: {
    ...{
      id: 815,
      firstname: 'J&uuml;rgen',
      lastname: 'O&#039;Neil',
      companyname: 'A &amp; B',
      email: 'jo@example.com',
    },
    ...{ country: 'DE', status: 'Inactive', datecreated: '2019-05-04', groupid: 7, phonenumber: '+49.30', notes: 'x' },
    users: {
      user: [
        { id: 501, name: 'Jo Neil', email: 'jo@example.com', is_owner: true },
        { id: 502, name: 'Ann', email: 'ann@example.com', is_owner: false },
      ],
    },
  },
  816: { userid: '816', firstname: 'Old', lastname: 'Style', email: 'old.style@example.com', status: 'Odd' },
  817: { id: 818, firstname: 'Somebody', lastname: 'Else', email: 'else@example.com' },
};

function answer({ action, fields }: StubbedCall): Record<string, unknown> {
  const { clientid = '', serviceid = '', domainid = '' } = Object.fromEntries(fields);
  const client = CLIENTS[clientid];
  if (action === 'GetClientsDetails' && client !== undefined) return { result: 'success', ...client, client };
  if (action === 'GetClientsDetails') return { result: 'error', message: 'Client Not Found' };
  const service = {
    id: 99,
    clientid: 815,
    name: 'Hosting &amp; more',
    status: 'Active',
    regdate: '2020-01-02',
    qty: 2,
  };
  if (action === 'GetClientsProducts') {
    return { result: 'success', products: { product: serviceid === '99' ? [service] : [] } };
  }
  const domain = { id: 77, userid: 815, domainname: 'example.org', status: 'Strange', expirydate: '0000-00-00' };
  return { result: 'success', domains: { domain: domainid === '77' ? [domain] : [] } };
}

const opening = { deptid: 1, subject: 'Subject', message: 'Message' };
const asked = () => stub.calls.map(({ action }) => action);

beforeEach(() => {
  stub.calls.length = 0;
  stub.respond = (call, res) => answerJson(res, answer(call));
});

test('a client, a service and a domain come from the old desk, once and silently', async () => {
  const events = await world.events();
  const first = await world.done('OpenTicket', { ...opening, clientid: 815, userid: 502, serviceid: 99 });
  expect(asked()).toEqual(['GetClientsDetails', 'GetClientsProducts']);
  expect(stub.calls[0]?.fields).toContainEqual(['identifier', 'ours']);
  await world.done('OpenTicket', { ...opening, clientid: 815, domainid: 77 });
  await world.done('OpenTicket', { ...opening, clientid: 815, serviceid: 99 });
  expect(asked()).toEqual(['GetClientsDetails', 'GetClientsProducts', 'GetClientsDomains']);

  const [client] = await world.rows(
    'select first_name, last_name, company, email, country, status, group_id, created_at from clients where id = 815',
  );
  expect(client).toEqual({
    ...{ first_name: 'Jürgen', last_name: "O'Neil", company: 'A & B', email: 'jo@example.com', country: 'DE' },
    ...{ status: 'Inactive', group_id: null, created_at: new Date('2019-05-04T00:00:00Z') },
  });
  const members =
    'select user_id, is_owner, email from client_users c join users u on u.id = c.user_id where client_id = 815 order by 1';
  expect(await world.rows(members)).toEqual([
    { user_id: 501, is_owner: true, email: 'jo@example.com' },
    { user_id: 502, is_owner: false, email: 'ann@example.com' },
  ]);
  expect(await world.rows('select id, client_id, name, status, quantity from services')).toEqual([
    { id: 99, client_id: 815, name: 'Hosting & more', status: 'Active', quantity: 2 },
  ]);
  expect(await world.rows('select id, client_id, name, status from domains')).toEqual([
    { id: 77, client_id: 815, name: 'example.org', status: 'Pending' },
  ]);
  expect(await world.done('GetTicket', { ticketid: first.id })).toMatchObject({ userid: 815 });

  expect(events).toEqual([]);
  expect(await world.events()).toEqual(['TicketOpen', 'TicketOpen', 'TicketOpen']);
  const entries = await world.rows(
    `select description, action, client_id from activity_log where description like '% came from %' order by id`,
  );
  expect(entries).toEqual([
    { description: `client 815 came from ${stub.host}`, action: 'OpenTicket', client_id: 815 },
    { description: `service 99 came from ${stub.host}`, action: 'OpenTicket', client_id: null },
    { description: `domain 77 came from ${stub.host}`, action: 'OpenTicket', client_id: null },
  ]);
});

test('an old version of WHMCS, whose clients have no users', async () => {
  const details = await world.done('GetClientsDetails', { clientid: 816 });
  expect(details).toMatchObject({ firstname: 'Old', status: 'Active', email: 'old.style@example.com' });
  const owners = 'select email, is_owner from client_users c join users u on u.id = c.user_id where client_id = 816';
  expect(await world.rows(owners)).toEqual([{ email: 'old.style@example.com', is_owner: true }]);
});

test('what is added here gets ids that the old desk does not draw', async () => {
  await world.call('GetClientsDetails', { clientid: 815 });
  const added = { firstname: 'New', lastname: 'Here', email: 'new.here@example.com', password2: 'a-long-password' };
  const { clientid } = await world.done('AddClient', {
    ...added,
    address1: 'a',
    city: 'b',
    state: 'c',
    postcode: 'd',
    country: 'DE',
    phonenumber: '+49.301234567',
  });
  expect(Number(clientid)).toBeGreaterThan(1_000_000);
});

test.each<[string, string, Record<string, unknown>, string]>([
  ['a client that nobody knows', 'OpenTicket', { ...opening, clientid: 4242 }, 'Client ID Not Found'],
  ['another client than was asked for', 'OpenTicket', { ...opening, clientid: 817 }, 'Client ID Not Found'],
  ['a service that nobody knows', 'OpenTicket', { ...opening, clientid: 815, serviceid: 98 }, 'Service ID Not Found'],
  ['a domain that nobody knows', 'OpenTicket', { ...opening, clientid: 815, domainid: 76 }, 'Domain ID Not Found'],
  [
    'a user who is not of the client',
    'OpenTicket',
    { ...opening, clientid: 815, userid: 9 },
    'The system cannot find the provided user ID.',
  ],
  ['details of nobody', 'GetClientsDetails', { clientid: 4243 }, 'Client Not Found'],
])('%s is refused as ever, and not asked for again', async (_what, action, params, message) => {
  await world.call('GetClientsDetails', { clientid: 815 });
  const refused = { result: 'error', message };
  expect(await world.call(action, params)).toEqual(refused);
  const once = stub.calls.length;
  expect(await world.call(action, params)).toEqual(refused);
  expect(stub.calls.length).toBe(once);
});

test('an old desk that fails', async () => {
  stub.respond = (_call, res) => answerRaw(res, '');
  const refused = { result: 'error', message: 'Client ID Not Found' };
  expect(await world.call('OpenTicket', { ...opening, clientid: 819 })).toEqual(refused);
  expect(world.log).toContainEqual(
    expect.objectContaining({
      ...{ msg: 'the old desk could not be asked for a client', level: 40 },
      reason: `The upstream WHMCS at ${stub.host} broke the connection off`,
    }),
  );
  // Nobody knows whether it has the client, so it is asked again.
  CLIENTS[819] = { id: 819, firstname: 'Late', lastname: 'Comer', email: 'late@example.com' };
  stub.respond = (call, res) => answerJson(res, answer(call));
  await eventually(async () => (await world.call('OpenTicket', { ...opening, clientid: 819 })).result === 'success');
});

test('of many calls at once, one asks', async () => {
  CLIENTS[820] = { id: 820, firstname: 'Busy', lastname: 'Client', email: 'busy@example.com' };
  const calls = Array.from({ length: 8 }, () => world.done('OpenTicket', { ...opening, clientid: 820 }));
  await Promise.all(calls);
  expect(asked()).toEqual(['GetClientsDetails']);
});

test('a setting turns it off', async () => {
  CLIENTS[821] = { id: 821, firstname: 'A', lastname: 'B', email: 'a.b@example.com' };
  await world.done('SetConfigurationValue', { setting: 'UpstreamLookup', value: 'off' });
  expect(await world.call('OpenTicket', { ...opening, clientid: 821 })).toMatchObject({
    message: 'Client ID Not Found',
  });
  expect(asked()).toEqual([]);
  await world.done('ResetConfigurationValue', { setting: 'UpstreamLookup' });
  await world.done('OpenTicket', { ...opening, clientid: 821 });
});

test('a client who names another makes nobody ask', async () => {
  const { clientId } = await world.client();
  const fields = { ...opening, clientid: '822' };
  const parts = { dispatcher: world.desk.dispatcher, timeZone: 'UTC' };
  const call = { caller: clientCaller(clientId), action: 'OpenTicket', read: async () => ({ fields, files: [] }) };
  const performed = perform(parts, { ...call, address: '', how: { idFormat: 'number' } });
  await expect(performed).rejects.toThrow('Client ID Not Found');
  expect(asked()).toEqual([]);
});

test('an import finds what was looked up', async () => {
  CLIENTS[830] = { id: 830, firstname: 'Moved', lastname: 'Later', email: 'moved@example.com' };
  stub.respond = (call, res) => {
    const { action } = call;
    if (action === 'GetClientsDetails') return answerJson(res, answer(call));
    const product = [{ id: 130, clientid: 830, name: 'Hosting', status: 'Active' }];
    if (action === 'GetClientsProducts') return answerJson(res, { result: 'success', products: { product } });
    const domain = [{ id: 131, userid: 830, domainname: 'moved.example', status: 'Active' }];
    answerJson(res, { result: 'success', domains: { domain } });
  };
  await world.done('OpenTicket', { ...opening, clientid: 830, serviceid: 130 });
  await world.done('OpenTicket', { ...opening, clientid: 830, domainid: 131 });
  const records = {
    client: [{ sourceId: '830', firstName: 'Moved', lastName: 'Later', email: 'Moved@example.com' }],
    service: [
      { sourceId: '130', clientId: '830', name: 'Hosting', status: 'Active' },
      { sourceId: '132', clientId: '830', name: 'Hosting', status: 'Active' },
    ],
    domain: [{ sourceId: '131', clientId: '830', name: 'moved.example', status: 'Active' }],
  };
  const { runId } = await runImport(database.connection, oldDesk(records, { name: 'whmcs' }), {
    carriers: PEOPLE_CARRIERS,
    now: () => world.now,
  });
  const linked = await world.rows(
    "select kind, target_id, way from import_records where kind in ('client', 'service', 'domain') order by 1, 2",
  );
  expect(linked).toEqual([
    { kind: 'client', target_id: 830, way: 'linked' },
    { kind: 'domain', target_id: 131, way: 'linked' },
    { kind: 'service', target_id: 130, way: 'linked' },
    { kind: 'service', target_id: 132, way: 'inserted' },
  ]);
  const lines = await world.rows(
    "select kind, source_id from import_lines where run_id = $1 and reason = 'here already' and kind <> 'user' order by 1",
    [runId],
  );
  expect(lines).toEqual([
    { kind: 'client', source_id: '830' },
    { kind: 'domain', source_id: '131' },
    { kind: 'service', source_id: '130' },
  ]);
});
