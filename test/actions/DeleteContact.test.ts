import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

interface Ticket {
  name: string;
  email: string;
  replies: { reply: Record<string, unknown>[] };
}

test("gives the contact's tickets to the client, and keeps the name on what the contact wrote", async () => {
  const { clientId } = await world.client('Ann Lee');
  const contactId = await world.contact(clientId);
  const { id } = await world.ticket({ clientid: clientId, contactid: contactId });
  await world.done('AddTicketReply', { ticketid: id, clientid: clientId, contactid: contactId, message: 'Hers' });
  await world.done('AddTicketReply', { ticketid: id, clientid: clientId, message: 'The client’s' });
  const [client] = await world.rows('select email from clients where id = $1', [clientId]);
  await world.events();

  const answer = await world.done('DeleteContact', { contactid: contactId });
  expectAnswer('DeleteContact', answer);
  expect(answer).toEqual({ result: 'success', contactid: contactId });
  expect(await world.rows('select 1 from contacts where id = $1', [contactId])).toEqual([]);
  expect(await world.events()).toEqual(['ContactDelete']);
  expect(await world.logged()).toMatchObject({
    ...{ clientId, changes: { name: ['Con Tact', null], email: ['con.tact@example.com', null] } },
  });
  const kept = { contactid: 0, name: 'Con Tact', email: 'con.tact@example.com', requestor_type: 'Sub-account' };
  const expected = [
    { userid: clientId, ...kept },
    { userid: clientId, ...kept, message: 'Hers' },
    { userid: clientId, name: 'Ann Lee', email: client?.email, requestor_type: 'Owner' },
  ];
  const ticketOf = async () => (await world.done('GetTicket', { ticketid: id })) as unknown as Ticket;
  expect(await ticketOf()).toMatchObject({ userid: clientId, contactid: 0, name: 'Ann Lee', email: client?.email });
  expect((await ticketOf()).replies.reply).toMatchObject(expected);
  // An update of the ticket that names no person keeps its author.
  await world.done('UpdateTicket', { ticketid: id, subject: 'Another', message: 'Rewritten' });
  expect((await ticketOf()).replies.reply).toMatchObject(expected);
});

test('calls that answer tickets at the same time fail only with an unknown contact', async () => {
  const { clientId } = await world.client();
  const contactid = await world.contact(clientId);
  const { id } = await world.ticket({ clientid: clientId, contactid });
  const reply = { ticketid: id, clientid: clientId, contactid, message: 'M' };
  const [deleted, ...answers] = await Promise.all([
    world.call('DeleteContact', { contactid }),
    ...Array.from({ length: 5 }, () => world.call('AddTicketReply', reply)),
  ]);
  expect(deleted).toMatchObject({ result: 'success' });
  expect(answers.filter(({ message = 'Contact ID Not Found' }) => message !== 'Contact ID Not Found')).toEqual([]);
});

testRefusals(world, 'DeleteContact', [
  { message: 'Contact ID Not Found', params: {} },
  { message: 'Contact ID Not Found', because: 'no such contact', params: { contactid: 999_999 } },
]);
