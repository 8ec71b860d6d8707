import { expectAnswer } from '../support/answers';
import { customFieldRefusals } from '../support/custom-field-refusals';
import { asClient, asReseller } from '../support/doors';
import { testRefusals } from '../support/refusals';
import { base64 } from '../support/requests';
import { inOneLine, TEXTS } from '../support/texts';
import { refuseUnknown, useWorld } from '../support/world';

const world = useWorld(refuseUnknown);
const romanWorld = useWorld((config) => {
  config.desk = { ...config.desk, timeZone: 'Europe/Rome' };
});

let reseller: Record<string, string>;
let ann: { clientId: number; userId: number };
let bob: { clientId: number; userId: number };
let jo: number;
let kim: number;
let billing: number;
let strictDepartment: number;
let field: number;
let billingField: number;

beforeAll(async () => {
  [ann, bob] = [await world.client('Ann Lee'), await world.client('Bob Ray')];
  reseller = await asClient(world, ann.clientId);
  [jo, kim] = [await world.admin('jo'), await world.admin('kim')];
  billing = await world.department({ name: 'Billing' });
  strictDepartment = await world.department({ name: 'Strict', preventClientClosure: true });
  field = await world.customField({ name: 'Order', type: 'text' });
  billingField = await world.customField({ name: 'Invoice', type: 'text', required: true, departmentId: billing });
});

type Shown = Record<string, unknown> & { replies: { reply: Record<string, unknown>[] } };

const shown = async (ticketid: unknown): Promise<Shown> =>
  (await world.done('GetTicket', { ticketid })) as unknown as Shown;

/** Changes a new ticket, and gives it before and after as GetTicket does. */
async function changed(params: Record<string, unknown>, opening: Record<string, unknown> = {}, admin?: string) {
  const { id } = await world.ticket(opening);
  const before = await shown(id);
  await world.events();
  await world.done('UpdateTicket', { ticketid: id, ...params }, admin);
  return { id, before, after: await shown(id), events: await world.events() };
}

const preventsClosure = async (id: number): Promise<boolean> =>
  (await world.rows<{ it: boolean }>('select prevent_client_closure as it from tickets where id = $1', [id]))[0]!.it;

test('answers with the id of the ticket', async () => {
  const { id } = await world.ticket();
  const answer = await world.call('UpdateTicket', { ticketid: id, subject: 'New' });
  expectAnswer('UpdateTicket', answer);
  expect(answer).toEqual({ result: 'success', ticketid: id });
});

test('finds the ticket by id first, then by number', async () => {
  const [one, two] = [await world.ticket(), await world.ticket()];
  const answer = await world.done('UpdateTicket', { ticketnum: one.tid, subject: 'By number' });
  expect(answer).toEqual({ result: 'success', ticketid: one.id });
  await world.done('UpdateTicket', { ticketid: two.id, ticketnum: one.tid, subject: 'By id' });
  expect(await shown(one.id)).toMatchObject({ subject: 'By number' });
  expect(await shown(two.id)).toMatchObject({ subject: 'By id' });
});

describe('changes', () => {
  test.each<[string, () => Record<string, unknown>, () => Record<string, unknown>, string[]]>([
    ['nothing when nothing is sent', () => ({}), () => ({}), []],
    [
      'nothing when everything is empty',
      () => ({ deptid: '', subject: '', userid: '', name: '', email: '', cc: '', flag: '', message: '', created: '' }),
      () => ({}),
      [],
    ],
    [
      'the department',
      () => ({ deptid: billing }),
      () => ({ deptid: billing, deptname: 'Billing' }),
      ['TicketDepartmentChange'],
    ],
    ['nothing for the same department', () => ({ deptid: 1 }), () => ({}), []],
    ['the status', () => ({ status: 'In Progress' }), () => ({ status: 'In Progress' }), ['TicketStatusChange']],
    [
      'the status in any letter case',
      () => ({ status: ' on HOLD ' }),
      () => ({ status: 'On Hold' }),
      ['TicketStatusChange'],
    ],
    [
      'the status, to closed',
      () => ({ status: 'Closed' }),
      () => ({ status: 'Closed' }),
      ['TicketStatusChange', 'TicketClose'],
    ],
    ['nothing for the same status', () => ({ status: 'open' }), () => ({}), []],
    ['no status for "undefined"', () => ({ status: 'undefined' }), () => ({}), []],
    ['the priority', () => ({ priority: 'High' }), () => ({ priority: 'High' }), ['TicketPriorityChange']],
    [
      'the priority in any letter case',
      () => ({ priority: ' loW ' }),
      () => ({ priority: 'Low' }),
      ['TicketPriorityChange'],
    ],
    ['nothing for the same priority', () => ({ priority: 'medium' }), () => ({}), []],
    ['no priority for "undefined"', () => ({ priority: 'undefined' }), () => ({}), []],
    ['the subject', () => ({ subject: 'Another' }), () => ({ subject: 'Another' }), ['TicketSubjectChange']],
    ['nothing for the same subject', () => ({ subject: 'Subject' }), () => ({}), []],
    ['no subject for spaces', () => ({ subject: '  ' }), () => ({}), []],
    ['who has it, by id', () => ({ flag: jo }), () => ({ flag: jo }), ['TicketFlagged']],
    ['who has it, by user name', () => ({ flag: 'JO' }), () => ({ flag: jo }), ['TicketFlagged']],
    ['nothing when an unassigned ticket stays unassigned', () => ({ flag: '0' }), () => ({}), []],
    ['nothing when the flag of an unassigned ticket is removed', () => ({ removeFlag: true }), () => ({}), []],
    [
      'who has it, with removeFlag false',
      () => ({ flag: kim, removeFlag: 'false' }),
      () => ({ flag: kim }),
      ['TicketFlagged'],
    ],
    ['nothing, with a flag and removeFlag', () => ({ flag: kim, removeFlag: 'true' }), () => ({}), []],
    [
      'the copies',
      () => ({ cc: ' a@example.com , b@example.com,a@example.com,' }),
      () => ({ cc: 'a@example.com,b@example.com' }),
      [],
    ],
    [
      'the name and address of a guest',
      () => ({ name: 'New', email: ' new@example.com ' }),
      () => ({ name: 'New', email: 'new@example.com', requestor_name: 'New', requestor_email: 'new@example.com' }),
      [],
    ],
  ])('%s', async (_what, params, expected, events) => {
    const { before, after, events: emitted } = await changed(params());
    expect({ ...after, replies: undefined }).toEqual({ ...before, ...expected(), replies: undefined });
    expect(emitted).toEqual(events);
  });

  test('several things at once, each with its event', async () => {
    const params = { deptid: billing, status: 'Closed', priority: 'Low', subject: 'Another', flag: kim };
    const { after, events } = await changed(params);
    expect(after).toMatchObject({ deptid: billing, status: 'Closed', priority: 'Low', subject: 'Another', flag: kim });
    expect(events.sort()).toEqual([
      'TicketClose',
      'TicketDepartmentChange',
      'TicketFlagged',
      'TicketPriorityChange',
      'TicketStatusChange',
      'TicketSubjectChange',
    ]);
  });

  test('show up in updated_since', async () => {
    const { id } = await world.ticket();
    const before = world.now;
    world.now = new Date(before.getTime() + 60_000);
    await world.done('UpdateTicket', { ticketid: id, priority: 'High' });
    const answer = await world.done('GetTickets', { updated_since: world.now.toISOString() });
    world.now = before;
    expect(answer).toMatchObject({ tickets: { ticket: [{ id }] } });
  });
});

describe('the flag', () => {
  test('is removed by 0 and by removeFlag, without an event', async () => {
    for (const params of [{ flag: 0 }, { flag: '0' }, { removeFlag: true }]) {
      const { id } = await world.ticket();
      await world.done('UpdateTicket', { ticketid: id, flag: jo });
      await world.events();
      await world.done('UpdateTicket', { ticketid: id, ...params });
      expect(await shown(id)).toMatchObject({ flag: 0 });
      expect(await world.events()).toEqual([]);
    }
  });

  test('emits no event when set again', async () => {
    const { id } = await world.ticket();
    await world.done('UpdateTicket', { ticketid: id, flag: jo });
    await world.events();
    await world.done('UpdateTicket', { ticketid: id, flag: 'jo' });
    expect(await world.events()).toEqual([]);
  });

  test('is read as an id before a user name', async () => {
    const named = await world.admin(String(jo));
    expect((await changed({ flag: String(jo) })).after).toMatchObject({ flag: jo });
    expect((await changed({ flag: String(named) })).after).toMatchObject({ flag: named });
  });
});

describe('the client', () => {
  test.each(['userid', 'clientid'])('is set by %s', async (name) => {
    const { after } = await changed({ [name]: ann.clientId });
    const owner = { userid: ann.clientId, contactid: 0, name: 'Ann Lee', requestor_type: 'Owner' };
    expect(after).toMatchObject({ ...owner, requestor_name: 'Ann Lee' });
    expect(after.replies.reply[0]).toMatchObject(owner);
  });

  test('replaces the user or contact of another client', async () => {
    const contactid = await world.contact(ann.clientId);
    for (const through of [{ contactid }, { userid: ann.userId }]) {
      const { after } = await changed({ userid: bob.clientId }, { clientid: ann.clientId, ...through });
      expect(after).toMatchObject({ userid: bob.clientId, contactid: 0, name: 'Bob Ray', requestor_type: 'Owner' });
      expect(after.replies.reply[0]).toMatchObject({ userid: bob.clientId, contactid: 0, name: 'Bob Ray' });
    }
  });

  test('keeps the contact and the service if it stays the same', async () => {
    const contactid = await world.contact(ann.clientId);
    const serviceid = await world.service(ann.clientId);
    const { after } = await changed({ userid: ann.clientId }, { clientid: ann.clientId, contactid, serviceid });
    expect(after).toMatchObject({ userid: ann.clientId, contactid, name: 'Con Tact', service: `S${serviceid}` });
  });

  test('loses the service or domain of another client', async () => {
    const of = { clientid: ann.clientId };
    for (const about of [
      { serviceid: await world.service(ann.clientId) },
      { domainid: await world.domain(ann.clientId) },
    ]) {
      const { before, after } = await changed({ userid: bob.clientId }, { ...of, ...about });
      expect(before.service).not.toBe('');
      expect(after).toMatchObject({ userid: bob.clientId, service: '' });
    }
  });

  test('the staff user who opened it stays the opener', async () => {
    const { id } = await world.done(
      'OpenTicket',
      {
        deptid: 1,
        subject: 'Subject',
        message: 'Message',
        clientid: ann.clientId,
        admin: true,
      },
      'jo',
    );
    await world.done('UpdateTicket', { ticketid: id, userid: bob.clientId });
    const ticket = await shown(id);
    expect(ticket).toMatchObject({
      userid: bob.clientId,
      name: 'Bob Ray',
      requestor_type: 'Operator',
      admin: 'Jo Admin',
    });
    expect(ticket.replies.reply[0]).toMatchObject({ requestor_type: 'Operator', admin: 'Jo Admin', name: '' });
  });

  test('keeps the authors of the replies', async () => {
    const { id } = await world.ticket();
    await world.done('AddTicketReply', { ticketid: id, message: 'Reply', name: 'Gus', email: 'gus@example.com' });
    await world.done('UpdateTicket', { ticketid: id, userid: ann.clientId });
    expect((await shown(id)).replies.reply[1]).toMatchObject({ userid: 0, name: 'Gus', requestor_type: 'Guest' });
  });
});

test("changes a guest's name and address in the first message too", async () => {
  const { after } = await changed({ name: 'New', email: 'new@example.com' });
  expect(after.replies.reply[0]).toMatchObject({
    name: 'New',
    email: 'new@example.com',
    requestor_name: 'New',
    requestor_email: 'new@example.com',
  });
});

describe('the first message', () => {
  test('is the only message rewritten', async () => {
    const { id } = await world.ticket();
    await world.done('AddTicketReply', { ticketid: id, message: 'Reply', name: 'Gus', email: 'gus@example.com' });
    await world.done('UpdateTicket', { ticketid: id, message: 'Rewritten' });
    const { replies } = await shown(id);
    expect(replies.reply.map(({ message }) => message)).toEqual(['Rewritten', 'Reply']);
    expect(replies.reply[0]).toMatchObject({ replyid: '0' });
  });

  test.each([
    [{ markdown: true }, 'plain', 'markdown'],
    [{ markdown: 'false' }, 'markdown', 'plain'],
    [{ message: 'Rewritten' }, 'markdown', 'markdown'],
    [{ message: 'Rewritten', useMarkdown: 'true' }, 'plain', 'markdown'],
  ])('with %j goes from %s to %s', async (params, format, expected) => {
    const { id } = await changed(params, { markdown: format === 'markdown' });
    const rows = await world.rows('select format from messages where ticket_id = $1', [id]);
    expect(rows).toEqual([{ format: expected }]);
  });

  test.each([
    ['2024-05-06 07:08:09', '2024-05-06 07:08:09'],
    ['2024-05-06T07:08:09-02:00', '2024-05-06 09:08:09'],
  ])('is dated %s, like the ticket', async (created, date) => {
    const { after } = await changed({ created });
    expect(after).toMatchObject({ date });
    expect(after.replies.reply[0]).toMatchObject({ date });
  });

  test("is dated in the desk's time zone, like the ticket", async () => {
    const { id } = await romanWorld.ticket();
    await romanWorld.done('UpdateTicket', { ticketid: id, created: '2024-07-01 12:00:00' });
    expect(await romanWorld.done('GetTicket', { ticketid: id })).toMatchObject({ date: '2024-07-01 12:00:00' });
    const [row] = await romanWorld.rows<{ at: Date }>('select created_at as at from tickets where id = $1', [id]);
    expect(row!.at.toISOString()).toBe('2024-07-01T10:00:00.000Z');
  });
});

describe('preventClientClosure', () => {
  test.each<[string, () => Record<string, unknown>, boolean, boolean]>([
    ['is set', () => ({ preventClientClosure: true }), false, true],
    ['is taken back', () => ({ preventClientClosure: 'false' }), true, false],
    ['stays by default', () => ({ subject: 'Another' }), true, true],
    ['comes from the new department', () => ({ deptid: strictDepartment }), false, true],
    ['goes with the old department', () => ({ deptid: billing }), true, false],
    [
      'counts more than the new department',
      () => ({ deptid: strictDepartment, preventClientClosure: '0' }),
      false,
      false,
    ],
    ['stays where the department is the same', () => ({ deptid: 1 }), true, true],
  ])('%s', async (_what, params, opened, expected) => {
    const { id } = await changed(params(), { preventClientClosure: opened });
    expect(await preventsClosure(id)).toBe(expected);
  });
});

describe('custom fields', () => {
  const values = (ticket: Shown) => (ticket.customfields as { customfield: { value: string }[] }).customfield;

  test.each<[string, (id: number) => unknown]>([
    ['base64 of a serialized array', (id) => base64(`a:1:{i:${id};s:3:"new";}`)],
    ['base64 of JSON', (id) => base64(JSON.stringify({ [id]: 'new' }))],
    ['JSON', (id) => JSON.stringify({ [id]: 'new' })],
    ['the array itself', (id) => ({ [id]: 'new' })],
  ])('as %s', async (_how, encode) => {
    const { after } = await changed({ customfields: encode(field) }, { customfields: { [field]: 'old' } });
    expect(values(after)).toEqual([{ id: field, name: 'Order', value: 'new' }]);
  });

  test('as nested form keys', async () => {
    const { id } = await world.ticket();
    const params = { ticketid: String(id), [`customfields[${field}]`]: 'new' };
    const { json } = await world.post({ action: 'UpdateTicket', ...params });
    expect(json).toEqual({ result: 'success', ticketid: id });
    expect(values(await shown(id))).toEqual([{ id: field, name: 'Order', value: 'new' }]);
  });

  test('an empty text removes them; an omitted one keeps them', async () => {
    const kept = await changed({ customfields: '[]' }, { customfields: { [field]: 'old' } });
    expect(values(kept.after)).toHaveLength(1);
    const cleared = await changed({ customfields: { [field]: '' } }, { customfields: { [field]: 'old' } });
    expect(values(cleared.after)).toEqual([]);
  });

  test('the rules are those of the new department', async () => {
    const { after } = await changed({ deptid: billing, customfields: { Invoice: '7' } });
    expect(values(after)).toEqual([{ id: billingField, name: 'Invoice', value: '7' }]);
  });
});

describe('what is planned', () => {
  type Plan = { tags: string[]; due: Date | null; until: Date | null; category: number | null; type: number };
  const planOf = async (id: number): Promise<Plan> => {
    const [plan] = await world.rows<Plan>(
      `select array(select g.name from ticket_tags tt join tags g on g.id = tt.tag_id where tt.ticket_id = t.id
                    order by tt.position) as tags,
         due_at as due, frozen_until as until, category_id as category, type_id as type from tickets t where id = $1`,
      [id],
    );
    return plan!;
  };
  const lastChanges = async () => (await world.logged())!.changes;

  test.each<[string[], Record<string, unknown>, string[]]>([
    [[], { tags: 'One, two ,one,' }, ['One', 'two']],
    [['One', 'two'], { tags: ['three', 'a,b'] }, ['three', 'a,b']],
    [['One', 'two'], { tags: ',' }, []],
    [['One', 'two'], { tags: '' }, ['One', 'two']],
    [['One', 'two'], { addtags: 'TWO,three', removetags: 'one' }, ['two', 'three']],
    [['One'], { tags: 'new', addtags: 'more', removetags: 'NEW' }, ['more']],
  ])('of the tags %j, %j leaves %j', async (before, params, after) => {
    const { id } = await world.ticket();
    await world.done('UpdateTicket', { ticketid: id, tags: before });
    await world.done('UpdateTicket', { ticketid: id, ...params });
    expect((await planOf(id)).tags).toEqual(after);
    const isChanged = String(before) !== String(after);
    expect(await lastChanges()).toEqual(isChanged ? { tags: [before.join(', '), after.join(', ')] } : null);
  });

  test('due date, category and type are set and cleared', async () => {
    const { categoryid } = await world.done('AddTicketCategory', { name: 'Hosting' });
    const { typeid } = await world.done('AddTicketType', { name: 'Question' });
    const { id } = await world.ticket();
    await world.events();
    const due = new Date('2027-01-31T09:00:00Z');
    await world.done('UpdateTicket', { ticketid: id, duedate: '2027-01-31 09:00:00', categoryid, typeid });
    expect(await planOf(id)).toMatchObject({ due, category: categoryid, type: typeid });
    expect(await lastChanges()).toEqual({
      due: [null, due.toISOString()],
      category: [null, 'Hosting'],
      type: [expect.any(String), 'Question'],
    });
    await world.done('UpdateTicket', { ticketid: id, duedate: due.toISOString(), removeDueDate: true, categoryid: 0 });
    expect(await planOf(id)).toMatchObject({ due: null, category: null, type: typeid });
    expect(await world.events()).toEqual([]);
  });

  test('a snooze is set, moved and ended, each with its event', async () => {
    const { id } = await world.ticket();
    await world.events();
    const until = new Date('2030-01-31T09:00:00Z');
    await world.done('UpdateTicket', { ticketid: id, snoozeuntil: until.toISOString() }, 'jo');
    await world.done('UpdateTicket', { ticketid: id, snoozeuntil: until.toISOString() }, 'jo');
    expect(await planOf(id)).toMatchObject({ until });
    const [row] = await world.rows('select payload from outbox order by id desc limit 1');
    expect(row).toEqual({ payload: { ticketid: id, until: until.toISOString(), adminid: jo } });
    await world.done('UpdateTicket', { ticketid: id, snoozeuntil: '2031-01-31' });
    await world.done('UpdateTicket', { ticketid: id, removeSnooze: true });
    await world.done('UpdateTicket', { ticketid: id, removeSnooze: true });
    expect(await planOf(id)).toMatchObject({ until: null });
    expect(await world.events()).toEqual(['TicketSnoozed', 'TicketSnoozed', 'TicketUnsnoozed']);
  });

  test('the activity log says who gets copies', async () => {
    await changed({ cc: 'b@example.com,c@example.com' }, { cc: 'a@example.com' });
    expect(await lastChanges()).toEqual({ cc: ['a@example.com', 'b@example.com, c@example.com'] });
    await changed({ cc: ',' }, { cc: 'a@example.com' });
    expect(await lastChanges()).toEqual({ cc: ['a@example.com', ''] });
  });
});

describe('events carry the published fields', () => {
  test.each<[string, () => Record<string, unknown>, () => Record<string, unknown>]>([
    ['TicketStatusChange', () => ({ status: 'On Hold' }), () => ({ adminid: jo, status: 'On Hold' })],
    ['TicketClose', () => ({ status: 'Closed' }), () => ({})],
    [
      'TicketDepartmentChange',
      () => ({ deptid: billing }),
      () => ({ deptid: billing, deptname: 'Billing', fromdeptids: [1] }),
    ],
    ['TicketFlagged', () => ({ flag: kim }), () => ({ adminid: kim, adminname: 'Jo Admin' })],
    ['TicketPriorityChange', () => ({ priority: 'Low' }), () => ({ priority: 'Low', adminid: jo })],
    ['TicketSubjectChange', () => ({ subject: 'Another' }), () => ({ subject: 'Another' })],
  ])('%s', async (event, params, expected) => {
    const { id } = await changed(params(), {}, 'jo');
    const [row] = await world.rows<{ payload: unknown }>(
      'select payload from outbox where event = $1 order by id desc limit 1',
      [event],
    );
    expect(row!.payload).toEqual({ ticketid: id, ...expected() });
  });
});

test('closing and opening keep the time of closing while the ticket is closed', async () => {
  const { id } = await world.ticket();
  const closedAt = async () => (await world.rows('select closed_at from tickets where id = $1', [id]))[0];
  await world.done('UpdateTicket', { ticketid: id, status: 'Closed' });
  const then = world.now;
  expect(await closedAt()).toEqual({ closed_at: then });
  world.now = new Date(then.getTime() + 60_000);
  await world.done('UpdateTicket', { ticketid: id, status: 'Closed' });
  expect(await closedAt()).toEqual({ closed_at: then });
  world.now = then;
  await world.done('UpdateTicket', { ticketid: id, status: 'Open' });
  expect(await closedAt()).toEqual({ closed_at: null });
});

const onTicket = async (params: Record<string, unknown>) => ({ ticketid: (await world.ticket()).id, ...params });
const STATUSES = 'Open,Answered,Customer-Reply,On Hold,In Progress,Closed';

testRefusals(world, 'UpdateTicket', [
  ...customFieldRefusals(world, 'ticket', async (params, deptid) => ({
    ticketid: (await world.ticket({ deptid })).id,
    ...params,
  })),
  { message: 'Ticket ID Not Found', params: { ticketid: 999_999, subject: 'x' } },
  { message: 'Ticket ID Not Found', because: 'none', params: { subject: 'x' } },
  { message: 'Ticket ID Not Found', because: 'no number', params: { ticketid: '1x', subject: 'x' } },
  { message: 'Ticket ID Not Found', because: 'ticketnum', params: { ticketnum: 'x', subject: 'x' } },
  {
    message: 'Only our staff can close this ticket',
    params: async () => ({
      ticketid: (await world.ticket({ clientid: ann.clientId, preventClientClosure: true })).id,
      status: 'Closed',
    }),
    call: asReseller(world, () => reseller),
  },
  { message: 'Department ID Not Found', params: () => onTicket({ deptid: 999_999, subject: 'x' }) },
  { message: 'Department ID Not Found', because: 'no number', params: () => onTicket({ deptid: 'Billing' }) },
  {
    message: 'Invalid Ticket Priority. Valid priorities are: Low,Medium,High',
    params: () => onTicket({ priority: 'Critical', subject: 'x' }),
  },
  {
    message: `Invalid Ticket Status. Valid statuses are: ${STATUSES}`,
    params: () => onTicket({ status: 'Sleeping', subject: 'x' }),
  },
  { message: 'Invalid Date Format', params: () => onTicket({ created: 'tomorrow' }) },
  {
    message: 'Ticket creation date cannot be in the future',
    params: () => onTicket({ created: new Date(world.now.getTime() + 121_000).toISOString(), subject: 'x' }),
  },
  { message: 'Client ID Not Found', params: () => onTicket({ userid: 999_999, subject: 'x' }) },
  { message: 'Client ID Not Found', because: 'clientid, no number', params: () => onTicket({ clientid: 'ann' }) },
  { message: 'Admin ID Not Found', params: () => onTicket({ flag: 999_999, subject: 'x' }) },
  { message: 'Admin ID Not Found', because: 'a name', params: () => onTicket({ flag: 'nobody' }) },
  { message: 'Email Address Invalid', params: () => onTicket({ email: 'gus', subject: 'x' }) },
  {
    message: 'Email Address Invalid',
    because: 'in cc',
    params: () => onTicket({ cc: 'a@example.com,b', subject: 'x' }),
  },
  {
    message: 'Email Address Invalid',
    because: 'a line end in cc',
    params: () => onTicket({ cc: 'a@example.com\r\nBcc: x@example.com' }),
  },
  {
    message: 'A ticket may have at most 10 addresses in cc',
    params: () => onTicket({ cc: Array.from({ length: 11 }, (_, index) => `a${index}@example.com`).join(',') }),
  },
  { message: 'Ticket Category ID Not Found', params: () => onTicket({ categoryid: 999_999, subject: 'x' }) },
  { message: 'Ticket Category ID Not Found', because: 'no number', params: () => onTicket({ categoryid: 'x' }) },
  { message: 'Ticket Type ID Not Found', params: () => onTicket({ typeid: 999_999, subject: 'x' }) },
  {
    message: 'A ticket may have at most 50 tags',
    params: () => onTicket({ addtags: Array.from({ length: 51 }, (_, index) => `tag ${index}`), subject: 'x' }),
  },
  { message: 'A tag may have at most 100 characters', params: () => onTicket({ tags: 'x'.repeat(101), subject: 'x' }) },
  {
    message: 'A ticket can be snoozed only until a time in the future',
    params: () => onTicket({ snoozeuntil: world.now.toISOString(), subject: 'x' }),
  },
  { message: 'Invalid Date Format', because: 'duedate', params: () => onTicket({ duedate: 'soon', subject: 'x' }) },
  {
    message: 'Custom field "Invoice" does not exist in this department',
    params: () => onTicket({ customfields: { Invoice: '7' }, subject: 'x' }),
  },
  {
    message: 'Custom field "Invoice" is required',
    because: 'cannot be taken away',
    params: async () => ({
      ticketid: (await world.ticket({ deptid: billing, customfields: { Invoice: '7' } })).id,
      customfields: { Invoice: '' },
    }),
  },
  {
    message: 'Parameter "name" may have at most 250 characters',
    params: () => onTicket({ name: 'x'.repeat(251) }),
  },
]);

describe('text comes back unchanged', () => {
  test.each(TEXTS)('%s', async (_what, text) => {
    const customfields = { [field]: text };
    // In a change, a printed null means that nothing changes.
    const isNull = text === 'null' || text === 'undefined';
    const sent = isNull ? { message: `${text}.` } : { subject: text, message: text, name: text };
    const { after } = await changed({ ...sent, customfields });
    const line = inOneLine(text);
    expect(after).toMatchObject({ customfields: { customfield: [{ value: line }] } });
    if (isNull) return;
    expect(after).toMatchObject({ subject: line, name: line });
    expect(after.replies.reply[0]).toMatchObject({ message: text });
  });

  test('a subject and a message of a million characters', async () => {
    const text = Array.from({ length: 100_000 }, (_, index) => `größe${index}`).join(' ');
    const { after } = await changed({ subject: text, message: text });
    expect([after.subject === text, after.replies.reply[0]!.message === text]).toEqual([true, true]);
  });
});

test('makes all simultaneous changes', async () => {
  const { id } = await world.ticket();
  await Promise.all([
    world.done('UpdateTicket', { ticketid: id, status: 'On Hold' }),
    world.done('UpdateTicket', { ticketid: id, deptid: billing }),
    world.done('UpdateTicket', { ticketid: id, priority: 'High' }),
    world.done('UpdateTicket', { ticketid: id, subject: 'Another' }),
    world.done('UpdateTicket', { ticketid: id, flag: jo }),
  ]);
  expect(await shown(id)).toMatchObject({
    status: 'On Hold',
    deptid: billing,
    priority: 'High',
    subject: 'Another',
    flag: jo,
  });
});
