import Ajv2020 from 'ajv/dist/2020';
import { describeWebhooks, EVENTS, sampleOf } from '../../src/description/events';
import { DESK_EVENTS } from '../../src/store/desk/outbox';
import { eventually } from '../support/eventually';
import { useWorld } from '../support/world';
import { closeReceivers, type Received, startReceiver } from './receiver';

const world = useWorld((config) => {
  config.desk.webhookNetworks = ['127.0.0.0/8'];
  config.database.poolSize = 6;
});

afterAll(closeReceivers);

interface Described {
  post: { requestBody: { content: { 'application/json': { schema: object; example: unknown } } } };
}

const schemas = Object.fromEntries(
  Object.entries(describeWebhooks() as Record<string, Described>).map(([event, { post }]) => [
    event,
    post.requestBody.content['application/json'].schema,
  ]),
);

const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true } });

test('every event is described', () => {
  expect(Object.keys(EVENTS).sort()).toEqual([...DESK_EVENTS].sort());
});

test.each(Object.entries(EVENTS))('the sample of %s fits its schema', (event, described) => {
  const validate = ajv.compile(schemas[event]!);
  expect([validate(sampleOf(event, described)), validate.errors]).toEqual([true, null]);
});

const OPENED = 'ticketid ticketmask userid deptid deptname subject message priority';

/** What WHMCS publishes about its ticket hooks, in its own spellings. */
const PUBLISHED: Record<string, string> = {
  TicketOpen: OPENED,
  TicketOpenAdmin: OPENED,
  TicketUserReply: 'ticketid replyid userid deptid deptname subject message priority status',
  TicketAdminReply: 'ticketid replyid admin deptid deptname subject message priority status',
  TicketAddNote: 'ticketid message adminid attachments',
  TicketClose: 'ticketid',
  TicketDelete: 'ticketId adminId',
  TicketDeleteReply: 'ticketId replyId adminId',
  TicketDepartmentChange: 'ticketid deptid deptname',
  TicketFlagged: 'ticketid adminid adminname',
  TicketMerge: 'mergedTicketIds masterTicketId',
  TicketStatusChange: 'adminid status ticketid',
};

test.each(Object.entries(PUBLISHED))('%s has the variables that WHMCS publishes', (event, names) => {
  expect(Object.keys(EVENTS[event as keyof typeof EVENTS].data)).toEqual(expect.arrayContaining(names.split(' ')));
});

/** What a desk does all day. */
async function work(): Promise<void> {
  const adminid = await world.admin('jo');
  const { id } = await world.ticket();
  const reply = await world.done('AddTicketReply', {
    ticketid: id,
    message: 'More',
    name: 'A',
    email: 'a@example.com',
  });
  await world.done('AddTicketReply', { ticketid: id, message: 'Answer', adminusername: 'jo' });
  await world.done('AddTicketNote', { ticketid: id, message: 'Note' }, 'jo');
  const department = await world.department();
  await world.done('UpdateTicket', { ticketid: id, deptid: department, priority: 'High', subject: 'New' }, 'jo');
  await world.done('UpdateTicket', { ticketid: id, flag: adminid, status: 'In Progress' }, 'jo');
  await world.done('UpdateTicket', { ticketid: id, status: 'Closed' }, 'jo');
  await world.done('DeleteTicketReply', { ticketid: id, replyid: reply.replyid }, 'jo');
  const other = await world.done('OpenTicket', {
    ...{ deptid: 1, subject: 'By staff', message: 'Hello', name: 'A', email: 'a@example.com', admin: true },
  });
  const third = await world.ticket();
  await world.done('MergeTicket', { ticketid: id, mergeticketids: String(third.id) }, 'jo');
  await world.done('DeleteTicket', { ticketid: other.id }, 'jo');
  const client = {
    ...{ firstname: 'Ann', lastname: 'Lee', email: 'ann@example.com', password2: 'a long passphrase', country: 'US' },
    ...{ address1: 'Street 1', city: 'Town', state: 'CA', postcode: '12345', phonenumber: '123456789' },
  };
  const { clientid } = await world.done('AddClient', client);
  await world.done('UpdateClient', { clientid, firstname: 'Anna' });
  const { contactid } = await world.done('AddContact', { clientid, firstname: 'Con', email: 'con@example.com' });
  await world.done('UpdateContact', { contactid, firstname: 'Cony' });
  await world.done('DeleteContact', { contactid });
  await world.done('AddAnnouncement', { title: 'Title', announcement: 'Text', date: '2027-01-31' });
  await world.done('CloseClient', { clientid });
  await world.done('DeleteClient', { clientid, deletetransactions: true });
}

test('what is sent is as described', async () => {
  const receiver = await startReceiver();
  await world.serve();
  await world.done('AddWebhook', { url: receiver.url });
  await work();
  const types = () => new Set(receiver.received.map(({ json }) => String(json.type)));
  const [{ count } = { count: 0 }] = await world.rows<{ count: number }>('select count(*) from outbox');
  await eventually(() => receiver.received.length === count);
  expect(types().size).toBeGreaterThanOrEqual(20);
  for (const { json } of receiver.received as Received[]) {
    const type = String(json.type);
    const validate = ajv.compile(schemas[type]!);
    expect([type, validate(json), validate.errors]).toEqual([type, true, null]);
    const described = EVENTS[type as keyof typeof EVENTS].data;
    // A message is gone with its ticket or its reply.
    const missing = Object.keys(described).filter((name) => name !== 'message' && !(name in json.data));
    expect([type, missing]).toEqual([type, []]);
  }
  const replies = receiver.received.filter(({ json }) => json.type === 'TicketAdminReply');
  expect(replies.map(({ json }) => json.data.message)).toEqual(['Answer']);
});
