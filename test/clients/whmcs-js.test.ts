import { useWorld } from '../support/world';

/** An independent client that posts forms, with booleans as `true` and `false` and what is missing as `undefined`. */
type Method = (options?: Record<string, unknown>) => Promise<Record<string, unknown>>;
type Part = new (options: Record<string, string>) => { [name: string]: Method };
const { Support, Tickets } = require('whmcs-js') as { Support: Part; Tickets: Part };

const world = useWorld();

beforeAll(() => world.serve());

function client(credentials: Record<string, string> = { ...world.credentials }) {
  const options = { serverUrl: `${world.url}/includes/api.php`, ...credentials };
  return { support: new Support(options), tickets: new Tickets(options) };
}

test('opens, gets, answers, lists and closes a ticket', async () => {
  const { support, tickets } = client();
  const { clientId } = await world.client('Ann Lee');
  const files = [{ name: 'log.txt', data: Buffer.from('line\n').toString('base64') }];
  const opened = await support.openTicket!({
    deptid: 1,
    clientid: clientId,
    contactid: undefined,
    subject: 'It broke & burns',
    message: 'Zeile eins\nZeile zwei: größer + 100 %',
    priority: undefined,
    admin: false,
    noemail: false,
    attachments: Buffer.from(JSON.stringify(files)).toString('base64'),
  });
  expect(opened).toEqual({
    result: 'success',
    id: expect.any(Number),
    tid: expect.any(String),
    c: expect.any(String),
  });

  const replied = await support.addTicketReply!({
    ticketid: opened.id,
    clientid: clientId,
    message: 'Still broken.',
    markdown: false,
  });
  expect(replied).toEqual({ result: 'success', replyid: expect.any(Number) });

  expect(await tickets.getTicket!({ ticketnum: opened.tid })).toMatchObject({
    ticketid: opened.id,
    userid: clientId,
    subject: 'It broke & burns',
    status: 'Customer-Reply',
    priority: 'Medium',
    replies: {
      reply: [
        { replyid: '0', message: 'Zeile eins\nZeile zwei: größer + 100 %', attachments: [{ filename: 'log.txt' }] },
        { replyid: replied.replyid, name: 'Ann Lee', message: 'Still broken.' },
      ],
    },
  });
  const file = { action: 'GetTicketAttachment', relatedid: opened.id, type: 'ticket', index: 0 };
  expect(await tickets.callApi!(file)).toEqual({
    result: 'success',
    filename: 'log.txt',
    data: Buffer.from('line\n').toString('base64'),
  });
  expect(await tickets.getTickets!({ clientid: clientId })).toMatchObject({
    totalresults: 1,
    tickets: { ticket: [{ id: opened.id, tid: opened.tid, status: 'Customer-Reply' }] },
  });

  const closed = await support.updateTicket!({ ticketid: opened.id, status: 'Closed', removeFlag: undefined });
  expect(closed).toEqual({ result: 'success', ticketid: opened.id });
  expect(await tickets.getTicket!({ ticketid: opened.id })).toMatchObject({ status: 'Closed' });
});

test('lists departments and statuses', async () => {
  const { tickets } = client();
  const departments = await tickets.getSupportDepartments!();
  expect(departments).toMatchObject({ totalresults: 1, departments: { department: [{ id: 1, name: 'Support' }] } });
  expect(await tickets.getSupportStatuses!()).toMatchObject({ result: 'success', totalresults: 6 });
});

test('gives the text of a refusal', async () => {
  const stranger = client({ identifier: 'nobody', secret: 'nothing' });
  const refused = { result: 'error', message: 'Invalid or missing credentials' };
  expect(await stranger.tickets.getTickets!()).toEqual(refused);
  expect(await client().tickets.getTicket!({ ticketid: 999_999 })).toEqual({
    result: 'error',
    message: 'Ticket ID Not Found',
  });
});
