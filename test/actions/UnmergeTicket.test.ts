import { expectAnswer } from '../support/answers';
import { allRowsOf, randomTicket } from '../support/merging';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

type Shown = { replies: { reply: { message: string }[] }; notes: { note: { message: string }[] } };

const shown = async (ticketid: number) => {
  const { replies, notes } = (await world.done('GetTicket', { ticketid })) as unknown as Shown;
  return { messages: replies.reply.map(({ message }) => message), notes: notes.note.map(({ message }) => message) };
};
const ticket = async (message: string, more: Record<string, unknown> = {}) =>
  (await world.ticket({ message, noemail: true, ...more })).id;
const merge = (ticketid: number, ids: number[], more = {}) =>
  world.done('MergeTicket', { ticketid, mergeticketids: ids.join(','), ...more });
const unmerge = (ticketid: number) => world.done('UnmergeTicket', { ticketid });
const reply = (ticketid: number, message: string) =>
  world.done('AddTicketReply', { ticketid, message, adminusername: 'Jo', noemail: true });
const copiesOf = async (ticketId: number) =>
  (
    await world.rows<{ email: string }>('select email from recipients where ticket_id = $1 order by position', [
      ticketId,
    ])
  ).map(({ email }) => email);

test('a ticket has again what was its own, and what was written since stays', async () => {
  const one = await ticket('One');
  const two = await ticket('Two', { email: 'two@example.com' });
  await reply(two, 'Before');
  await world.done('AddTicketNote', { ticketid: two, message: 'Note' });
  await merge(one, [two]);
  await reply(one, 'Since');
  await world.events();
  const answer = await unmerge(two);
  expectAnswer('UnmergeTicket', answer);
  expect(answer).toEqual({ result: 'success', ticketid: two, masterticketid: one });
  expect(await world.events()).toEqual(['TicketUnmerge']);
  expect(await world.logged()).toMatchObject({
    description: `Ticket unmerged: id ${one}`,
    changes: { merged: [two, null] },
  });
  expect(await shown(one)).toEqual({ messages: ['One', 'Since'], notes: [] });
  expect(await shown(two)).toEqual({ messages: ['Two', 'Before'], notes: ['Note'] });
  expect(await copiesOf(one)).toEqual([]);
  expect(await world.done('GetTickets', { search: 'Before' })).toMatchObject({ tickets: { ticket: [{ id: two }] } });
});

test('of tickets merged into it before, each goes back to where it was', async () => {
  const [one, two, three] = [await ticket('One'), await ticket('Two'), await ticket('Three')];
  const before = await allRowsOf(world, [one, two, three]);
  await merge(two, [three]);
  const between = await allRowsOf(world, [one, two, three]);
  await merge(one, [two]);
  await unmerge(two);
  expect(await allRowsOf(world, [one, two, three])).toEqual(between);
  await merge(one, [two]);
  await unmerge(three);
  expect(await shown(three)).toEqual({ messages: ['Three'], notes: [] });
  expect(await shown(one)).toEqual({ messages: ['One', 'Two'], notes: [] });
  await unmerge(two);
  expect(await allRowsOf(world, [one, two, three])).toEqual(before);
});

test('somebody whom two merged tickets brought along gets copies until the last is gone', async () => {
  const one = await ticket('One');
  const others = [await ticket('Two', { email: 'x@example.com' }), await ticket('Three', { email: 'X@example.com' })];
  await merge(one, others);
  await unmerge(others[0]!);
  expect((await copiesOf(one)).map((email) => email.toLowerCase())).toEqual(['x@example.com']);
  await unmerge(others[1]!);
  expect(await copiesOf(one)).toEqual([]);
});

test('a subject that came with the merge goes with it', async () => {
  const [one, two] = [await ticket('One', { subject: 'Old' }), await ticket('Two')];
  await merge(one, [two], { newsubject: 'New' });
  await unmerge(two);
  expect(await world.done('GetTicket', { ticketid: one })).toMatchObject({ subject: 'Old' });
});

test('a merge of an older version goes back as far as events tell', async () => {
  const [one, two] = [await ticket('One'), await ticket('Two')];
  await reply(two, 'More');
  await merge(one, [two]);
  await world.change('delete from merges');
  await world.change(
    `insert into events (sequence, outbox_id, event, ticket_id, created_at)
     select 1000000 + id, id, event, (payload ->> 'ticketid')::int, created_at from outbox
     where (payload ->> 'ticketid')::int = $1`,
    [two],
  );
  await unmerge(two);
  expect(await shown(two)).toEqual({ messages: ['Two', 'More'], notes: [] });
  await world.change('delete from events where sequence > 1000000');
});

test('the first message may have been deleted since: then the next one is the first', async () => {
  const [one, two] = [await ticket('One'), await ticket('Two')];
  await reply(two, 'More');
  await merge(one, [two]);
  const [first] = await world.rows<{ id: number }>(`select id from messages where ticket_id = $1 and body = 'Two'`, [
    one,
  ]);
  await world.done('DeleteTicketReply', { replyid: first!.id, ticketid: one });
  await unmerge(two);
  expect(await shown(two)).toEqual({ messages: ['More'], notes: [] });
});

test('merging and unmerging changes nothing', async () => {
  await world.change(`insert into tags (name) select 'tag ' || n from generate_series(1, 4) n`);
  await world.customField({ name: 'Colour', type: 'text' });
  await world.customField({ name: 'Size', type: 'text' });
  for (let seed = 1; seed <= 40; seed += 2) {
    const ids = [await randomTicket(world, seed), await randomTicket(world, seed + 1)];
    const before = await allRowsOf(world, ids);
    await merge(ids[0]!, [ids[1]!]);
    await unmerge(ids[1]!);
    expect(await allRowsOf(world, ids)).toEqual(before);
  }
});

async function emptied() {
  const [one, two] = [await ticket('One'), await ticket('Two')];
  await merge(one, [two]);
  await world.change(`delete from messages where ticket_id = $1 and not is_first`, [one]);
  return { ticketid: two };
}

/** A merged ticket of which only a draft is left. */
async function emptiedButForDraft() {
  const [one, two] = [await ticket('One'), await ticket('Two')];
  await world.change(
    `insert into messages (ticket_id, author_kind, body, is_draft, created_at) values ($1, 'staff', 'Draft', true, now())`,
    [two],
  );
  await merge(one, [two]);
  await world.change('delete from messages where ticket_id = $1 and not is_first and not is_draft', [one]);
  return { ticketid: two };
}

testRefusals(world, 'UnmergeTicket', [
  { message: 'Ticket ID Not Found', params: { ticketid: 999_999 } },
  { message: 'Ticket ID Not Found', because: 'none', params: {} },
  { message: 'The ticket is not merged', params: async () => ({ ticketid: await ticket('One') }) },
  { message: 'Nothing is left of the ticket', params: emptied },
  { message: 'Nothing is left of the ticket', because: 'only a draft', params: emptiedButForDraft },
]);
