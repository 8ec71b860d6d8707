import { expectAnswer } from '../../support/answers';
import { useWorld } from '../../support/world';

const world = useWorld();

interface Ticket {
  id: number;
  subject: string;
  [name: string]: unknown;
}

let billing: number;
let jo: number;
let ann: number;
let annEmail: string;
const idOf: Record<string, number> = {};

/** The tickets in a list, with all that a queue shows. */
async function list(params: Record<string, unknown>, admin = 'jo'): Promise<Ticket[]> {
  const answer = await world.done('GetTickets', { orderby: 'id', order: 'ASC', rowdetails: true, ...params }, admin);
  expectAnswer('GetTickets', answer);
  const { ticket } = answer.tickets as { ticket: Ticket[] };
  expect(answer.totalresults).toBe(ticket.length);
  return ticket;
}

/** Their subjects, by which the tests tell them apart. */
const found = async (params: Record<string, unknown>, admin?: string): Promise<string> =>
  (await list(params, admin)).map(({ subject }) => subject.split(' ')[0]).join(' ');

const refusal = async (query: string, admin: string | undefined = 'jo') =>
  (await world.call('GetTickets', { query }, admin)).message;

async function open(subject: string, params: Record<string, unknown> = {}) {
  const guest = { deptid: 1, name: 'Gus Bell', email: 'gus@example.org', message: `About ${subject}`, noemail: true };
  idOf[subject.split(' ')[0] ?? ''] = Number((await world.done('OpenTicket', { ...guest, subject, ...params })).id);
}

beforeAll(async () => {
  billing = await world.department({ name: 'Billing & Sales' });
  jo = await world.admin('jo');
  await world.admin('clerk', { departmentIds: [billing] });
  ann = (await world.client('Ann Lee')).clientId;
  annEmail = (await world.rows<{ email: string }>('select email from clients where id = $1', [ann]))[0]!.email;
  const contactId = await world.contact(ann);
  await open('alpha printer on fire', { clientid: ann, created: '2024-01-01 10:00:00', priority: 'High' });
  await open('beta invoice', { clientid: ann, contactid: contactId, deptid: billing, created: '2024-01-02 10:00:00' });
  await open('gamma printer', { created: '2024-01-03 10:00:00', message: 'two words in a row' });
  await open('delta', { name: 'Joanna Bell', email: 'joanna@example.net', created: '2024-01-04 10:00:00' });
  await open('omega', { created: '2024-01-05 10:00:00', attachments: [{ name: 'a.txt', data: 'eA==' }] });
  await world.done('UpdateTicket', { ticketid: idOf.alpha, flag: jo });
  await world.done('UpdateTicket', { ticketid: idOf.beta, status: 'On Hold' });
  await world.done('UpdateTicket', { ticketid: idOf.omega, status: 'Closed' });
  await world.done('AddTicketNote', { ticketid: idOf.gamma, message: 'A note' });
  const week = 7 * 24 * 3_600_000;
  await world.change('update tickets set frozen_until = $2, sla_due_at = $3 where id = $1', [
    idOf.delta,
    new Date(world.now.getTime() + week),
    new Date(world.now.getTime() - week),
  ]);
  await world.change(`insert into tags (name) values ('vip'), ('big one')`);
  await world.change(
    `insert into ticket_tags (ticket_id, tag_id) select t.id, g.id from tickets t, tags g
     where t.id = $1 or t.id = $2 and g.name = 'vip'`,
    [idOf.alpha, idOf.delta],
  );
});

test.each([
  ['', 'alpha beta gamma delta omega'],
  ['status:open', 'alpha gamma delta'],
  ['status:on-hold', 'beta'],
  ['status:"On Hold",closed', 'beta omega'],
  ['status:open status:closed', 'alpha gamma delta omega'],
  ['-status:open', 'beta omega'],
  ['is:open', 'alpha beta gamma delta'],
  ['-is:open', 'omega'],
  ['is:closed', 'omega'],
  ['is:awaiting', 'alpha gamma delta'],
  ['dept:"Billing & Sales"', 'beta'],
  ['dept:billingsales', 'beta'],
  ['-dept:billingsales is:open', 'alpha gamma delta'],
  ['assignee:me', 'alpha'],
  ['assignee:jo', 'alpha'],
  ['assignee:"Jo Admin"', undefined],
  ['assignee:none is:open', 'beta gamma delta'],
  ['assignee:none,me is:open', 'alpha beta gamma delta'],
  ['-assignee:me is:open', 'beta gamma delta'],
  ['is:unassigned -is:closed', 'beta gamma delta'],
  ['is:assigned', 'alpha'],
  ['is:mine', 'alpha'],
  ['-is:mine is:open', 'beta gamma delta'],
  ['priority:high', 'alpha'],
  ['-priority:high is:open', 'beta gamma delta'],
  ['from:ann', 'alpha'],
  ['from:"ann lee"', 'alpha'],
  ['from:con.tact', 'beta'],
  ['from:gus', 'gamma omega'],
  ['from:bell', 'gamma delta omega'],
  ['from:example.net', 'delta'],
  ['from:@example.net', 'delta'],
  ['from:GUS@example.org', 'gamma omega'],
  ['from:us@example.org', ''],
  ['from:nobody', ''],
  ['from:ann,joanna@example.net', 'alpha delta'],
  ['-from:bell', 'alpha beta'],
  ['-from:gus@example.org is:open', 'alpha beta delta'],
  ['from:bell printer', 'gamma'],
  ['from:bell subject:printer', 'gamma'],
  ['subject:printer', 'alpha gamma'],
  ['subject:"printer on"', 'alpha'],
  ['printer', 'alpha gamma'],
  ['printer -fire', 'gamma'],
  ['"two words" status:open', 'gamma'],
  ['subject:invoice,fire', 'alpha beta'],
  ['subject:"printer on",invoice,x', 'alpha beta'],
  ['subject:"printer,invoice"', ''],
  ['subject:"printer on fire",invoice is:open printer', 'alpha'],
  ['tag:vip', 'alpha delta'],
  ['tag:VIP tag:"big one"', 'alpha'],
  ['tag:vip,"big one"', 'alpha delta'],
  ['-tag:vip', 'beta gamma omega'],
  ['has:attachment', 'omega'],
  ['-has:attachment', 'alpha beta gamma delta'],
  ['has:note', 'gamma'],
  ['has:attachment,note', 'gamma omega'],
  ['has:attachment has:note', ''],
  ['-has:attachment,note', 'alpha beta delta'],
  ['is:open,closed', 'alpha beta gamma delta omega'],
  ['is:awaiting,closed', 'alpha gamma delta omega'],
  ['is:awaiting,closed is:open', 'alpha gamma delta'],
  ['-is:awaiting,closed', 'beta'],
  ['is:unassigned,assigned', 'alpha beta gamma delta omega'],
  ['-is:unassigned,assigned', ''],
  ['is:mine,closed', 'alpha omega'],
  ['is:mine,closed has:note,attachment', 'omega'],
  ['is:mine,closed assignee:none', 'omega'],
  ['-is:mine,closed', 'beta gamma delta'],
  ['is:snoozed,mine', 'alpha delta'],
  ['is:overdue,closed', 'delta omega'],
  ['is:unread,closed', 'alpha beta gamma delta omega'],
  ['is:read,mine', 'alpha omega'],
  ['is:snoozed', 'delta'],
  ['-is:snoozed', 'alpha beta gamma omega'],
  ['is:overdue', 'delta'],
  ['-is:overdue is:open', 'alpha beta gamma'],
  ['due:<today', 'delta'],
  ['-due:<today', 'alpha beta gamma omega'],
  ['created:2024-01-02', 'beta'],
  ['created:>2024-01-03', 'delta omega'],
  ['created:2024-01-02..2024-01-03', 'beta gamma'],
  ['created:<=2024-01-02 -created:2024-01-01', 'beta'],
  ['created:>"2024-01-02 10:00" created:<2024-01-04', 'beta gamma'],
  ['updated:>2h', 'alpha beta gamma delta omega'],
  ['updated:<2h', ''],
  ['status:open is:closed', ''],
])('finds what %j means', async (query, subjects) => {
  if (subjects === undefined) expect(await refusal(query)).toMatch(/"assignee:Jo Admin" may be /);
  else expect(await found({ query })).toBe(subjects);
});

test('takes conditions as parameters too, and joins them with the query', async () => {
  expect(await found({ deptids: `${billing}` })).toBe('beta');
  expect(await found({ deptids: [1, billing], statuses: ['Open', 'On Hold'] })).toBe('alpha beta gamma delta');
  expect(await found({ flag: 0, statuses: 'open' })).toBe('gamma delta');
  expect(await found({ flag: jo })).toBe('alpha');
  expect(await found({ assignees: 'me,none', priority: 'High' })).toBe('alpha');
  expect(await found({ requester: annEmail })).toBe('alpha');
  expect(await found({ requester: 'bell', query: 'is:closed' })).toBe('omega');
  expect(await found({ created_since: '2024-01-02', created_until: '2024-01-03 10:00:00' })).toBe('beta gamma');
  expect(await found({ updated_until: '2024-01-03' })).toBe('');
  expect(await found({ has_attachment: true })).toBe('omega');
  expect(await found({ has_attachment: false, snoozed: false, query: 'is:open' })).toBe('alpha beta gamma');
  expect(await found({ snoozed: true })).toBe('delta');
  expect(await found({ typeid: 0, query: 'tag:vip' })).toBe('alpha delta');
  expect(await found({ statuses: 'Open,Closed', query: 'status:closed' })).toBe('omega');
  expect(await found({ status: 'Open', query: 'printer', search: 'words' })).toBe('gamma');
  expect(await found({ deptid: billing, query: 'status:open' })).toBe('');
});

test('takes flag as an id, and narrows other parameters by it', async () => {
  const named = await world.admin(`${jo}`);
  expect(await found({ flag: jo })).toBe('alpha');
  expect(await found({ flag: named })).toBe('');
  expect(await found({ flag: jo, assignees: ['none'] })).toBe('');
});

test('counts views of alternatives', async () => {
  const queries = ['is:open,closed', 'is:mine,closed', 'has:note,attachment', 'subject:invoice,fire'];
  for (const query of queries) await world.done('AddTicketView', { name: query, query }, 'jo');
  const { views } = await world.done('GetTicketViews', { counts: true }, 'jo');
  expect(views).toEqual({
    view: expect.arrayContaining(queries.map((name, at) => expect.objectContaining({ name, count: [5, 2, 2, 2][at] }))),
  });
});

test('shows only the tickets of the departments that the caller works in', async () => {
  expect(await found({ query: 'is:open' }, 'clerk')).toBe('beta');
  expect(await found({ query: 'dept:billingsales' }, 'clerk')).toBe('beta');
  expect(await refusal('dept:1', 'clerk')).toMatch(/^Query not understood: you do not work in the department "/);
});

test.each([
  ['colour:red', 'there is no filter "colour". The filters are status, dept, assignee, '],
  ['status:', 'write a value after "status:"'],
  ['status:opn', '"status" knows no "opn". It knows Open, Answered, '],
  ['dept:Mars', '"dept" knows no "Mars". It knows '],
  ['assignee:nobody', '"assignee" knows no "nobody". It knows me, none, '],
  ['priority:9', '"priority" knows no "9". It knows '],
  ['tag:nope', '"tag" knows no "nope"'],
  ['is:open,happy', '"is" knows no "happy". It knows open, closed, '],
  ['has:note,luck', '"has" knows no "luck"'],
  ['is:happy', '"is" knows no "happy". It knows open, closed, '],
  ['has:luck', '"has" knows no "luck". It knows attachment, note'],
  ['created:soon', '"created" takes no "soon". It takes dates such as 2027-01-31, '],
  ['created:2024-02-30', '"created" takes no "2024-02-30"'],
  ['subject:a subject:b', 'use "subject" once; part several values by commas'],
  ['-subject:a', '"subject" cannot be excluded with a minus'],
  ['from:a from:b', 'use "from" once'],
  ['client:ann', '"client" knows no "ann"'],
])('says what is wrong with %j', async (query, text) => {
  const message = await refusal(query);
  expect(message).toContain(`Query not understood: ${text}`);
});

test.each([
  ['deptids', 'Mars,1', 'there is no "Mars". Must be one of '],
  ['statuses', ['Open', 'opn'], 'there is no "opn". Must be one of Open, Answered, '],
  ['assignees', 'nobody', 'there is no "nobody". Must be one of me, none, '],
  ['assignees', 'me', '"me" is only for administrators'],
  ['unread', true, 'it is only for administrators'],
  ['priority', 'Loud', 'there is no "Loud". Must be one of '],
  ['categoryid', 999, 'there is no "999"'],
  ['typeid', 999, 'there is no "999". Must be one of '],
])('says what is wrong with %s %j in the name of the parameter', async (name, value, text) => {
  const { result, message } = await world.call('GetTickets', { [name]: value });
  expect([result, message]).toEqual(['error', expect.stringContaining(`Invalid ${name}: ${text}`)]);
});

test('of parameters and a query, each is refused in its own words', async () => {
  expect((await world.call('GetTickets', { deptids: 1, query: 'dept:Mars' })).message).toMatch(
    /^Query not understood: /,
  );
  expect((await world.call('GetTickets', { deptids: 'Mars', query: 'dept:1' })).message).toMatch(/^Invalid deptids: /);
  expect((await world.call('GetTickets', { deptids: 1 }, 'clerk')).message).toMatch(
    /^Invalid deptids: you do not work in the department "/,
  );
});

test.each(['none', ['none'], '0', 0])('assignees %j finds tickets of nobody', async (assignees) => {
  expect(await found({ assignees })).toBe(await found({ flag: 0 }));
});

test.each(['None', 'null', 'false', ''])('assignees %j is not sent', async (assignees) => {
  expect(await found({ assignees })).toBe(await found({}));
});

test('knows no me where no administrator calls', async () => {
  for (const query of ['assignee:me', 'is:mine', 'is:unread']) {
    expect((await world.call('GetTickets', { query })).message).toContain(`"${query}" is only for administrators`);
  }
});

test('looks for guests as their tickets are now', async () => {
  await open('sigma', { name: 'Zoe First', email: 'zoe@example.com' });
  await open('tau', { clientid: ann });
  expect(await found({ query: 'from:zoe' })).toBe('sigma');
  await world.change(`update tickets set requester_name = 'Zed Second' where id = $1`, [idOf.sigma]);
  expect(await found({ query: 'from:zed' })).toBe('sigma');
  expect(await found({ query: 'from:first' })).toBe('');
  await world.done('UpdateTicket', { ticketid: idOf.sigma, status: 'Closed' });
  await world.done('UpdateTicket', { ticketid: idOf.tau, status: 'Closed' });
});

test('shows what a queue needs of each ticket', async () => {
  const [alpha] = await list({ query: 'alpha' });
  expect(alpha).toMatchObject({
    ...{ deptname: 'Support', flagname: 'Jo Admin', statuscolor: '#779500', closed: false, tags: ['big one', 'vip'] },
    ...{ unread: true, lastmessageby: 'customer', lastmessagename: 'Ann Lee', snoozeduntil: '', due: '' },
  });
  const [delta] = await list({ query: 'delta' });
  expect(delta).toMatchObject({ lastmessagename: 'Joanna Bell', snoozeduntil: expect.any(String), flagname: '' });
  expect(delta?.due).not.toBe('');
});

test('tells each administrator what is new to them', async () => {
  const isUnread = async (admin = 'jo') => (await list({ query: 'gamma' }, admin))[0]?.unread;
  await world.admin('kim');
  expect([await isUnread(), await isUnread('kim')]).toEqual([true, true]);
  await world.done('MarkTicketRead', { ticketid: idOf.gamma }, 'jo');
  expect([await isUnread(), await isUnread('kim')]).toEqual([false, true]);
  expect(await found({ query: 'is:unread printer' })).toBe('alpha');
  expect(await found({ query: 'is:read printer' })).toBe('gamma');
  expect(await found({ unread: true, query: 'printer' }, 'kim')).toBe('alpha gamma');

  world.now = new Date(world.now.getTime() + 60_000);
  const guest = { name: 'Gus Bell', email: 'gus@example.org', noemail: true };
  await world.done('AddTicketReply', { ticketid: idOf.gamma, message: 'Hello again', ...guest });
  expect(await isUnread()).toBe(true);
  await world.done('MarkTicketRead', { ticketid: idOf.gamma }, 'jo');
  expect(await isUnread()).toBe(false);
  await world.done('MarkTicketUnread', { ticketid: idOf.gamma }, 'jo');
  expect([await isUnread(), await found({ query: 'is:unread printer' })]).toEqual([true, 'alpha gamma']);
  await world.done('AddTicketReply', {
    ticketid: idOf.gamma,
    message: 'Our answer',
    adminusername: 'jo',
    noemail: true,
  });
  expect([await isUnread(), await isUnread('kim')]).toEqual([true, false]);
  await world.done('MarkTicketRead', { ticketid: idOf.gamma }, 'jo');
  expect(await isUnread()).toBe(false);
  await world.done('MarkTicketUnread', { ticketid: idOf.omega }, 'jo');
  expect(await found({ query: 'is:unread is:closed' })).toBe('omega');
});
