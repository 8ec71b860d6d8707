import type { Source } from '../../../../src/moving/source';
import { type ApiOptions, openApi } from '../../../../src/moving/sources/whmcs/api';
import { MemorySink } from '../../../support/memory-sink';
import { useWorld } from '../../../support/world';

const world = useWorld();

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const files = (...names: string[]): string =>
  base64(JSON.stringify(names.map((name) => ({ name, data: base64(`in ${name}`) }))));

/** The options for reading the world through its own API. Small pages, so that lists have several. */
const options = (more: Partial<ApiOptions> = {}): ApiOptions => ({
  ...{ url: world.url, ...world.credentials, timeZone: 'UTC', now: () => world.now, pageSize: 9, pauseMs: 1 },
  ...more,
});

const opened: Source[] = [];

async function open(more: Partial<ApiOptions> = {}): Promise<Source> {
  await world.serve();
  const source = await openApi(options(more));
  opened.push(source);
  return source;
}

async function read(more: Partial<ApiOptions> = {}, sink = new MemorySink()): Promise<MemorySink> {
  await (await open(more)).read(sink, new AbortController().signal);
  return sink;
}

afterAll(() => Promise.all(opened.map((source) => source.close())));

describe('of a desk with tickets of every sort', () => {
  /** Ids by names. */
  const id: Record<string, number> = {};
  let sink: MemorySink;

  beforeAll(async () => {
    const made = async (action: string, params: Record<string, unknown>, member: string): Promise<number> =>
      Number((await world.done(action, params))[member]);
    id.sales = await world.department({ name: 'Sales & Käse' });
    await world.done('AddStatus', { title: 'Waiting', active: true, awaitingreply: false, color: '#123456' });
    await world.done('AddStatus', { title: 'Nobody', active: true });
    id.jo = await world.admin('jo', { departmentIds: [1, id.sales], email: 'jo@example.com' });
    id.group = await made(
      'AddClientGroup',
      { groupname: 'Gold', groupcolour: '#ffcc00', discountpercent: '12.5', susptermexempt: true },
      'groupid',
    );
    const { clientId, userId } = await world.client('Ann Lee');
    Object.assign(id, { client: clientId, owner: userId });
    await world.done('UpdateClient', {
      ...{ clientid: clientId, companyname: 'Lee & Söhne', city: 'Köln', country: 'DE', phonenumber: '0221 555' },
      ...{ groupid: id.group, notes: 'Two\nlines', language: 'german', taxexempt: true, marketingoptin: true },
    });
    id.user = await made(
      'AddUser',
      { firstname: 'Uma', lastname: 'Ray', email: 'uma@example.com', password2: 'correct horse battery' },
      'user_id',
    );
    await world.change(`insert into client_users (client_id, user_id, is_owner, permissions)
      values (${clientId}, ${id.user}, false, '{tickets,products}')`);
    id.contact = await world.contact(clientId);
    id.service = await made(
      'AddService',
      {
        ...{ clientid: clientId, name: 'Hosting', pid: 7, domain: 'example.com', recurring: '9.95', status: 'Active' },
        ...{ recurringamount: '9.95', regdate: '2026-01-31', qty: 2 },
      },
      'serviceid',
    );
    id.domain = await made(
      'AddDomain',
      { clientid: clientId, domainname: 'example.com', regdate: '2026-01-31', regperiod: 2, idprotection: true },
      'domainid',
    );
    id.category = await made('AddPredefinedReplyCategory', { name: 'Billing' }, 'categoryid');
    await world.done('AddPredefinedReply', { categoryid: id.category, name: 'Paid', reply: 'It has\narrived.' });
    await world.done('AddAnnouncement', {
      ...{
        date: '2026-03-01 10:00:00',
        title: 'Maintenance',
        announcement: '<p>On Sunday &amp; Monday</p>',
        published: true,
      },
    });

    const open = async (name: string, params: Record<string, unknown>) => {
      id[name] = (await world.ticket({ subject: `About ${name}`, ...params })).id;
    };
    await open('guest', {
      ...{ name: 'Gus "Guest" Öz', email: 'gus@example.com', message: 'First\r\n  <b>bold</b> 😀', priority: 'High' },
      ...{ attachments: files('one.txt', 'zwei ö.pdf'), created: '2026-02-03 04:05:06' },
    });
    await world.done('UpdateTicket', { ticketid: id.guest, cc: 'a@example.com,b@example.com', flag: id.jo });
    await open('by owner', { clientid: clientId, userid: userId, deptid: id.sales, serviceid: id.service });
    await open('by member', { clientid: clientId, userid: id.user, domainid: id.domain });
    await open('by contact', { clientid: clientId, contactid: id.contact });
    await world.done(
      'OpenTicket',
      { deptid: 1, clientid: clientId, subject: 'By staff', message: 'For you', admin: true },
      'jo',
    );
    const [byStaff] = await world.rows<{ id: number }>(`select id from tickets where subject = 'By staff'`);
    id.staff = byStaff?.id ?? 0;
    await open('closed', { message: 'Done?' });
    await world.done('UpdateTicket', { ticketid: id.closed, status: 'Closed' });
    await open('waiting', {});
    await world.done('UpdateTicket', { ticketid: id.waiting, status: 'Waiting' });
    await open('deleted', {});
    await world.done('DeleteTicket', { ticketid: id.deleted });
    await open('merged', { message: 'Moves' });
    await world.done('MergeTicket', { ticketid: id.closed, mergeticketids: String(id.merged) });
    await world.done('AddTicketReply', {
      ticketid: id.guest,
      adminusername: 'jo',
      message: 'Hello',
      attachments: files('r.txt'),
    });
    await world.done('AddTicketReply', {
      ticketid: id.guest,
      name: 'Gus',
      email: 'gus@example.com',
      message: 'Thanks',
    });
    await world.done('AddTicketNote', { ticketid: id.guest, message: 'A *note*', attachments: files('n.txt') }, 'jo');
    const [staffReply] = await world.rows<{ id: number }>(`select id from messages where body = 'Hello'`);
    id.staffReply = staffReply?.id ?? 0;
    await world.change(
      `insert into message_ratings (message_id, stars, first_rated_at, rated_at) values (${id.staffReply}, 4, now(), now())`,
    );
    for (let number = 0; number < 14; number++) await open(`more ${number}`, {});
    sink = await read();
  });

  test('reads every ticket with number, code and dates', async () => {
    const rows = await world.rows<Record<string, unknown>>(
      `select t.id::text as "sourceId", t.number, t.access_code as "accessCode", t.department_id::text as "departmentId",
         t.subject, lower(s.title) as "statusId", lower(p.name) as "priorityId", t.client_id::text as "clientId",
         t.user_id::text as "userId", t.contact_id::text as "contactId", t.assignee_id::text as "assigneeId",
         t.service_id::text as "serviceId", t.domain_id::text as "domainId",
         date_trunc('second', t.created_at) as "createdAt", date_trunc('second', t.last_reply_at) as "lastReplyAt"
       from tickets t join statuses s on s.id = t.status_id join priorities p on p.id = t.priority_id
       where t.deleted_at is null and t.merged_into_id is null order by t.id`,
    );
    expect(rows.length).toBe(21);
    expect(sink.all('ticket')).toEqual(rows.map((row) => expect.objectContaining(row)));
  });

  test('reads every message, the opening one first', async () => {
    const rows = await world.rows<Record<string, unknown>>(
      `select case when o.id is null then m.id::text else 't' || t.id end as "sourceId",
         m.ticket_id::text as "ticketId", o.id is not null as "isFirst", m.body,
         date_trunc('second', m.created_at) as "createdAt"
       from messages m join tickets t on t.id = m.ticket_id
         left join lateral (select min(o.id) as id from messages o where o.ticket_id = t.id) o on o.id = m.id
       where t.deleted_at is null`,
    );
    const messages = new Map(sink.all('message').map((message) => [message.sourceId, message]));
    expect(messages.size).toBe(rows.length);
    for (const row of rows) {
      const body = String(row.body).replaceAll('\r\n', '\n');
      expect(messages.get(String(row.sourceId))).toEqual(expect.objectContaining({ ...row, body }));
    }
  });

  test('knows who wrote', () => {
    const author = (sourceId: string | number) => {
      const { staffId, staffName, contactId, userId, clientId, authorName, authorEmail } = sink.one(
        'message',
        sourceId,
      );
      return { staffId, staffName, contactId, userId, clientId, authorName, authorEmail };
    };
    const none = { staffId: null, staffName: null, contactId: null, userId: null, clientId: null };
    const clientId = String(id.client);
    expect(author(`t${id.guest}`)).toEqual({ ...none, authorName: 'Gus "Guest" Öz', authorEmail: 'gus@example.com' });
    expect(author(`t${id['by owner']}`)).toMatchObject({
      ...none,
      clientId,
      userId: String(id.owner),
    });
    expect(author(`t${id['by member']}`)).toMatchObject({
      ...none,
      clientId,
      userId: String(id.user),
      authorName: 'Uma Ray',
    });
    expect(author(`t${id['by contact']}`)).toMatchObject({ ...none, clientId, contactId: String(id.contact) });
    expect(author(id.staffReply ?? 0)).toMatchObject({ ...none, staffId: String(id.jo), staffName: 'Jo Admin' });
    expect(sink.one('ticket', id.staff ?? 0)).toMatchObject({
      ...{ openedByStaffId: String(id.jo), openedByStaffName: 'Jo Admin', clientId },
    });
  });

  test('reads copies, ratings and notes', () => {
    expect(sink.one('ticket', id.guest ?? 0).cc).toEqual(['a@example.com', 'b@example.com']);
    expect(sink.one('message', id.staffReply ?? 0).rating).toBe(4);
    expect(sink.all('note')).toEqual([
      expect.objectContaining({ ticketId: String(id.guest), staffId: String(id.jo), body: 'A *note*' }),
    ]);
  });

  test('reads the files of tickets, replies and notes', async () => {
    const found = sink.all('attachment').map(({ sourceId, filename }) => [sourceId, filename]);
    const [note] = sink.all('note');
    expect(Object.fromEntries(found)).toEqual({
      [`message:t${id.guest}:0`]: 'one.txt',
      [`message:t${id.guest}:1`]: 'zwei ö.pdf',
      [`message:${id.staffReply}:0`]: 'r.txt',
      [`note:${note?.sourceId}:0`]: 'n.txt',
    });
    const source = await open();
    for (const { sourceId, filename, place } of sink.all('attachment')) {
      const asked = { sourceId, filename: filename ?? '', place: place ?? '' };
      const bytes = await source.file(asked, new AbortController().signal);
      expect(bytes?.toString()).toBe(`in ${filename}`);
    }
    const missing = { sourceId: '', filename: '', place: 'ticket/999999/0' };
    expect(await source.file(missing, new AbortController().signal)).toBeUndefined();
  });

  test('reads the desk', () => {
    expect(sink.all('department')).toContainEqual(
      expect.objectContaining({ sourceId: String(id.sales), name: 'Sales & Käse' }),
    );
    expect(sink.one('status', 'waiting')).toMatchObject({ title: 'Waiting', isActive: true, isAwaitingReply: false });
    expect(sink.one('status', 'open')).toMatchObject({ isActive: true, isAwaitingReply: true, isClosed: false });
    expect(sink.one('status', 'closed')).toMatchObject({ isActive: false, isAwaitingReply: false, isClosed: true });
    expect(sink.one('status', 'nobody')).toMatchObject({ isActive: null, isAwaitingReply: null });
    expect(sink.one('staff', id.jo ?? 0)).toMatchObject({
      ...{
        username: 'jo',
        firstName: 'Jo',
        lastName: 'Admin',
        departmentIds: ['1', String(id.sales)],
        disabled: false,
      },
    });
    expect(sink.all('predefinedReply')).toEqual([
      expect.objectContaining({ name: 'Paid', body: 'It has\narrived.', categoryId: String(id.category) }),
    ]);
    expect(sink.all('announcement')).toEqual([
      expect.objectContaining({
        ...{ title: 'Maintenance', body: '<p>On Sunday &amp; Monday</p>', published: true },
        announcedAt: new Date('2026-03-01T10:00:00Z'),
      }),
    ]);
  });

  test('reads the people', () => {
    expect(sink.one('clientGroup', id.group ?? 0)).toMatchObject({
      ...{ name: 'Gold', color: '#ffcc00', discountPercent: '12.50', suspendExempt: true, separateInvoices: false },
    });
    expect(sink.one('client', id.client ?? 0)).toMatchObject({
      ...{ firstName: 'Ann', lastName: 'Lee', company: 'Lee & Söhne', city: 'Köln', country: 'DE', phone: '0221 555' },
      ...{ groupId: String(id.group), notes: 'Two\nlines', language: 'german', marketingOptIn: true },
      billingFlags: { taxexempt: true },
    });
    expect(sink.one('user', id.user ?? 0)).toMatchObject({
      firstName: 'Uma',
      lastName: 'Ray',
      email: 'uma@example.com',
    });
    expect(sink.one('clientUser', `${id.client}:${id.user}`)).toMatchObject({
      ...{ isOwner: false, permissions: ['products', 'tickets'] },
    });
    expect(sink.one('contact', id.contact ?? 0)).toMatchObject({
      clientId: String(id.client),
      email: 'con.tact@example.com',
    });
    expect(sink.one('service', id.service ?? 0)).toMatchObject({
      ...{ clientId: String(id.client), name: 'Hosting', productId: 7, domain: 'example.com', recurring: '9.95' },
      ...{ quantity: 2, registeredOn: '2026-01-31', nextDueOn: null },
    });
    expect(sink.one('domain', id.domain ?? 0)).toMatchObject({
      ...{ clientId: String(id.client), name: 'example.com', years: 2, idProtection: true, doNotRenew: false },
    });
  });

  test('says what stays behind', () => {
    expect(sink.because('not in the API').length).toBeGreaterThan(10);
    expect(sink.because('merged')).toEqual([
      expect.objectContaining({ line: 'stays', kind: 'ticket', sourceId: String(id.merged) }),
    ]);
    expect(sink.because('unknown flags').map(({ title }) => title)).toEqual(['Nobody']);
    expect(sink.because('time zone')).toEqual([]);
  });

  test('reads in a second run only what changed', async () => {
    // Later than the time in which every ticket is read again.
    world.now = new Date(world.now.getTime() + 30 * 86_400_000);
    await world.change(`update tickets set status_id = (select id from statuses where title = 'Closed')
      where subject like 'About more%'`);
    const first = await read();
    world.now = new Date(world.now.getTime() + 86_400_000);
    await world.done('AddTicketReply', {
      ticketid: id['more 3'],
      message: 'Again',
      name: 'Gus',
      email: 'gus@example.com',
    });
    const second = await read({}, new MemorySink(first.stamps));
    const again = second.all('ticket').map(({ sourceId }) => Number(sourceId));
    // All that are open, because notes and edits do not show in the list.
    const working = ['guest', 'by owner', 'by member', 'by contact', 'staff', 'waiting', 'more 3'].map(
      (name) => id[name],
    );
    expect(again.sort()).toEqual(working.sort());
    // Twenty-one that are listed, and the merged one.
    expect(second.unchanged.length).toBe(22 - working.length);
    const third = await read({}, new MemorySink(second.stamps));
    expect(third.all('ticket')).toEqual([]);
    expect(third.unchanged.length).toBe(22);
  });

  test('says so when the old server lives in another time zone', async () => {
    const { lines } = await read({ timeZone: 'Asia/Kolkata' });
    expect(lines).toContainEqual(expect.objectContaining({ line: 'differs', reason: 'time zone' }));
  });
});
