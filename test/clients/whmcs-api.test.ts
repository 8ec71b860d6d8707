import { useWorld } from '../support/world';

/** An independent client that sends everything by GET, and an `endpoint` parameter that nobody asked for. */
interface Client {
  call(action: string, params?: Record<string, unknown>): Promise<Record<string, unknown>>;
}
const ApiClient = require('whmcs-api') as new (options: Record<string, string>) => Client;

const world = useWorld();

beforeAll(() => world.serve());

/** A new one for every call, because it keeps the parameters of the call before. */
const client = (credentials: Record<string, string> = { ...world.credentials }): Client =>
  new ApiClient({ endpoint: `${world.url}/includes/api.php`, accesskey: '', responsetype: 'json', ...credentials });

test('opens, gets, answers, lists and closes a ticket', async () => {
  const { clientId } = await world.client('Ann Lee');
  const opened = await client().call('OpenTicket', {
    deptid: 1,
    clientid: clientId,
    subject: 'It broke & burns',
    message: 'Zeile eins\nZeile zwei: größer + 100 %',
    priority: 'High',
    markdown: true,
  });
  expect(opened).toEqual({
    result: 'success',
    id: expect.any(Number),
    tid: expect.any(String),
    c: expect.any(String),
  });

  const replied = await client().call('AddTicketReply', {
    ticketid: opened.id,
    adminusername: 'Support',
    message: 'We are on it.',
  });
  expect(replied).toEqual({ result: 'success', replyid: expect.any(Number) });

  expect(await client().call('GetTicket', { ticketnum: opened.tid })).toMatchObject({
    ticketid: opened.id,
    userid: clientId,
    subject: 'It broke & burns',
    status: 'Answered',
    priority: 'High',
    replies: {
      reply: [
        { replyid: '0', name: 'Ann Lee', message: 'Zeile eins\nZeile zwei: größer + 100 %' },
        { replyid: replied.replyid, admin: 'Support', message: 'We are on it.' },
      ],
    },
  });
  expect(await client().call('GetTickets', { clientid: clientId })).toMatchObject({
    totalresults: 1,
    tickets: { ticket: [{ id: opened.id, tid: opened.tid, status: 'Answered' }] },
  });

  const closed = await client().call('UpdateTicket', { ticketid: opened.id, status: 'Closed' });
  expect(closed).toEqual({ result: 'success', ticketid: opened.id });
  expect(await client().call('GetTicket', { ticketid: opened.id })).toMatchObject({ status: 'Closed' });
});

test('rejects with the text of a refusal', async () => {
  await expect(client().call('GetTicket', { ticketid: 999_999 })).rejects.toThrow('Ticket ID Not Found');
  const stranger = client({ identifier: 'nobody', secret: 'nothing' });
  await expect(stranger.call('GetTickets')).rejects.toThrow('Invalid or missing credentials');
});
