import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

type Shown = Record<string, unknown> & { replies: { reply: { message: string; replyid: unknown }[] } };

const shown = async (params: Record<string, unknown>) => (await world.done('GetTicket', params)) as unknown as Shown;
const tickets = async (count: number) => {
  const made = [];
  for (let at = 0; at < count; at++)
    made.push(await world.ticket({ subject: `Subject ${at}`, message: `Message ${at}` }));
  return made as Awaited<ReturnType<typeof world.ticket>>[];
};

test('the others become part of it: their ids and numbers lead to it', async () => {
  const { clientId } = await world.client();
  const [one, two, three] = [await world.ticket({ clientid: clientId }), ...(await tickets(2))];
  await world.done('AddTicketNote', { ticketid: two!.id, message: 'Note' });
  await world.events();
  const answer = await world.done('MergeTicket', { ticketid: one!.id, mergeticketids: `${two!.id}, ${three!.id},` });
  expectAnswer('MergeTicket', answer);
  expect(answer).toMatchObject({ ticketid: one!.id });
  expect(await world.events()).toEqual(['TicketMerge']);
  expect(await world.logged()).toMatchObject({
    description: `Tickets merged: id ${one!.id}`,
    clientId,
    changes: { merged: [null, [two!.id, three!.id]] },
  });
  const ticket = await shown({ ticketid: one!.id });
  expect(ticket).toMatchObject({ subject: 'Subject', notes: { note: [{ message: 'Note' }] } });
  expect(ticket.replies.reply.map(({ message }) => message)).toEqual(['Message', 'Message 0', 'Message 1']);
  for (const { id, tid } of [two!, three!]) {
    expect(await shown({ ticketid: id })).toEqual(ticket);
    expect(await shown({ ticketnum: tid })).toEqual(ticket);
    expect(await world.done('GetTickets', { search: tid })).toMatchObject({ tickets: { ticket: [{ id: one!.id }] } });
  }
});

test.each<[string, (ids: number[]) => Record<string, unknown>]>([
  ['a list', (ids) => ({ mergeticketids: ids })],
  ['a list of texts', (ids) => ({ mergeticketids: ids.map(String) })],
  ['more than once', (ids) => ({ mergeticketids: [...ids, ...ids, `0${ids[0]}`].join(',') })],
  ['one number', ([id]) => ({ mergeticketids: id })],
  ['a wrong name that callers have', (ids) => ({ mergeticketid: ids.join(',') })],
])('takes ids as %s', async (_how, params) => {
  const [one, two] = await tickets(2);
  await world.done('MergeTicket', { ticketid: one!.id, ...params([two!.id]) });
  expect((await shown({ ticketid: one!.id })).replies.reply).toHaveLength(2);
});

test('takes PHP lists with positions left out', async () => {
  const [one, two, three] = await tickets(3);
  const ids = { 'mergeticketids[0]': String(two!.id), 'mergeticketids[2]': String(three!.id) };
  const { json } = await world.post({ action: 'MergeTicket', ticketid: String(one!.id), ...ids });
  expect(json).toMatchObject({ result: 'success' });
  expect((await shown({ ticketid: one!.id })).replies.reply).toHaveLength(3);
});

test('a draft does not count as the last reply', async () => {
  const [one, two] = await tickets(2);
  await world.change(
    `insert into messages (ticket_id, author_kind, body, is_draft, created_at)
     values ($1, 'staff', 'Draft', true, now() + interval '1 year')`,
    [two!.id],
  );
  await world.done('MergeTicket', { ticketid: one!.id, mergeticketids: two!.id });
  const [row] = await world.rows<{ is: boolean }>(
    `select last_reply_at < now() + interval '1 day' as is from tickets where id = $1`,
    [one!.id],
  );
  expect(row).toEqual({ is: true });
});

test('takes ids as fields of a form', async () => {
  const [one, two, three] = await tickets(3);
  const ids = { 'mergeticketids[0]': String(two!.id), 'mergeticketids[]': String(three!.id) };
  const { json } = await world.post({ action: 'MergeTicket', ticketid: String(one!.id), ...ids });
  expect(json).toMatchObject({ result: 'success' });
  expect((await shown({ ticketid: one!.id })).replies.reply).toHaveLength(3);
});

test.each([
  [{ newsubject: 'New' }, 'New', ['TicketSubjectChange', 'TicketMerge']],
  [{ subject: 'New' }, 'New', ['TicketSubjectChange', 'TicketMerge']],
  [{ newsubject: ' ' }, 'Subject 0', ['TicketMerge']],
])('%j', async (params, subject, events) => {
  const [one, two] = await tickets(2);
  await world.events();
  await world.done('MergeTicket', { ticketid: one!.id, mergeticketids: two!.id, ...params });
  expect(await shown({ ticketid: one!.id })).toMatchObject({ subject });
  expect(await world.events()).toEqual(events);
});

test('a ticket takes the tickets merged into it along, and their ids name it', async () => {
  const [one, two, three, four] = await tickets(4);
  await world.done('MergeTicket', { ticketid: two!.id, mergeticketids: three!.id });
  await world.done('MergeTicket', { ticketid: one!.id, mergeticketids: two!.id });
  expect(await world.done('MergeTicket', { ticketid: three!.id, mergeticketids: four!.id })).toMatchObject({
    ticketid: one!.id,
  });
  expect((await shown({ ticketid: four!.id })).replies.reply).toHaveLength(4);
});

test('of two concurrently made part of each other, only one is', async () => {
  const [one, two] = await tickets(2);
  const answers = await Promise.all([
    world.call('MergeTicket', { ticketid: one!.id, mergeticketids: two!.id }),
    world.call('MergeTicket', { ticketid: two!.id, mergeticketids: one!.id }),
  ]);
  expect(answers.map(({ result }) => result).sort()).toEqual(['error', 'success']);
});

const into = async (mergeticketids: (ids: number[]) => unknown) => {
  const made = await tickets(2);
  return { ticketid: made[0]!.id, mergeticketids: mergeticketids(made.map(({ id }) => id)) };
};

testRefusals(world, 'MergeTicket', [
  { message: 'Ticket ID Required', params: { mergeticketids: '1' } },
  { message: 'Merge Ticket IDs Required', params: { ticketid: 999_999 } },
  { message: 'Merge Ticket IDs Required', because: 'nothing between commas', params: () => into(() => ' , ,') },
  { message: 'Merge Ticket IDs Required', because: 'an empty list', params: () => into(() => []) },
  { message: 'Merge Ticket IDs Required', because: 'lists in a list', params: () => into(() => [[1]]) },
  { message: 'Merge Ticket IDs Required', because: 'named ids', params: () => into(([, two]) => ({ a: two })) },
  { message: 'Ticket ID Invalid', params: { ticketid: 999_999, mergeticketids: '999998' } },
  { message: 'Invalid Merge Ticket IDs: 999998, x', params: () => into(([, two]) => `999998,${two},x`) },
  {
    message: 'Invalid Merge Ticket IDs: 9999999999, -1, 1.5',
    because: 'no ids',
    params: () => into(() => '9999999999,-1,1.5'),
  },
  {
    message: 'At most 50 tickets can be merged at once',
    params: () => into(() => Array.from({ length: 51 }, (_, at) => at)),
  },
]);

test('refuses the ticket itself by any of its ids, and tickets that are already part of another', async () => {
  const [one, two, three] = await tickets(3);
  await world.done('MergeTicket', { ticketid: one!.id, mergeticketids: two!.id });
  const merge = (ticketid: number, mergeticketids: number) => world.call('MergeTicket', { ticketid, mergeticketids });
  for (const [master, id] of [
    [one, one],
    [two, one],
    [one, two],
    [two, two],
    [three, two],
  ]) {
    expect(await merge(master!.id, id!.id)).toEqual({
      result: 'error',
      message: `Invalid Merge Ticket IDs: ${id!.id}`,
    });
  }
});
