import { asClient, ask, asProgram } from '../support/doors';
import { type ApiUser, staffUser } from '../support/helpdeskeddy';
import { useWorld } from '../support/world';

/** A ticket never fails over a secondary field. What is ignored is said: to the caller, in the log, in the activity log. */
const world = useWorld();
const fresh = useWorld();

let size: number;
beforeAll(async () => {
  size = await world.customField({ name: 'Size', type: 'number' });
});

const GUEST = { deptid: '1', name: 'Ann Lee', email: 'ann@example.com', subject: 'Test', message: 'Test' };
const open = (fields: Record<string, string>) => world.post({ action: 'OpenTicket', ...GUEST, ...fields });
const shown = async (id: unknown) => (await world.post({ action: 'GetTicket', ticketid: String(id) })).json;

test.each<[string, Record<string, string>, string | null]>([
  ['nothing to ignore', { priority: 'high' }, null],
  ['an unknown priority', { priority: 'Urgent' }, 'priority: unknown'],
  ['an unknown custom field', { 'customfields[99]': 'x' }, 'customfields[99]: unknown'],
  ['an unknown custom field by name', { 'customfields[Colour]': 'x' }, 'customfields[Colour]: unknown'],
  ['a user of no client', { userid: '1' }, 'userid: without clientid'],
  ['a contact of no client', { contactid: '7' }, 'contactid: without clientid'],
  ['a copy to nobody', { cc: 'bob@example.com, nobody' }, 'cc[1]: not an e-mail address'],
  ['a copy to a list', { 'cc[0][a]': 'x' }, 'cc[0]: not an e-mail address'],
  [
    'copies to a number and a list',
    { cc: '[5,["bob@example.com"]]' },
    'cc[0]: not an e-mail address, cc[1]: not an e-mail address',
  ],
  ['files that were lost', { attachments: '[object Object]' }, 'attachments: unreadable'],
  ['custom fields that were lost', { customfields: '[object Object]' }, 'customfields: unreadable'],
  [
    'several at once',
    { priority: 'Urgent', 'customfields[99]': 'x', cc: '@', userid: '5' },
    'userid: without clientid, priority: unknown, customfields[99]: unknown, cc[0]: not an e-mail address',
  ],
  ['a name with odd characters', { 'customfields[a,b: ü"]': 'x' }, 'customfields[a?b? ?"]: unknown'],
])('OpenTicket with %s', async (_name, fields, ignored) => {
  const { json, headers } = await open(fields);
  expect(json).toMatchObject({ result: 'success' });
  expect(await shown(json!.id)).toMatchObject({ subject: 'Test' });
  expect(headers.get('x-hatchdesk-ignored')).toBe(ignored);
  const line = world.log.findLast(({ action }) => action === 'OpenTicket');
  expect(line?.ignored ?? null).toEqual(ignored === null ? null : ignored.split(', '));
});

test('the published sample opens a ticket on a fresh desk', async () => {
  const { json, headers } = await fresh.post({
    action: 'OpenTicket',
    ...{
      deptid: '1',
      subject: 'This is a sample ticket',
      message: 'This is a sample ticket message',
      priority: 'Medium',
    },
    ...{ name: 'Ann Lee', email: 'ann@example.com', customfields: 'YToxOntpOjE7czo2OiJHb29nbGUiO30=', markdown: '1' },
  });
  expect([json!.result, headers.get('x-hatchdesk-ignored')]).toEqual(['success', 'customfields[1]: unknown']);
});

test('a repeated call with the same key is told the same', async () => {
  const fields = { priority: 'Urgent', 'customfields[99]': 'x', idempotencykey: 'again' };
  const [first, second] = [await open(fields), await open(fields)];
  expect(second.json).toEqual(first.json);
  expect(second.headers.get('idempotency-replayed')).toBe('true');
  for (const { headers } of [first, second]) {
    expect(headers.get('x-hatchdesk-ignored')).toBe('priority: unknown, customfields[99]: unknown');
  }
});

test('an unknown priority is the default one', async () => {
  const { json } = await open({ priority: 'Urgent' });
  expect(await shown(json!.id)).toMatchObject({ priority: 'Medium' });
});

test.each(['Urgent', 'x'.repeat(100_000), "'; drop table tickets; --", '1'])(
  'any priority: %.30s',
  async (priority) => {
    expect((await open({ priority })).json).toMatchObject({ result: 'success' });
  },
);

test('a priority that is a list', async () => {
  const { json, headers } = await open({ 'priority[]': 'High' });
  expect([json!.result, headers.get('x-hatchdesk-ignored')]).toEqual(['success', 'priority: unreadable']);
});

test('AddTicketReply ignores the same, and adds copies to those of the ticket', async () => {
  const { id } = (await open({ cc: 'bob@example.com' })).json!;
  const { json, headers } = await world.post({
    action: 'AddTicketReply',
    ...{ ticketid: String(id), message: 'Reply', name: 'Ann', email: 'ann@example.com', contactid: '7' },
    ...{ 'customfields[99]': 'x', 'cc[]': 'cy@example.com', 'cc[1]': 'BOB@example.com', 'cc[2]': 'nobody' },
  });
  expect(json).toMatchObject({ result: 'success' });
  expect(headers.get('x-hatchdesk-ignored')).toBe(
    'contactid: without clientid, customfields[99]: unknown, cc[2]: not an e-mail address',
  );
  expect(await shown(id)).toMatchObject({ cc: 'bob@example.com,cy@example.com' });
});

test.each<[string, Record<string, string>]>([
  ['JSON in a form', { cc: '["bob@example.com", "cy@example.com"]' }],
  ['objects', { 'cc[0][name]': 'Bob', 'cc[0][email]': 'bob@example.com', 'cc[1][address]': 'cy@example.com' }],
  ['JSON of objects', { cc: '[{"email":"bob@example.com"},{"email":"cy@example.com"},null]' }],
  ['commas in a list', { 'cc[]': 'bob@example.com,cy@example.com' }],
  ['semicolons and names', { cc: 'Bob <bob@example.com>; cy@example.com' }],
])('copies as %s', async (_name, fields) => {
  const { json, headers } = await open(fields);
  expect(await shown(json!.id)).toMatchObject({ cc: 'bob@example.com,cy@example.com' });
  expect(headers.get('x-hatchdesk-ignored')).toBeNull();
});

test('copies go to ten people at most', async () => {
  const cc = Array.from({ length: 12 }, (_, index) => `p${index}@example.com`).join(';');
  const { json, headers } = await open({ cc });
  expect(String((await shown(json!.id))!.cc).split(',')).toHaveLength(10);
  expect(headers.get('x-hatchdesk-ignored')).toBe('cc[10]: over 10 addresses, cc[11]: over 10 addresses');
});

test('a thousand unknown fields make a short header', async () => {
  const fields = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`customfields[n${index}]`, 'x']));
  const { headers } = await open(fields);
  const listed = headers.get('x-hatchdesk-ignored')!.split(', ');
  expect([listed.length, listed.at(-1)]).toEqual([21, '880 more']);
});

test.each<[string, Record<string, string>, string]>([
  ['a value of the wrong type', { 'customfields[Size]': 'large' }, 'Custom field "Size" must be a number'],
  ['a refused file', { 'attachments[0][name]': 'a.exe', 'attachments[0][data]': 'eA==' }, 'Attachment "a.exe":'],
])('%s still refuses the ticket', async (_name, fields, message) => {
  expect((await open(fields)).json).toMatchObject({ result: 'error', message: expect.stringContaining(message) });
});

test('a refusal says what was ignored before it', async () => {
  const { json, headers } = await open({ priority: 'Urgent', [`customfields[${size}]`]: 'large' });
  expect([json!.result, headers.get('x-hatchdesk-ignored')]).toEqual(['error', 'priority: unknown']);
});

test('a missing required custom field still refuses the ticket', async () => {
  const deptid = String(await world.department());
  await world.customField({ name: 'Contract', type: 'text', required: true, departmentId: Number(deptid) });
  expect((await open({ deptid, 'customfields[99]': '7' })).json).toEqual({
    result: 'error',
    message: 'Custom field "Contract" is required',
  });
});

describe('settings', () => {
  const set = (setting: string, value: string) => world.call('SetConfigurationValue', { setting, value });
  afterEach(async () => {
    await set('UnknownPriority', 'ignore');
    await set('UnknownCustomFields', 'ignore');
  });

  test.each([
    ['UnknownPriority', { priority: 'Urgent' }, 'Invalid Ticket Priority. Valid priorities are: Low,Medium,High'],
    ['UnknownCustomFields', { 'customfields[99]': 'x' }, 'Custom field "99" does not exist in this department'],
  ])('%s can refuse', async (setting, fields, message) => {
    expect(await set(setting, 'Refuse')).toMatchObject({ result: 'success' });
    expect((await open(fields)).json).toEqual({ result: 'error', message });
  });

  test.each(['UnknownPriority', 'UnknownCustomFields'])('%s has two values', async (setting) => {
    expect(await set(setting, 'maybe')).toEqual({
      result: 'error',
      message: `Invalid value for ${setting}: must be ignore or refuse`,
    });
  });
});

describe('the activity log', () => {
  const notes = (caller: string) =>
    world.rows<{ description: string }>(
      `select description from activity_log where description like '%ignored%' and username = $1 order by id`,
      [caller],
    );
  const as = async (credential: { identifier: string; secret: string }, fields: Record<string, string>) =>
    (await open({ ...credential, ...fields })).json;

  test('notes each name once a day and credential', async () => {
    const [one, two] = [await world.credential(['*']), await world.credential(['*'])];
    for (let calls = 0; calls < 3; calls += 1) await as(one, { priority: 'Urgent' });
    await as(one, { priority: 'Critical', 'customfields[99]': 'x' });
    await as(two, { priority: 'Urgent' });
    expect(await notes(one.identifier)).toEqual([
      { description: 'OpenTicket: ignored priority: unknown' },
      { description: 'OpenTicket: ignored priority: unknown, customfields[99]: unknown' },
    ]);
    expect(await notes(two.identifier)).toHaveLength(1);
    world.now = new Date(world.now.getTime() + 86_400_000);
    await as(one, { priority: 'Urgent' });
    expect(await notes(one.identifier)).toHaveLength(3);
  });

  test('has one note of twenty calls at once', async () => {
    const one = await world.credential(['*']);
    await Promise.all(Array.from({ length: 20 }, () => as(one, { priority: 'Urgent', 'customfields[98]': 'x' })));
    expect(await notes(one.identifier)).toHaveLength(1);
  });
});

describe('at the other doors', () => {
  let keliweb: Record<string, string>;
  let socialboards: Record<string, string>;
  let eddy: ApiUser;
  beforeAll(async () => {
    keliweb = await asClient(world, (await world.client()).clientId);
    socialboards = await asProgram(world);
    eddy = await staffUser(world, 'eddy');
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['priority', { priority: 'Urgent' }, 'priority: unknown'],
    ['custom field', { customfields: { 99: 'x' } }, 'customfields[99]: unknown'],
  ])('the reseller API ignores an unusable %s', async (_name, fields, ignored) => {
    const body = { deptid: 1, subject: 'Test', message: 'Test', ...fields };
    const { json, headers } = await ask(world, keliweb, 'POST', '/api/v2/keliweb/open-ticket', body);
    expect([json!.result, headers.get('x-hatchdesk-ignored')]).toEqual(['success', ignored]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['custom field', { customFields: [{ id: 99, value: 'x' }] }, 'customFields[99]: unknown'],
    ['copy', { cc: ['bob@example.com', 'nobody'] }, 'cc[1]: not an e-mail address'],
  ])('Socialboards ignores an unusable %s', async (_name, fields, ignored) => {
    const body = { message: 'Test', creator: { name: 'Bill' }, ...fields };
    const { json, headers } = await ask(world, socialboards, 'POST', '/tickets', body);
    expect([json!.errorCode, headers.get('x-hatchdesk-ignored')]).toEqual([-1, ignored]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['priority', { priority_id: 99 }, 'priority_id: unknown'],
    ['custom field', { custom_fields: { 99: 'x' } }, 'custom_fields[99]: unknown'],
    ['copy', { cc: ['bob@example.com', 'nobody'] }, 'cc[1]: not an e-mail address'],
    ['blind copy', { bcc: 'nobody' }, 'bcc[0]: not an e-mail address'],
  ])('HelpDeskEddy ignores an unusable %s', async (_name, fields, ignored) => {
    const body = { title: 'Test', description: 'Test', user_email: 'ann@example.com', ...fields };
    const { status, headers } = await eddy.ask('POST', '/tickets', body);
    expect([status, headers.get('x-hatchdesk-ignored')]).toEqual([200, ignored]);
  });

  test.each<[string, Record<string, unknown>, number, string | null]>([
    ['ignores a custom field', { custom_fields: { 99: 'x' } }, 200, 'custom_fields[99]: unknown'],
    ['refuses a priority', { priority_id: 99 }, 400, null],
    ['refuses a copy', { cc: ['bob@example.com', 'nobody'] }, 400, null],
  ])('a change at HelpDeskEddy %s that is unusable', async (_name, fields, answer, ignored) => {
    const { id } = await world.ticket();
    const { status, headers } = await eddy.ask('PUT', `/tickets/${id}`, { title: 'New', ...fields });
    expect([status, headers.get('x-hatchdesk-ignored')]).toEqual([answer, ignored]);
    const [ticket] = await world.rows('select subject from tickets where id = $1', [id]);
    expect(ticket!.subject === 'New').toBe(answer === 200);
  });
});
