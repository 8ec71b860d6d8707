import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

interface Replies {
  replies: { reply: Record<string, unknown>[] };
}
const repliesOf = async (ticketid: number) =>
  ((await world.done('GetTicket', { ticketid })) as unknown as Replies).replies.reply;

test('deletes a client with everything it owns, and nothing else', async () => {
  const before = await world.counts();
  const { clientId, userId } = await world.client();
  const contactId = await world.contact(clientId);
  await world.service(clientId);
  await world.domain(clientId);
  const field = await world.customField({ name: 'Trade', type: 'text' });
  await world.change(`update custom_fields set owner = 'client' where id = $1`, [field]);
  await world.done('UpdateClient', { clientid: clientId, customfields: { [field]: 'Baker' } });
  await world.change(
    `insert into client_sessions (hash, client_id, expires_at, created_at) values ('h', $1, now(), now())`,
    [clientId],
  );
  const attachments = [{ name: 'a.txt', data: Buffer.from('a').toString('base64') }];
  const { id } = await world.ticket({ clientid: clientId, contactid: contactId, attachments });
  await world.done('AddTicketReply', { ticketid: id, clientid: clientId, message: 'More' });
  await world.done('AddTicketNote', { ticketid: id, message: 'Note' });
  await world.ticket({ clientid: clientId });
  await world.change('delete from custom_fields where id = $1', [field]);
  await world.events();

  const answer = await world.done('DeleteClient', { clientid: clientId, deletetransactions: true });
  expectAnswer('DeleteClient', answer);
  expect(answer).toEqual({ result: 'success', clientid: clientId });
  expect(await world.events()).toEqual(['TicketDelete', 'TicketDelete', 'ClientDelete']);
  expect(await world.logged()).toMatchObject({
    ...{ clientId, changes: { name: ['Ann Lee', null], email: [expect.stringContaining('@'), null] } },
  });
  const { outbox, activity_log: log, users, ...rest } = await world.counts();
  expect(rest).toEqual(Object.fromEntries(Object.keys(rest).map((table) => [table, before[table]])));
  // The user stays by default.
  expect([users, log! > before.activity_log!, outbox! > before.outbox!]).toEqual([before.users! + 1, true, true]);
  expect(await world.rows('select 1 from users where id = $1', [userId])).toHaveLength(1);
});

test('deletes users who have no other client', async () => {
  const [going, staying] = [await world.client('Going One'), await world.client('Staying One')];
  await world.change('insert into client_users (client_id, user_id) values ($1, $2)', [going.clientId, staying.userId]);
  // The user wrote in a ticket that went to another client.
  const { id } = await world.ticket({ clientid: going.clientId, userid: going.userId });
  await world.done('UpdateTicket', { ticketid: id, userid: staying.clientId });
  await world.change(
    `update messages set author_kind = 'user', client_id = $2, user_id = $3 where ticket_id = $1 and is_first`,
    [id, going.clientId, going.userId],
  );
  const [user] = await world.rows('select email from users where id = $1', [going.userId]);
  await world.done('DeleteClient', { clientid: going.clientId, deleteusers: 'true' });
  const left = await world.rows('select id from users where id = any($1) order by id', [
    [going.userId, staying.userId],
  ]);
  expect(left).toEqual([{ id: staying.userId }]);
  expect(await world.logged()).toMatchObject({ changes: { users: [[going.userId], null] } });
  expect(await repliesOf(id)).toMatchObject([{ name: 'Going One', email: user?.email, userid: 0, contactid: 0 }]);
});

test('keeps what it and its contacts wrote in other clients’ tickets', async () => {
  const [going, staying] = [await world.client('Going Two'), await world.client('Staying Two')];
  const contactId = await world.contact(going.clientId);
  const { id } = await world.ticket({ clientid: staying.clientId });
  const reply = { ticketid: id, clientid: going.clientId };
  await world.done('AddTicketReply', { ...reply, message: 'Mine' });
  await world.done('AddTicketReply', { ...reply, contactid: contactId, message: 'Hers' });
  const [client] = await world.rows('select email from clients where id = $1', [going.clientId]);
  await world.done('DeleteClient', { clientid: going.clientId });
  expect((await repliesOf(id)).slice(1)).toMatchObject([
    { message: 'Mine', name: 'Going Two', email: client?.email, requestor_type: 'Guest', userid: 0 },
    { message: 'Hers', name: 'Con Tact', email: 'con.tact@example.com', requestor_type: 'Guest', userid: 0 },
  ]);
});

test('gives other clients back their tickets that were merged into its own', async () => {
  const [going, staying] = [await world.client('Going Three'), await world.client('Staying Three')];
  const open = async (clientid: number, message: string) => (await world.ticket({ clientid, message })).id;
  const merge = (ticketid: number, ids: number[]) =>
    world.done('MergeTicket', { ticketid, mergeticketids: ids.join(',') });
  const [own, theirs, last] = [
    await open(going.clientId, 'Own'),
    await open(staying.clientId, 'Theirs'),
    await open(going.clientId, 'Last'),
  ];
  const [carried, guests] = [await open(staying.clientId, 'Carried'), (await world.ticket()).id];
  await world.done('AddTicketReply', { ticketid: theirs, clientid: staying.clientId, message: 'More' });
  await world.done('AddTicketNote', { ticketid: theirs, message: 'Note' });
  await merge(theirs, [carried]);
  await merge(last, [theirs, own, guests]);
  await world.events();
  await world.done('DeleteClient', { clientid: going.clientId });
  expect(await world.events()).toEqual(['TicketUnmerge', 'TicketDelete', 'TicketDelete', 'ClientDelete']);
  expect((await repliesOf(theirs)).map(({ message }) => message)).toEqual(['Theirs', 'Carried', 'More']);
  expect(await repliesOf(carried)).toEqual(await repliesOf(theirs));
  expect(await world.done('GetTicketNotes', { ticketid: theirs })).toMatchObject({ totalresults: 1 });
  for (const ticketid of [own, last, guests]) {
    expect(await world.call('GetTicket', { ticketid })).toMatchObject({ message: 'Ticket ID Not Found' });
  }
});

test('leaves what was deleted with one of its tickets deleted', async () => {
  const [going, staying] = [await world.client('Going Four'), await world.client('Staying Four')];
  const [own, theirs] = [
    await world.ticket({ clientid: going.clientId }),
    await world.ticket({ clientid: staying.clientId }),
  ];
  await world.done('MergeTicket', { ticketid: own.id, mergeticketids: String(theirs.id) });
  await world.done('StartBulkChange', { ticketids: String(own.id), delete: true });
  await world.done('DeleteClient', { clientid: going.clientId });
  expect(await world.rows('select 1 from tickets where id = any($1)', [[own.id, theirs.id]])).toEqual([]);
});

test('calls that open and answer its tickets at the same time fail only with an unknown client', async () => {
  const { clientId } = await world.client();
  const { id } = await world.ticket({ clientid: clientId });
  const others = Array.from({ length: 6 }, (_, index) =>
    index % 2 === 0
      ? world.call('OpenTicket', { deptid: 1, clientid: clientId, subject: 'S', message: 'M' })
      : world.call('AddTicketReply', { ticketid: id, clientid: clientId, message: 'M' }),
  );
  const [deleted, ...answers] = await Promise.all([world.call('DeleteClient', { clientid: clientId }), ...others]);
  expect(deleted).toMatchObject({ result: 'success' });
  const texts = answers.map(({ message = 'done' }) => message);
  expect(texts.filter((text) => !/^(done|Client ID Not Found|Ticket ID not found)$/i.test(String(text)))).toEqual([]);
  expect(await world.rows('select 1 from tickets where client_id = $1', [clientId])).toEqual([]);
});

test('ends the programs that sign in to its services', async () => {
  const { clientId } = await world.client();
  const serviceId = await world.service(clientId);
  const scope = 'clientarea:sso';
  const sso = await world.done('CreateOAuthCredential', { grantType: 'single_sign_on', scope, serviceId });
  const named = { grantType: 'authorization_code', name: 'Panel', scope, serviceId };
  const { clientIdentifier } = await world.done('CreateOAuthCredential', named);
  await world.done('DeleteClient', { clientid: clientId });
  expect(
    await world.rows(
      'select identifier from credentials c join oauth_clients o on o.credential_id = c.id where revoked_at is null',
    ),
  ).toEqual([{ identifier: clientIdentifier }]);
  expect(await world.logged()).toMatchObject({ changes: { programs: [[sso.clientIdentifier], null] } });
});

testRefusals(world, 'DeleteClient', [
  { message: 'Client ID Not Found', params: {} },
  { message: 'Client ID Not Found', because: 'no such client', params: { clientid: 999_999 } },
]);
