import { staffUser } from '../support/helpdeskeddy';
import { useWorld } from '../support/world';

const world = useWorld();
const GUEST = { name: 'Guest', email: 'guest@example.com' };

let clientId: number;
let id: number;

beforeAll(async () => {
  ({ clientId } = await world.client());
  await world.admin('jo');
});

beforeEach(async () => {
  id = (await world.ticket({ clientid: clientId })).id;
});

/** What the log says of a call, beside who called. */
const told = async (action: string, params: Record<string, unknown>) => {
  const answer = await world.done(action, params);
  const { description, clientId: whose, changes } = (await world.logged())!;
  return { answer, description, whose, changes };
};

test.each<[Record<string, unknown>, string, Record<string, unknown> | null]>([
  [{}, 'Ticket changed', null],
  [{ status: 'Answered' }, 'Ticket changed', { status: ['Open', 'Answered'] }],
  [{ status: 'Open' }, 'Ticket changed', null],
  [
    { status: 'Closed', priority: 'High' },
    'Ticket closed',
    { priority: ['Medium', 'High'], status: ['Open', 'Closed'] },
  ],
  [{ subject: 'New' }, 'Ticket changed', { subject: ['Subject', 'New'] }],
  [{ flag: 'jo' }, 'Ticket changed', { assignee: [null, 'Jo Admin'] }],
  [{ flag: '0' }, 'Ticket changed', null],
  [{ message: 'Secret', markdown: true }, 'Ticket changed', { body: ['...', '...'] }],
  [
    { name: 'Gus', preventClientClosure: true },
    'Ticket changed',
    { requesterName: ['', 'Gus'], preventClientClosure: [false, true] },
  ],
])('UpdateTicket %j: %s', async (params, done, changes) => {
  const { description, whose, changes: said } = await told('UpdateTicket', { ticketid: id, ...params });
  expect([description, whose]).toEqual([`${done}: id ${id}`, clientId]);
  expect(said).toEqual(changes);
});

test('a ticket is taken from whoever has it', async () => {
  await world.done('UpdateTicket', { ticketid: id, flag: 'jo' });
  const { changes } = await told('UpdateTicket', { ticketid: id, removeFlag: true });
  expect(changes).toEqual({ assignee: ['Jo Admin', null] });
});

test('a ticket that goes to another department and another client is told of the client who has it now', async () => {
  const deptid = await world.department({ name: 'Sales' });
  const { clientId: userid } = await world.client();
  const { whose, changes } = await told('UpdateTicket', { ticketid: id, userid, deptid, status: 'Closed' });
  expect(whose).toBe(userid);
  expect(changes).toEqual({
    clientId: [clientId, userid],
    department: ['Support', 'Sales'],
    status: ['Open', 'Closed'],
  });
});

test("a reply is told with the status that it brings, by the ticket's number too", async () => {
  const [row] = await world.rows<{ number: string }>('select number from tickets where id = $1', [id]);
  const params = { ticketnum: row!.number, message: 'Secret', ...GUEST };
  const { answer, ...entry } = await told('AddTicketReply', params);
  expect(entry).toEqual({
    description: `Reply added: id ${id}, reply ${answer.replyid}`,
    whose: clientId,
    changes: { guest: [null, 'guest@example.com'], status: ['Open', 'Customer-Reply'] },
  });
  const closing = await told('AddTicketReply', { ...params, adminusername: 'jo', status: 'Closed' });
  expect(closing.description).toBe(`Reply added: id ${id}, reply ${closing.answer.replyid}`);
  expect(closing.changes).toMatchObject({ admin: [null, 'Jo Admin'] });
});

test('a reply is told with whoever wrote it', async () => {
  const contactid = await world.contact(clientId);
  const other = await world.client();
  const told = async (params: Record<string, unknown>, ticketid = id) => {
    await world.done('AddTicketReply', { ticketid, message: 'Secret', status: 'Open', ...params });
    const { clientId: whose, userId, changes } = (await world.logged())!;
    return { whose, userId, changes };
  };
  expect(await told({ clientid: clientId })).toEqual({ whose: clientId, userId: null, changes: null });
  expect(await told({ clientid: clientId, contactid })).toEqual({
    ...{ whose: clientId, userId: null, changes: { contact: [null, contactid] } },
  });
  const { id: guests } = await world.ticket();
  expect(await told({ clientid: other.clientId }, guests)).toEqual({
    ...{ whose: null, userId: null, changes: { client: [null, other.clientId] } },
  });
});

test('a note', async () => {
  const { answer, ...entry } = await told('AddTicketNote', { ticketid: id, message: 'Secret' });
  expect(entry).toEqual({ description: `Note added: id ${id}, note ${answer.noteid}`, whose: clientId, changes: null });
});

test.each<[string, string, string, unknown, string]>([
  ['puts a ticket away', 'DELETE', '', undefined, 'Ticket deleted: id {id}'],
  ['takes it back', 'PUT', '', { deleted: false }, 'Ticket restored: id {id}'],
  ['erases it', 'DELETE', '/?delete=true', undefined, 'Ticket erased: id {id}, number {number}'],
])('the HelpDeskEddy API %s', async (_what, method, path, body, description) => {
  const staff = await staffUser(world, `staff${path.length}${method}`);
  const [row] = await world.rows<{ number: string }>('select number from tickets where id = $1', [id]);
  expect(await staff.ask(method, `/tickets/${id}${path}`, body)).toMatchObject({ status: 200 });
  expect(await world.logged()).toMatchObject({
    description: description.replace('{id}', String(id)).replace('{number}', row!.number),
    clientId,
  });
});
