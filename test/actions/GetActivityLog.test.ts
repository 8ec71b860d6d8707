import { expectAnswer } from '../support/answers';
import { asClient, ask } from '../support/doors';
import { itemsOf } from '../support/lists';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.desk.timeZone = 'Europe/Rome';
});

const list = async (params: Record<string, unknown> = {}) => itemsOf(await world.done('GetActivityLog', params));
const newest = async () => (await list({ limitnum: 1 }))[0];
const count = async () => (await world.done('GetActivityLog', { limitnum: 0 })).totalresults as number;
const GUEST = { deptid: '1', name: 'Guest', email: 'guest@example.com', subject: 'Subject', message: 'Message' };

describe('names the caller, the time and the address', () => {
  test('of a credential over HTTP', async () => {
    world.now = new Date('2027-01-31T22:59:59Z');
    const { json } = await world.post({ action: 'AddTicketType', name: 'Question' });
    const [credential] = await world.rows<{ id: number }>('select id from credentials where identifier = $1', [
      world.credentials.identifier,
    ]);
    const answer = await world.done('GetActivityLog', { limitnum: 1 });
    expectAnswer('GetActivityLog', answer);
    expect(itemsOf(answer)).toEqual([
      {
        id: expect.any(Number),
        clientId: 0,
        userId: 0,
        adminId: 0,
        date: '2027-01-31 23:59:59',
        description: `AddTicketType: typeid ${json!.typeid}`,
        username: world.credentials.identifier,
        ipaddress: '127.0.0.1',
        action: 'AddTicketType',
        caller: `credential:${credential!.id}`,
        changes: { change: [{ name: 'name', from: '', to: 'Question' }] },
        userid: 0,
      },
    ]);
  });

  test("of an administrator whose user name is also a credential's identifier", async () => {
    const adminId = await world.admin('jo');
    await world.done('UpdateTicketType', { typeid: 1, sortorder: 9 }, 'jo');
    expect(await newest()).toMatchObject({
      ...{ adminId, username: 'jo', caller: `local:staff:${adminId}`, ipaddress: '' },
      changes: { change: [{ name: 'sort_order', from: '1', to: '9' }] },
    });
    const credential = await world.credential(['*'], { admin: adminId });
    await world.post({ ...credential, action: 'UpdateTicketType', typeid: '1', sortorder: '1' });
    expect(await newest()).toMatchObject({ adminId, username: 'jo', ipaddress: '127.0.0.1' });
  });

  test('of a client at the API for clients, as the client concerned too', async () => {
    const { clientId } = await world.client();
    const opened = await ask(world, await asClient(world, clientId), 'POST', '/api/v2/keliweb/open-ticket', GUEST);
    expect(opened.status).toBe(200);
    expect(await newest()).toMatchObject({
      ...{ clientId, userid: clientId, adminId: 0, username: 'Client', caller: `client:${clientId}` },
      ...{ action: 'OpenTicket', ipaddress: '127.0.0.1' },
    });
  });

  test("of a guest's ticket, which concerns no client", async () => {
    const { id } = await world.ticket();
    expect(await newest()).toMatchObject({
      ...{ clientId: 0, action: 'OpenTicket', caller: 'local', username: 'System' },
      description: expect.stringContaining(String(id)),
      changes: { change: [{ name: 'guest', from: '', to: 'guest@example.com' }] },
    });
  });
});

describe('writes none for', () => {
  test('reading actions', async () => {
    const { id } = await world.ticket();
    const before = await count();
    await world.done('GetTicket', { ticketid: id });
    await world.post({ action: 'GetTickets' });
    expect(await count()).toBe(before);
  });

  test('refused and forbidden calls', async () => {
    const before = await count();
    await world.post({ action: 'AddTicketType' });
    await world.post({ action: 'AddTicketNote', ticketid: '999999', message: 'Note' });
    const weak = await world.credential(['gettickets']);
    await world.post({ ...weak, action: 'AddTicketType', name: 'New' });
    await world.post({ secret: 'wrong', action: 'AddTicketType', name: 'New' });
    expect(await count()).toBe(before);
  });

  test('a replayed answer', async () => {
    const before = await count();
    const key = { 'Idempotency-Key': 'once' };
    const call = () => world.post({ action: 'OpenTicket', ...GUEST }, key);
    const [first, again] = [await call(), await call()];
    expect(again.json).toEqual(first.json);
    expect(await count()).toBe(before + 1);
  });
});

describe('filters', () => {
  let clientid: number;
  let email: string;
  beforeAll(async () => {
    await world.change('delete from activity_log');
    clientid = (await world.client()).clientId;
    const [client] = await world.rows<{ email: string }>('select email from clients where id = $1', [clientid]);
    email = client!.email;
    await world.admin('ann_b');
    for (const [now, description, about, admin] of [
      // In Rome, the second and the third are of the 28th of March, a day of 23 hours.
      ['2027-03-27T22:59:59.999Z', 'the evening before', clientid, undefined],
      ['2027-03-27T23:00:00Z', 'the first moment', undefined, 'jo'],
      ['2027-03-28T21:59:59.999Z', 'the last 100% moment', clientid, 'ann_b'],
      ['2027-03-28T22:00:00Z', 'the morning after', undefined, 'ann_b'],
    ] as const) {
      world.now = new Date(now);
      await world.done('LogActivity', { description, clientid: about }, admin);
    }
    await world.post({ action: 'LogActivity', description: 'from elsewhere' });
    await world.change(`insert into users (email) values ('User@example.com')`);
    await world.change(
      `update activity_log set user_id = (select max(id) from users) where description = 'from elsewhere'`,
    );
  });

  const [EVENING, FIRST, LAST, MORNING, ELSEWHERE] = [
    'the evening before',
    'the first moment',
    'the last 100% moment',
    'the morning after',
    'from elsewhere',
  ];

  test.each<[string, () => Record<string, unknown>, number, string[]]>([
    ['none', () => ({}), 5, [ELSEWHERE, MORNING, LAST, FIRST, EVENING]],
    ['a page', () => ({ limitstart: 1, limitnum: 2 }), 5, [MORNING, LAST]],
    ['beyond', () => ({ limitstart: 5 }), 5, []],
    ['client', () => ({ clientid }), 2, [LAST, EVENING]],
    ['client 0', () => ({ clientid: '0' }), 5, [ELSEWHERE, MORNING, LAST, FIRST, EVENING]],
    ['a day', () => ({ date: '2027-03-28' }), 2, [LAST, FIRST]],
    ['a moment of the day', () => ({ date: '2027-03-28 12:00:00' }), 2, [LAST, FIRST]],
    ['a day of nothing', () => ({ date: '2026-03-28' }), 0, []],
    ['user', () => ({ user: 'NN_' }), 2, [MORNING, LAST]],
    ['user with other accents', () => ({ user: 'ÁNN' }), 2, [MORNING, LAST]],
    ['a day as WHMCS writes it', () => ({ date: '28/03/2027' }), 2, [LAST, FIRST]],
    ['a client by e-mail address', () => ({ user: ` ${email.toUpperCase()}` }), 2, [LAST, EVENING]],
    ['a part of an e-mail address', () => ({ user: email.slice(0, -1) }), 0, []],
    ['a user by e-mail address', () => ({ user: 'user@example.com' }), 1, [ELSEWHERE]],
    ['no pattern', () => ({ user: 'j_' }), 0, []],
    ['description', () => ({ description: '100% M' }), 1, [LAST]],
    ['description with other accents', () => ({ description: 'évening' }), 1, [EVENING]],
    ['no pattern either', () => ({ description: 'the%moment' }), 0, []],
    ['address', () => ({ ipaddress: '127.0.0.1' }), 1, [ELSEWHERE]],
    ['address in another spelling', () => ({ ipaddress: '::ffff:127.0.0.1' }), 1, [ELSEWHERE]],
    ['another address', () => ({ ipaddress: '127.0.0' }), 0, []],
    ['several', () => ({ clientid, date: '2027-03-28', user: 'ann_b' }), 1, [LAST]],
  ])('%s', async (_what, params, totalresults, descriptions) => {
    const answer = await world.done('GetActivityLog', params());
    expect(answer).toMatchObject({ totalresults, startnumber: params().limitstart ?? 0 });
    expect(itemsOf(answer).map(({ description }) => description)).toEqual(descriptions);
  });
});

test('filters by client, address and user use indexes', async () => {
  await world.change(
    `insert into activity_log (at, action, description, caller, username, address, user_id, client_id)
     select now(), 'OpenTicket', 'Ticket opened: id ' || n, 'local', 'name ' || n % 50, '10.0.0.' || n % 200, n, n
     from generate_series(1, 20000) n`,
  );
  await world.change('analyze activity_log');
  for (const where of [
    `username = any('{name 7}'::text[]) or client_id = any('{5}'::int[]) or user_id = any('{9}'::int[])`,
    `address = '10.0.0.7'`,
  ]) {
    const plan = await world.rows(`explain select count(*) from activity_log where ${where}`);
    expect(JSON.stringify(plan)).not.toContain('Seq Scan');
  }
});

testRefusals(world, 'GetActivityLog', [
  ...['today', '31/02/2027', '1/1/2027', '2027/01/31', '12/31/2027'].map((date) => ({
    message: 'Invalid Date Format',
    because: date,
    params: { date },
  })),
  { message: 'Parameter "limitnum" is out of range', params: { limitnum: -1 } },
]);
