import { allDelivered } from '../../support/all-delivered';
import { testDoorRefusals } from '../../support/doors';
import { someoneWaits } from '../../support/eventually';
import { type ApiUser, clientUser, dataOf, staffUser } from '../../support/helpdeskeddy';
import { makeSampleFields, SAMPLE_ANSWER, SAMPLE_REQUEST } from '../../support/helpdeskeddy-samples';
import { bytes, MULTIPART, multipartBody, type Part, URLENCODED } from '../../support/requests';
import { type HttpAnswer, refuseUnknown, useWorld } from '../../support/world';

const world = useWorld((config) => {
  const attachmentExtensions = new Set(['txt']);
  config.desk = { ...config.desk, attachmentExtensions, attachmentMaxBytes: 100, attachmentMaxFiles: 2 };
  config.rateLimit.requestsPerMinute = 100_000;
  refuseUnknown(config);
});

let jo: ApiUser;
let kim: ApiUser;
let ann: ApiUser;
let bob: ApiUser;
let billing: number;
let strict: number;
let bobsTicket: number;

const NEW = { title: 'Title', description: 'Text' };

const create = (by: ApiUser, body: unknown): Promise<HttpAnswer> => by.ask('POST', '/tickets/', body);
const created = (by: ApiUser, body: Record<string, unknown> = {}) => dataOf(create(by, { ...NEW, ...body }));
const forAnn = (body: Record<string, unknown> = {}) => created(jo, { user_id: ann.id, ...body });

/** The first message of a ticket. */
async function firstMessage(ticketId: unknown) {
  const [row] = await world.rows('select * from messages where ticket_id = $1 and is_first', [ticketId]);
  return row!;
}

/** Sends a form as it is. */
const form = (by: ApiUser, body: string | Buffer, type: string): Promise<HttpAnswer> =>
  world.send('/api/v2/tickets/', {
    ...bytes(body, type),
    headers: { ...by.headers, 'Content-Type': type },
  });

beforeAll(async () => {
  world.now = new Date('2025-11-21T09:40:47Z');
  await world.done('AddSpamFilter', { type: 'sender', pattern: 'blocked@example.com' });
  jo = await staffUser(world, 'Administrator', { email: SAMPLE_ANSWER.data.owner_email });
  ann = await clientUser(world, 'user1');
  await world.change(`update staff set first_name = 'Administrator', last_name = ''`);
  await world.change(`update departments set name = 'Support Department'`);
  await world.ticket();
  await makeSampleFields(world);
});

test('answers the published sample with every member of the published answer, in its order', async () => {
  const answer = await create(jo, SAMPLE_REQUEST);
  expect(answer.status).toBe(200);
  const expected = {
    data: {
      ...SAMPLE_ANSWER.data,
      user_email: ann.email,
      unique_id: (answer.json!.data as { unique_id: string }).unique_id,
      // The source's ticket was changed later.
      date_updated: '2025-11-21 09:40:47',
    },
  };
  // As text, so that the order counts.
  expect(answer.text).toBe(JSON.stringify(expected));
  expect(expected.data.unique_id).toMatch(/^[A-Z]{3}-2$/);
  expect(await firstMessage(2)).toMatchObject({ body: 'Ticket Description', format: 'html', author_kind: 'client' });
});

describe('for staff', () => {
  beforeAll(async () => {
    [kim, bob] = [await staffUser(world, 'kim'), await clientUser(world, 'Bob Ray')];
    billing = await world.department({ name: 'Billing', preventClientClosure: true });
    bobsTicket = (await created(bob)).id as number;
    strict = await world.department({ name: 'Strict' });
    await world.customField({ name: 'Needed', type: 'text', required: true, departmentId: strict });
  });

  test('omitted parameters get the defaults of the desk', async () => {
    expect(await forAnn()).toMatchObject({
      pid: 0,
      source: 'system',
      status_id: 'open',
      priority_id: 3,
      type_id: 0,
      department_id: 1,
      owner_id: 0,
      owner_name: '',
      owner_lastname: '',
      user_id: ann.id,
      cc: [],
      bcc: [],
      followers: [],
      ticket_lock: 0,
      sla_date: '',
      sla_flag: 0,
      freeze_date: null,
      custom_fields: [],
      tags: [],
    });
  });

  test('copies to people who are objects with an address', async () => {
    const cc = [{ name: 'One', email: 'one@example.com' }, 'two@example.com'];
    expect(await forAnn({ cc })).toMatchObject({ cc: ['one@example.com', 'two@example.com'] });
  });

  test('copies to addresses that were copied with invisible characters or lost their plus', async () => {
    const cc = ['one@example.com\u200b', 'two a@example.com'];
    expect(await forAnn({ cc })).toMatchObject({ cc: ['one@example.com', 'two+a@example.com'] });
  });

  test('null in a list for nobody', async () => {
    const lists = { cc: ['one@example.com', null], bcc: [null], tags: [null, 'a'] };
    expect(await forAnn(lists)).toMatchObject({ cc: ['one@example.com'], bcc: [], tags: ['a'] });
  });

  test.each([
    ['null for nothing', null],
    ['empty text for nothing', ''],
  ])('%s', async (_what, nothing) => {
    const names = [
      'pid',
      'sla_date',
      'status_id',
      'priority_id',
      'type_id',
      'department_id',
      'ticket_lock',
      'owner_id',
    ];
    const empty = Object.fromEntries(
      [...names, 'cc', 'bcc', 'followers', 'tags', 'user_email'].map((name) => [name, nothing]),
    );
    expect(await forAnn({ ...empty, custom_fields: { 96: nothing, 99: nothing, 100: { 1: 0 } } })).toMatchObject({
      status_id: 'open',
      priority_id: 3,
      type_id: 0,
      department_id: 1,
      owner_id: 0,
      sla_date: '',
      followers: [],
      custom_fields: [],
    });
  });

  test.each([
    // The published sample of the PHP SDK.
    ['01.01.1970 00:00', { freeze_date: '01.01.1970 00:00', freeze: 0 }],
    ['31.01.2027 09:05', { freeze_date: '31.01.2027 09:05', freeze: 1 }],
    ['2027-01-31 09:05:00', { freeze_date: '31.01.2027 09:05', freeze: 1 }],
    ['', { freeze_date: null, freeze: 0 }],
    [null, { freeze_date: null, freeze: 0 }],
    ['null', { freeze_date: null, freeze: 0 }],
  ])('postpones the ticket until %j', async (freeze_date, expected) => {
    expect(await forAnn({ freeze_date })).toMatchObject(expected);
  });

  test.each([
    ['31.01.2096 09:05', ['TicketOpen', 'TicketSnoozed']],
    ['01.01.1970 00:00', ['TicketOpen']],
  ])('tells of a ticket that is postponed until %s', async (freeze_date, expected) => {
    await world.events();
    await forAnn({ freeze_date });
    expect(await world.events()).toEqual(expected);
  });

  test('takes everything at once, in every spelling', async () => {
    const ticket = await forAnn({
      pid: bobsTicket,
      sla_date: '31.01.2027 09:05',
      status_id: 'process',
      priority_id: '2',
      type_id: '3',
      department_id: String(billing),
      ticket_lock: 'true',
      owner_id: String(kim.id),
      cc: ['one@example.com', 'two@example.com', 'one@example.com'],
      bcc: ['three@example.com'],
      followers: [String(kim.id), jo.id],
      tags: ['red', 7],
    });
    expect(ticket).toMatchObject({
      pid: bobsTicket,
      sla_date: '31.01.2027 09:05',
      status_id: 'process',
      priority_id: 2,
      type_id: 3,
      department_id: billing,
      department_name: 'Billing',
      ticket_lock: 1,
      owner_id: kim.id,
      owner_name: 'Jo',
      owner_lastname: 'Admin',
      cc: ['one@example.com', 'two@example.com'],
      bcc: ['three@example.com'],
      followers: [jo.id, kim.id],
      tags: ['red', '7'],
    });
    const [row] = await world.rows('select * from tickets where id = $1', [ticket.id]);
    expect(row).toMatchObject({ source: 'helpdeskeddy', prevent_client_closure: true });
  });

  test.each([
    ['true', true, 1],
    ['1', 1, 1],
    ['"1"', '1', 1],
    ['"true"', 'true', 1],
    ['false', false, 0],
    ['0', 0, 0],
    ['"0"', '0', 0],
    ['"false"', 'false', 0],
  ])('ticket_lock %s', async (_text, sent, shown) => {
    expect(await forAnn({ ticket_lock: sent })).toMatchObject({ ticket_lock: shown });
  });

  test('accepts type 0', async () => {
    expect(await forAnn({ type_id: 0 })).toMatchObject({ type_id: 0 });
  });

  test('a ticket is overdue from its due date on, unless it is closed', async () => {
    const overdue = { sla_date: '21.11.2025 09:40' };
    expect(await forAnn(overdue)).toMatchObject({ sla_flag: 1 });
    expect(await forAnn({ sla_date: '21.11.2025 09:41' })).toMatchObject({ sla_flag: 0 });
    expect(await forAnn({ ...overdue, status_id: 'closed' })).toMatchObject({ sla_flag: 0 });
  });

  test('emits the events of the verbs', async () => {
    await world.events();
    await forAnn({ status_id: 'closed', owner_id: kim.id });
    expect((await world.events()).sort()).toEqual(['TicketClose', 'TicketFlagged', 'TicketOpen', 'TicketStatusChange']);
    await forAnn({ create_from_user: 0 });
    expect(await world.events()).toEqual(['TicketOpenAdmin']);
  });

  test('a ticket opened as closed has the current time as its closing time', async () => {
    const { id } = await forAnn({ status_id: 'closed' });
    expect(await world.rows('select closed_at from tickets where id = $1', [id])).toEqual([{ closed_at: world.now }]);
  });

  describe('the author of the first message', () => {
    test.each([undefined, 1, true, '1', 'true'])('is the client: create_from_user %p', async (create_from_user) => {
      const { id } = await forAnn({ ...(create_from_user !== undefined && { create_from_user }) });
      expect(await firstMessage(id)).toMatchObject({ author_kind: 'client', client_id: ann.id, staff_id: null });
    });

    test.each([0, false, '0', 'false'])('is the caller: create_from_user %p', async (create_from_user) => {
      const ticket = await forAnn({ create_from_user });
      expect(ticket).toMatchObject({ user_id: ann.id, user_name: 'user1' });
      expect(await firstMessage(ticket.id)).toMatchObject({
        author_kind: 'staff',
        client_id: ann.id,
        staff_id: jo.rowId,
      });
    });
  });

  describe('the requester', () => {
    test('is found by user_id before user_email', async () => {
      expect(await created(jo, { user_id: ann.id, user_email: 'new1@example.com' })).toMatchObject({ user_id: ann.id });
      expect(await world.rows(`select 1 from clients where email = 'new1@example.com'`)).toEqual([]);
    });

    test('is found by a known address, in any letter case', async () => {
      expect(await created(jo, { user_email: ` ${bob.email.toUpperCase()} ` })).toMatchObject({ user_id: bob.id });
    });

    test('is added for an unknown address, once for two simultaneous tickets', async () => {
      const body = { user_email: 'New.One@example.com' };
      const [one, two] = await Promise.all([created(jo, body), created(kim, body)]);
      expect(one).toMatchObject({ user_id: two.user_id, user_name: 'New.One', user_lastname: '' });
      const clients = await world.rows(`select id, email from clients where lower(email) = 'new.one@example.com'`);
      expect(clients).toEqual([{ id: one.user_id, email: 'New.One@example.com' }]);
      const users = await world.rows('select is_owner from client_users where client_id = $1', [one.user_id]);
      expect(users).toEqual([{ is_owner: true }]);
    });

    test('without one: the client with the address of the caller, created the first time', async () => {
      const first = await created(kim);
      expect(first).toMatchObject({ user_name: 'Jo', user_lastname: 'Admin' });
      expect(await created(kim, { user_id: 0, user_email: '' })).toMatchObject({ user_id: first.user_id });
      const clients = await world.rows('select id from clients where email = $1', [kim.email]);
      expect(clients).toEqual([{ id: first.user_id }]);
    });
  });

  test('a ticket may go to a department the opener does not work in, who still sees the answer', async () => {
    const lee = await staffUser(world, 'lee', { departmentIds: [billing] });
    expect(await created(lee, { user_id: ann.id })).toMatchObject({ department_id: billing });
    const ticket = await created(lee, { user_id: ann.id, department_id: 1 });
    expect(ticket).toMatchObject({ department_id: 1 });
    expect((await lee.ask('GET', `/tickets/${ticket.id}`)).status).toBe(404);
  });

  test("uses the desk's default department", async () => {
    await world.done('SetConfigurationValue', { setting: 'TicketDefaultDepartment', value: billing });
    const ticket = await forAnn();
    await world.done('ResetConfigurationValue', { setting: 'TicketDefaultDepartment' });
    expect(ticket).toMatchObject({ department_id: billing });
  });

  test('cleans the HTML of the description for every API', async () => {
    const { id } = await forAnn({ description: '<p onclick="x()">Hi <script>alert(1)</script><b>you</b></p>' });
    const answer = await world.done('GetTicket', { ticketid: id });
    expect(JSON.stringify(answer)).toContain('Hi you');
    expect(JSON.stringify(answer)).not.toContain('script');
  });

  test('gives the first answer again for an Idempotency-Key', async () => {
    const headers = { ...jo.headers, 'Content-Type': 'application/json', 'Idempotency-Key': 'create-once' };
    const body = JSON.stringify({ ...SAMPLE_REQUEST, sla_date: '01.02.2026 00:00' });
    const send = () => world.send('/api/v2/tickets', { method: 'POST', headers, body });
    const [first, second] = [await send(), await send()];
    expect(first.text).toBe(second.text);
    expect(first.json).toMatchObject({ data: { sla_date: '01.02.2026 00:00', date_created: '2025-11-21 09:40:47' } });
    expect(second.headers.get('idempotency-replayed')).toBe('true');
  });
});

describe('custom fields', () => {
  const fieldsOf = async (custom_fields: unknown) => (await forAnn({ custom_fields })).custom_fields;

  test.each<[string, unknown, unknown]>([
    ['text', { 96: ' as it is ' }, { id: 96, field_type: 'text', field_value: ' as it is ' }],
    ['a number stays text', { 98: -1.5 }, { id: 98, field_type: 'number', field_value: '-1.5' }],
    ['a checkbox', { 104: true }, { id: 104, field_type: 'checkbox', field_value: 1 }],
    ['a button', { 105: 1 }, { id: 105, field_type: 'button', field_value: 1 }],
    [
      'names in other languages',
      { 99: 193 },
      { id: 99, field_type: 'select', field_value: { id: 193, name: { en: 'Meaning 2', ru: 'Два', ua: 'Дві' } } },
    ],
    [
      'the upper level of a hierarchy',
      { 100: { 1: 198, 2: 0 } },
      {
        id: 100,
        field_type: 'hierarchy',
        field_value: { 1: { id: 198, name: { en: 'First-level parent element', ru: '', ua: '' } } },
      },
    ],
  ])('%s', async (_what, sent, shown) => {
    expect(await fieldsOf(sent)).toEqual([shown]);
  });

  test.each([
    ['an unticked box', { 104: 0 }],
    ['an empty hierarchy', { 100: { 1: 0 } }],
    ['none', {}],
  ])('refuses %s as a value', async (_what, sent) => {
    expect(await fieldsOf(sent)).toEqual([]);
  });
});

describe('forms', () => {
  const FIELDS = 'custom_fields[99]=192&custom_fields[100][1]=198&custom_fields[100][2]=204&custom_fields[98]=7';
  const SHOWN = [
    { id: 98, field_type: 'number', field_value: '7' },
    { id: 99, field_value: { id: 192 } },
    { id: 100, field_value: { 1: { id: 198 }, 2: { id: 204 } } },
  ];

  test('urlencoded, as PHP writes it', async () => {
    const body = `title=T&description=D&user_id=${ann.id}&ticket_lock=1&create_from_user=0&followers[0]=${jo.id}&tags[]=a&tags[]=2&cc[5]=one%40example.com&${FIELDS}`;
    expect(await dataOf(form(jo, body, URLENCODED))).toMatchObject({
      ticket_lock: 1,
      followers: [jo.id],
      tags: ['a', '2'],
      cc: ['one@example.com'],
      custom_fields: SHOWN,
    });
  });

  test('opens the ticket without custom fields that JavaScript has lost', async () => {
    const body = `title=T&description=D&user_id=${ann.id}&custom_fields=%5Bobject+Object%5D`;
    const answer = await form(jo, body, URLENCODED);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-hatchdesk-ignored')).toBe('custom_fields: unreadable');
  });

  test('multipart, with files under any name', async () => {
    const pairs = [...new URLSearchParams(`title=Тема&description=D&user_id=${ann.id}&${FIELDS}`)];
    const parts: Part[] = pairs.map(([name, value]) => ({ name, value }));
    const files: Part[] = [
      { name: 'files[0]', filename: 'один.txt', type: 'text/plain', value: 'first' },
      { name: 'files[1]', filename: 'two.txt', type: 'text/plain', value: 'second' },
    ];
    const ticket = await dataOf(form(jo, multipartBody([...parts, ...files]), MULTIPART));
    expect(ticket).toMatchObject({ title: 'Тема', custom_fields: SHOWN });
    expect(
      await world.rows(
        `select a.filename, convert_from(c.bytes, 'UTF8') as text from attachments a
           join attachment_contents c on c.attachment_id = a.id join messages m on m.id = a.message_id
         where m.ticket_id = $1 and m.is_first order by a.position`,
        [ticket.id],
      ),
    ).toEqual([
      { filename: 'один.txt', text: 'first' },
      { filename: 'two.txt', text: 'second' },
    ]);
  });
});

describe('for a client', () => {
  let secret: number;

  beforeAll(async () => {
    secret = await world.customField({ name: 'Secret', type: 'text', staffOnly: true });
  });

  test("is the client's own, seen by the client", async () => {
    const ticket = await created(ann);
    expect(ticket).toMatchObject({ user_id: ann.id, viewed_by_staff: 0, viewed_by_client: 1 });
    expect(await firstMessage(ticket.id)).toMatchObject({ author_kind: 'client', client_id: ann.id });
  });

  test("may name the client's own id and address", async () => {
    expect(await created(ann, { user_id: ann.id, user_email: bob.email })).toMatchObject({ user_id: ann.id });
    expect(await created(ann, { user_email: ann.email.toUpperCase() })).toMatchObject({ user_id: ann.id });
  });

  test('parameters for staff only are ignored', async () => {
    const ticket = await created(ann, {
      owner_id: kim.id,
      followers: [999_999],
      status_id: 'nonsense',
      sla_date: '31.01.2027 09:00',
      freeze_date: '31.01.2027 09:00',
      ticket_lock: 1,
      create_from_user: 0,
      tags: ['a'],
      pid: bobsTicket,
    });
    expect(ticket).toMatchObject({
      owner_id: 0,
      followers: [],
      status_id: 'open',
      sla_date: '',
      freeze_date: null,
      ticket_lock: 0,
      tags: [],
      pid: 0,
    });
    expect(await firstMessage(ticket.id)).toMatchObject({ author_kind: 'client' });
  });

  test('takes priority, type, department, copies and a parent of its own', async () => {
    const parent = await created(ann);
    const sent = { pid: parent.id, priority_id: 1, type_id: 2, department_id: billing, cc: ['c@example.com'] };
    const ticket = await created(ann, { ...sent, bcc: ['hidden@example.com'] });
    expect(ticket).toMatchObject({ ...sent, bcc: [] });
    expect(await dataOf(jo.ask('GET', `/tickets/${ticket.id}`))).toMatchObject({ bcc: ['hidden@example.com'] });
  });

  test('fields for staff only do not exist for clients', async () => {
    const refused = await create(ann, { ...NEW, custom_fields: { [secret]: 'x' } });
    const unknown = await create(ann, { ...NEW, custom_fields: { [secret + 1]: 'x' } });
    expect(refused.status).toBe(400);
    expect(refused.text.replaceAll(String(secret), '#')).toBe(unknown.text.replaceAll(String(secret + 1), '#'));
  });

  test("answers another client's id or address like a missing one", async () => {
    const ids = [bob.id, 999_999].map((user_id) => create(ann, { ...NEW, user_id }));
    const [foreign, missing] = await Promise.all(ids);
    expect([foreign!.status, foreign!.text]).toEqual([missing!.status, missing!.text]);
    const emails = [bob.email, 'nobody@example.com'].map((user_email) => create(ann, { ...NEW, user_email }));
    const [known, unknown] = await Promise.all(emails);
    expect([known!.status, known!.text]).toEqual([unknown!.status, unknown!.text]);
  });
});

const refusing = (message: string, change: Record<string, unknown>, because?: string) => ({
  message,
  ...(because !== undefined && { because }),
  request: () => create(jo, { ...NEW, user_id: ann.id, ...change }),
});
const asAnn = (message: string, change: Record<string, unknown>) => ({
  message,
  because: 'to a client',
  request: () => create(ann, { ...NEW, ...change }),
});
const many = (count: number, of: (index: number) => string) => Array.from({ length: count }, (_, index) => of(index));
const upload = (message: string, files: Part[]) => ({
  message,
  request: () =>
    form(
      jo,
      multipartBody([
        { name: 'title', value: 'T' },
        { name: 'description', value: 'D' },
        { name: 'user_id', value: String(ann.id) },
        ...files,
      ]),
      MULTIPART,
    ),
});
const file = (filename: string, value = 'text'): Part => ({ name: 'files[]', filename, value });
const DUE = 'Parameter "sla_date" must be a date and time such as 31.01.2027 09:00, or empty';

/** A desk without departments. */
const bareWorld = useWorld();
let bareStaff: ApiUser;
let nemo: ApiUser;
beforeAll(async () => {
  bareStaff = await staffUser(bareWorld, 'jo');
  await bareWorld.change('delete from departments');
  nemo = await staffUser(world, 'nemo');
});

/**
 * Opens a ticket by a member of staff whose e-mail address is removed between the check of the API key and the lookup of
 * the address. The lock holds the call there, because the desk has to load the priorities again. The address is put back
 * afterwards.
 */
async function createWithoutAddress(): Promise<HttpAnswer> {
  const setEmail = 'update staff set email = $2 where id = $1';
  // The mail of earlier tickets would wait for the lock, too.
  await allDelivered(world);
  const { call } = await world.desk.database.transaction('write', async (db) => {
    await db.query('lock table priorities in access exclusive mode');
    world.desk.forget();
    const started = create(nemo, NEW);
    await someoneWaits(world);
    await db.query(setEmail, [nemo.rowId, '']);
    // In an object, because the transaction would wait for a promise.
    return { call: started };
  });
  const refused = await call;
  await world.change(setEmail, [nemo.rowId, nemo.email]);
  return refused;
}

testDoorRefusals(world, 'helpdeskeddy/CreateTicket', [
  {
    message: 'Parameter "department_id" is required',
    request: () => create(bareStaff, NEW),
    world: bareWorld,
  },
  {
    message: 'Parameter "user_id" or "user_email" is required',
    request: createWithoutAddress,
  },
  refusing('Parameter "title" is required', { title: undefined }),
  refusing('Parameter "title" must not be empty', { title: ' ' }),
  refusing('Parameter "title" must be of type string', { title: ['a'] }),
  refusing('Parameter "title" may have at most 1000 characters', { title: 'x'.repeat(1001) }),
  refusing('Parameter "description" is required', { description: null }),
  refusing('Parameter "description" must not be empty', { description: '' }),
  refusing('Parameter "pid" must be the id of a ticket', { pid: 999_999 }),
  refusing(DUE, { sla_date: '2026-02-31 00:00' }, 'year first'),
  refusing(DUE, { sla_date: '31.02.2026 00:00' }, 'no such day'),
  refusing(DUE, { sla_date: '01.01.2026 24:00' }, 'no such hour'),
  refusing(DUE, { sla_date: '01.01.2026' }, 'no time'),
  refusing(DUE, { sla_date: 1_767_225 }, 'a number'),
  refusing(DUE.replace('sla', 'freeze'), { freeze_date: '31.02.2026 00:00' }, 'no such day'),
  refusing('Parameter "status_id" must be one of open, answered, customer-reply, on-hold, process, closed', {
    status_id: 'nonsense',
  }),
  refusing('Parameter "priority_id" must be one of 1, 2, 3', { priority_id: 4 }),
  refusing('Parameter "priority_id" must be one of 1, 2, 3', { priority_id: 0 }, 'zero'),
  refusing('Parameter "type_id" must be one of 0, 1, 2, 3', { type_id: 4 }),
  refusing('Parameter "department_id" must be the id of a department', { department_id: 999_999 }),
  refusing('Parameter "owner_id" must be the id of a staff user', { owner_id: 999_999 }),
  refusing('Parameter "owner_id" must be a whole number', { owner_id: 'jo' }),
  refusing('Parameter "followers" must list ids of staff users; 999999 is none', { followers: [1, 999_999] }),
  refusing('A ticket may have at most 50 tags', { tags: many(51, String) }),
  refusing('A tag may have at most 100 characters', { tags: ['x'.repeat(101)] }),
  refusing('Parameter "user_id" must be the id of a client', { user_id: 999_999 }),
  refusing('Parameter "user_email" must be an e-mail address', { user_id: undefined, user_email: 'nobody' }),
  refusing('The sender is blocked', { user_id: undefined, user_email: 'Blocked@example.com' }),
  asAnn('Parameter "user_id" must be the id of a client', { user_id: 999_999 }),
  asAnn('Parameter "user_email" must be your own', { user_email: 'nobody@example.com' }),
  refusing('Custom field "999" does not exist in this department', { custom_fields: { 999: 'x' } }),
  refusing('Custom field "Number Field" must be a number', { custom_fields: { 98: 'x' } }),
  refusing('Custom field "Dropdown List" must be one of its options', { custom_fields: { 99: 198 } }),
  refusing('Custom field "Related Fields" must be its options level by level', {
    custom_fields: { 100: { 1: 204 } },
  }),
  refusing('Custom field "Related Fields" must be its options level by level', { custom_fields: { 100: 198 } }, 'text'),
  refusing('Custom field "Regular Expression" does not have the required format', { custom_fields: { 103: 'x' } }),
  {
    message: 'Custom field "Needed" is required',
    request: () => create(jo, { ...NEW, user_id: ann.id, department_id: strict }),
  },
  upload('At most 2 attachments are allowed', [file('a.txt'), file('b.txt'), file('c.txt')]),
  upload('Attachment "a.exe": this type of file is not allowed. Allowed are: txt', [file('a.exe')]),
  upload('Attachment "a.txt" is larger than the 100 bytes allowed', [file('a.txt', 'x'.repeat(101))]),
]);
