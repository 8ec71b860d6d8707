import { testDoorRefusals } from '../../support/doors';
import { type ApiUser, clientUser, dataOf, staffUser } from '../../support/helpdeskeddy';
import { makeSampleFields, SAMPLE_REQUEST } from '../../support/helpdeskeddy-samples';
import { bytes, URLENCODED } from '../../support/requests';
import { refuseUnknown, useWorld } from '../../support/world';

const world = useWorld(refuseUnknown);

let jo: ApiUser;
let kim: ApiUser;
let ann: ApiUser;
let bob: ApiUser;
let billing: number;
let full: number;

const { pid, user_id, create_from_user, owner_id, followers, ...SAMPLE } = SAMPLE_REQUEST;

type Shown = Record<string, unknown> & { id: number; custom_fields: { id: number; field_value: unknown }[] };

const put = (id: unknown, body: unknown) => jo.ask('PUT', `/tickets/${id}/`, body);
const shown = async (id: unknown) => (await dataOf(jo.ask('GET', `/tickets/${id}`))) as Shown;
const updated = async (id: unknown, body: unknown) => (await dataOf(put(id, body))) as Shown;

/** A ticket in which everything is set. */
async function filled(): Promise<Shown> {
  const people = { owner_id: kim.id, followers: [jo.id, kim.id], cc: ['c@example.com'], bcc: ['b@example.com'] };
  const sent = { ...SAMPLE, ...people, user_id: ann.id, ticket_lock: 1 };
  const ticket = (await dataOf(jo.ask('POST', '/tickets', sent))) as Shown;
  const frozen = await updated(ticket.id, { freeze_date: '31.01.2037 09:00' });
  await world.events();
  return frozen;
}

beforeAll(async () => {
  [jo, kim] = [await staffUser(world, 'jo'), await staffUser(world, 'kim')];
  [ann, bob] = [await clientUser(world), await clientUser(world, 'Bob Ray')];
  billing = await world.department({ name: 'Billing', preventClientClosure: true });
  await makeSampleFields(world);
  full = (await filled()).id;
});

test('omitted members stay unchanged, and unknown ones are ignored', async () => {
  const before = await filled();
  world.now = new Date(world.now.getTime() + 60_000);
  const after = await updated(before.id, { nonsense: 1, description: 'x', pid: 1, user_email: 'x', id: 999_999 });
  expect(after).toEqual({ ...before, date_updated: after.date_updated });
  expect(after.date_updated).not.toBe(before.date_updated);
  expect(await world.events()).toEqual([]);
});

describe('what an answer shows, sent back,', () => {
  /** A ticket with everything set, and with values that nobody could set today. */
  async function odd(): Promise<Shown> {
    const ticket = await filled();
    const away = await world.department({ name: `Away ${ticket.id}` });
    const field = await world.customField({ name: `Once ${ticket.id}`, type: 'text', departmentId: away });
    await world.change(`insert into custom_field_values (ticket_id, field_id, value) values ($1, $2, '"old"')`, [
      ticket.id,
      field,
    ]);
    await world.change(
      `insert into recipients (ticket_id, kind, email, position)
       select $1, 'cc', n || '@example.com', n from generate_series(10, 22) n`,
      [ticket.id],
    );
    await world.change(`update tickets set sla_due_at = '2037-01-31T09:00:30Z' where id = $1`, [ticket.id]);
    return shown(ticket.id);
  }
  const bare = async (): Promise<Shown> =>
    (await dataOf(jo.ask('POST', '/tickets', { title: 'T', description: 'D', user_id: ann.id }))) as Shown;
  const guests = async (): Promise<Shown> => shown((await world.ticket()).id);
  const deleted = async (): Promise<Shown> => {
    const { id } = await filled();
    await jo.ask('DELETE', `/tickets/${id}`);
    return shown(id);
  };
  const waiting = async (): Promise<Shown> => {
    const { id } = await bare();
    await dataOf(ann.ask('POST', `/tickets/${id}/posts`, { text: 'Hello?' }));
    return shown(id);
  };

  test.each([
    ['everything set', filled],
    ['values from former times', odd],
    ['nothing set', bare],
    ["a guest's", guests],
    ['deleted', deleted],
    ['with a reply', waiting],
  ])('changes nothing: %s', async (_which, make) => {
    const before = await make();
    await world.events();
    world.now = new Date(world.now.getTime() + 60_000);
    const answer = await put(before.id, before);
    expect([answer.status, answer.json]).toEqual([200, { data: before }]);
    expect(await shown(before.id)).toEqual(before);
    expect(await world.events()).toEqual([]);
  });

  test('changes only what was edited', async () => {
    const before = await odd();
    const after = await updated(before.id, { ...before, title: 'Edited', tags: [...(before.tags as string[]), 'z'] });
    expect(after).toEqual({
      ...before,
      title: 'Edited',
      tags: [...(before.tags as string[]), 'z'],
      date_updated: after.date_updated,
    });
  });

  test.each<[string, (fields: Shown['custom_fields']) => unknown]>([
    ['a list with field_value', (fields) => fields],
    ['a list with value', (fields) => fields.map(({ id, field_value }) => ({ id, value: field_value }))],
    ['values by id', (fields) => Object.fromEntries(fields.map(({ id, field_value }) => [id, field_value]))],
    ['a list with ids as text', (fields) => fields.map((field) => ({ ...field, id: String(field.id) }))],
  ])('sets custom fields: %s', async (_form, of) => {
    const { custom_fields } = await filled();
    const empty = await bare();
    const after = await updated(empty.id, { custom_fields: of(custom_fields) });
    expect(after.custom_fields).toEqual(custom_fields);
    const opened = await dataOf(
      jo.ask('POST', '/tickets', { title: 'T', description: 'D', user_id: ann.id, custom_fields: of(custom_fields) }),
    );
    expect(opened.custom_fields).toEqual(custom_fields);
  });

  test('a list changes the fields that it names', async () => {
    const { id, custom_fields } = await filled();
    const after = await updated(id, {
      custom_fields: [
        { id: 96, field_value: 'New' },
        { id: '97', value: '' },
        { id: 104, field_value: 0 },
        { id: 99, field_value: { id: 192 } },
      ],
    });
    expect(after.custom_fields).toEqual(
      custom_fields
        .filter((field) => ![97, 104].includes(field.id))
        .map((field) => (field.id === 96 ? { ...field, field_value: 'New' } : field)),
    );
  });
});

test('answers as reading the ticket does', async () => {
  const answer = await put(full, { title: 'Another title' });
  expect(answer.text).toBe((await jo.ask('GET', `/tickets/${full}/`)).text);
});

test.each<[Record<string, unknown>, Record<string, unknown>?]>([
  [{ title: 'Another' }],
  [{ sla_date: '29.02.2028 23:59' }],
  [{ freeze_date: '29.02.2096 23:59' }, { freeze_date: '29.02.2096 23:59', freeze: 1 }],
  [{ freeze_date: '29.02.2020 23:59' }, { freeze_date: '29.02.2020 23:59', freeze: 0 }],
  [{ status_id: 'answered' }],
  [{ priority_id: 2 }],
  [{ type_id: 0 }],
  [{ ticket_lock: 0 }],
  [{ ticket_lock: false }, { ticket_lock: 0 }],
  [{ cc: ['x@example.com', 'y@example.com'] }],
  [{ bcc: 'x@example.com' }, { bcc: ['x@example.com'] }],
  [{ tags: ['New', 'b'] }],
])('%j', async (sent, expected = sent) => {
  const before = await filled();
  const after = await updated(before.id, sent);
  const flags = 'sla_date' in sent ? { sla_flag: after.sla_flag } : {};
  expect(after).toEqual({ ...before, ...expected, ...flags, date_updated: after.date_updated });
});

test('a ticket that is put off, or back at once, tells so as any snooze does', async () => {
  const { id } = (await dataOf(jo.ask('POST', '/tickets', { ...SAMPLE, user_id: ann.id }))) as Shown;
  await world.events();
  for (const freeze_date of ['29.02.2096 23:59', '29.02.2096 23:59', '01.03.2096 10:00', '29.02.2020 23:59', '']) {
    await updated(id, { freeze_date });
  }
  expect(await world.events()).toEqual(['TicketSnoozed', 'TicketSnoozed', 'TicketUnsnoozed']);
  expect(JSON.stringify(await world.done('GetTicketHistory', { ticketid: id }))).toContain('2096-03-01');
});

test('a full disk is told as an outage, also if it shows before the answer is read', async () => {
  const { id } = await filled();
  await world.change(
    `create function fill_disk() returns trigger language plpgsql as
       $$ begin if new.subject = 'Too much' then raise disk_full; end if; return new; end $$`,
  );
  await world.change('create trigger fill_disk before update on tickets for each row execute function fill_disk()');
  const answer = await put(id, { title: 'Too much', priority_id: 2 });
  expect(answer.status).toBe(503);
  expect(answer.text).toContain('nothing was done, please try again shortly');
  await world.change('drop trigger fill_disk on tickets');
  await updated(id, { title: 'Too much' });
});

describe('empty text, an empty list and null remove values', () => {
  test.each([
    ['', ''],
    ['[]', []],
    ['null', null],
  ])('%s', async (_text, nothing) => {
    const { id } = await filled();
    const names = ['sla_date', 'freeze_date', 'type_id', 'owner_id', 'cc', 'bcc', 'followers', 'tags'];
    expect(await updated(id, Object.fromEntries(names.map((name) => [name, nothing])))).toMatchObject({
      sla_date: '',
      sla_flag: 0,
      freeze_date: null,
      freeze: 0,
      type_id: 0,
      owner_id: 0,
      owner_name: '',
      cc: [],
      bcc: [],
      followers: [],
      tags: [],
    });
  });

  test('but not required ones', async () => {
    const before = await filled();
    const after = await updated(before.id, { status_id: '', priority_id: '', department_id: '', user_id: '' });
    expect(after).toEqual({ ...before, date_updated: after.date_updated });
  });
});

describe('custom fields', () => {
  const ids = (ticket: Shown) => ticket.custom_fields.map(({ id }) => id);

  test('keep their values when another one changes', async () => {
    const before = await filled();
    const after = await updated(before.id, { custom_fields: { 98: 2 } });
    expect(after.custom_fields).toEqual(
      before.custom_fields.map((field) => (field.id === 98 ? { ...field, field_value: '2' } : field)),
    );
  });

  test.each<[string, unknown]>([
    ['""', ''],
    ['null', null],
    ['[]', []],
    ['{"1": 0}', { 1: 0 }],
    ['{"1": "0", "2": ""}', { 1: '0', 2: '' }],
  ])('of a hierarchy are emptied by %s', async (_text, nothing) => {
    const before = await filled();
    const after = await updated(before.id, { custom_fields: { 100: nothing } });
    expect(ids(after)).toEqual(ids(before).filter((id) => id !== 100));
  });

  test('of every kind are emptied by ""', async () => {
    const before = await filled();
    const nothing = Object.fromEntries(ids(before).map((id) => [id, '']));
    expect((await updated(before.id, { custom_fields: nothing })).custom_fields).toEqual([]);
  });
});

describe('people', () => {
  test('changes the assignee, with its event, to nobody by 0', async () => {
    const { id } = await filled();
    expect(await updated(id, { owner_id: jo.id })).toMatchObject({ owner_id: jo.id, owner_name: 'Jo' });
    expect(await world.events()).toEqual(['TicketFlagged']);
    expect(await updated(id, { owner_id: 0 })).toMatchObject({ owner_id: 0 });
  });

  test('moves a ticket to another client with its first message', async () => {
    const { id } = await filled();
    expect(await updated(id, { user_id: bob.id })).toMatchObject({ user_id: bob.id, user_name: 'Bob' });
    expect(await world.rows('select client_id from messages where ticket_id = $1', [id])).toEqual([
      { client_id: bob.id },
    ]);
    expect((await ann.ask('GET', `/tickets/${id}`)).status).toBe(404);
    expect((await bob.ask('GET', `/tickets/${id}`)).status).toBe(200);
  });

  test("keeps a guest's ticket one with user_id 0", async () => {
    const { id } = await world.ticket();
    expect(await updated(id, { user_id: 0, title: 'Guest\u2019s' })).toMatchObject({ user_id: 0, user_name: 'Guest' });
  });
});

test('changes the department by its rules and with its event, also to one the caller does not work in', async () => {
  const lee = await staffUser(world, 'lee', { departmentIds: [1] });
  const { id } = await filled();
  const answer = await lee.ask('PUT', `/tickets/${id}`, { department_id: billing });
  expect(await dataOf(answer)).toMatchObject({ department_id: billing, department_name: 'Billing' });
  expect(await world.events()).toEqual(['TicketDepartmentChange']);
  expect(await world.rows('select prevent_client_closure from tickets where id = $1', [id])).toEqual([
    { prevent_client_closure: true },
  ]);
  expect((await lee.ask('PUT', `/tickets/${id}`, { department_id: 1 })).status).toBe(404);
});

test('emits the events of the verbs', async () => {
  const { id } = await filled();
  await updated(id, { title: 'Another', status_id: 'closed', priority_id: 3 });
  expect((await world.events()).sort()).toEqual([
    'TicketClose',
    'TicketPriorityChange',
    'TicketStatusChange',
    'TicketSubjectChange',
  ]);
});

test('deleted 0 restores a ticket; 1 does not delete one', async () => {
  const { id } = await filled();
  expect(await updated(id, { deleted: 1 })).toMatchObject({ deleted: 0 });
  await jo.ask('DELETE', `/tickets/${id}`);
  expect(await updated(id, { title: 'Still away' })).toMatchObject({ deleted: 1, title: 'Still away' });
  await world.events();
  expect(await updated(id, { deleted: 0 })).toMatchObject({ deleted: 0 });
  expect(await updated(id, { deleted: 0 })).toMatchObject({ deleted: 0 });
  expect(await world.events()).toEqual(['TicketRestore']);
});

test('accepts the object that was read', async () => {
  const { custom_fields, ...before } = await filled();
  expect(await updated(before.id, before)).toEqual({ ...before, custom_fields });
});

test('takes forms', async () => {
  const { id } = await filled();
  const body = 'title=Form&tags[]=x&custom_fields[99]=193&custom_fields[100][1]=198&cc=&ticket_lock=0';
  const headers = { ...jo.headers, 'Content-Type': URLENCODED };
  const answer = await world.send(`/api/v2/tickets/${id}`, { ...bytes(body, URLENCODED), method: 'PUT', headers });
  const ticket = (await dataOf(answer)) as Shown;
  expect(ticket).toMatchObject({ title: 'Form', tags: ['x'], cc: [], ticket_lock: 0 });
  expect(ticket.custom_fields.find((field) => field.id === 99)).toMatchObject({ field_value: { id: 193 } });
  expect(ticket.custom_fields.find((field) => field.id === 100)?.field_value).toEqual({ 1: expect.anything() });
});

test('two concurrent changes both take effect', async () => {
  const { id } = await filled();
  await Promise.all([put(id, { title: 'One' }), put(id, { priority_id: 2 })]);
  expect(await shown(id)).toMatchObject({ title: 'One', priority_id: 2 });
});

const refusing = (message: string, change: Record<string, unknown>, because?: string) => ({
  message,
  ...(because !== undefined && { because }),
  request: () => put(full, { title: 'Changed', ...change }),
});
const many = (count: number) => Array.from({ length: count }, (_, index) => `c${index}@example.com`);
const badDate = (name: string) => `Parameter "${name}" must be a date and time such as 31.01.2027 09:00, or empty`;

testDoorRefusals(world, 'helpdeskeddy/UpdateTicket', [
  { message: 'Ticket with id {999999} not found', status: 404, request: () => put(999_999, { title: 'x' }) },
  { message: 'Parameter "id" must be the id of a ticket', request: () => put('x', { title: 'x' }) },
  refusing('Parameter "title" must not be empty', { title: '' }),
  refusing(badDate('sla_date'), { sla_date: '31.02.2027 09:00' }),
  refusing(badDate('freeze_date'), { freeze_date: 'tomorrow' }),
  refusing('Parameter "status_id" must be one of open, answered, customer-reply, on-hold, process, closed', {
    status_id: 'x',
  }),
  {
    message: 'Ticket with id {501} can be closed only by staff',
    status: 403,
    request: () => ann.ask('PUT', '/tickets/501/', { status_id: 'closed' }),
  },
  refusing('Parameter "priority_id" must be one of 1, 2, 3', { priority_id: 9 }),
  refusing('Parameter "type_id" must be one of 0, 1, 2, 3', { type_id: 9 }),
  refusing('Parameter "type_id" must be a whole number', { type_id: 'Bug' }),
  refusing('Parameter "department_id" must be the id of a department', { department_id: 999_999 }),
  refusing('Parameter "owner_id" must be the id of a staff user', { owner_id: 999_999 }),
  refusing('Parameter "followers" must list ids of staff users; 999999 is none', { followers: [999_999] }),
  refusing('Parameter "cc[0]" must be an e-mail address', { cc: ['x'] }),
  refusing('A ticket may have at most 10 addresses in cc', { cc: many(11) }),
  refusing('Parameter "bcc[0]" must be an e-mail address', { bcc: ['x'] }),
  refusing('A ticket may have at most 10 addresses in bcc', { bcc: many(11) }),
  refusing('A ticket may have at most 50 tags', { tags: many(51) }),
  refusing('A tag may have at most 100 characters', { tags: ['x'.repeat(101)] }),
  refusing('Parameter "user_id" must be the id of a client', { user_id: 999_999 }),
  refusing('Parameter "deleted" must be true or false', { deleted: 2 }),
  refusing('Custom field "999" does not exist in this department', { custom_fields: { 999: 1 } }),
  refusing('Custom field "Date" must be a date such as 2027-01-31 or 31.01.2027', { custom_fields: { 101: '1.1.27' } }),
  refusing('Custom field "Regular Expression" does not have the required format', { custom_fields: { 103: 'x' } }),
  {
    message: 'Custom field "Needed" is required',
    request: () => put(full, { department_id: strict, custom_fields: { [needed]: '' } }),
  },
  {
    message: 'Invalid Permissions: API action "helpdeskeddy/updateticket" is not allowed',
    status: 403,
    request: () => zoe.ask('PUT', `/tickets/${full}`, { title: 'x' }),
  },
]);

let strict: number;
let needed: number;
let zoe: ApiUser;

beforeAll(async () => {
  zoe = await staffUser(world, 'zoe', { actions: ['helpdeskeddy/getticket'] });
  await world.change(`select setval(pg_get_serial_sequence('tickets', 'id'), 500)`);
  await world.ticket({ name: undefined, email: undefined, clientid: ann.rowId, preventClientClosure: true });
  strict = await world.department({ name: 'Strict' });
  needed = await world.customField({ name: 'Needed', type: 'text', required: true, departmentId: strict });
});
