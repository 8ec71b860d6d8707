import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const GUEST = { name: 'Guest', email: 'guest@example.com' };

/** A ticket with replies of these moments, and their ids. */
async function conversation(...moments: string[]) {
  const { id } = await world.ticket({ created: '2024-01-01 00:00:00' });
  const ids: number[] = [];
  for (const created of moments) {
    const params = { ticketid: id, message: created, ...GUEST, created };
    ids.push((await world.done('AddTicketReply', params)).replyid as number);
  }
  return { id, ids };
}

const shown = async (ticketid: number) =>
  (await world.done('GetTicket', { ticketid })) as unknown as {
    lastreply: string;
    replies: { reply: { message: string }[] };
  };

test('erases a reply, and the previous one is the last reply again', async () => {
  const { id, ids } = await conversation('2024-01-02 00:00:00', '2024-01-03 00:00:00');
  await world.change('update messages set parent_id = $1 where id = $2', [ids[0], ids[1]]);
  await world.events();
  const answer = await world.done('DeleteTicketReply', { ticketid: id, replyid: ids[1] });
  expectAnswer('DeleteTicketReply', answer);
  expect(await world.events()).toEqual(['TicketDeleteReply']);
  const { lastreply, replies } = await shown(id);
  expect(replies.reply.map(({ message }) => message)).toEqual(['Message', '2024-01-02 00:00:00']);
  expect(lastreply).toBe('2024-01-02 00:00:00');
  expect(await world.logged()).toMatchObject({ description: `Reply deleted: id ${id}, reply ${ids[1]}` });
});

test('keeps the replies to an erased reply', async () => {
  const { id, ids } = await conversation('2024-01-02 00:00:00', '2024-01-03 00:00:00');
  await world.change('update messages set parent_id = $1 where id = $2', [ids[0], ids[1]]);
  await world.done('DeleteTicketReply', { ticketid: id, replyid: ids[0] });
  expect((await shown(id)).replies.reply).toHaveLength(2);
});

const parts = async () => {
  const { id, ids } = await conversation('2024-01-02 00:00:00');
  const [first] = await world.rows<{ id: number }>('select id from messages where ticket_id = $1 and is_first', [id]);
  return { ticketid: id, replyid: ids[0], first: first!.id };
};

testRefusals(world, 'DeleteTicketReply', [
  { message: 'Ticket ID Required', params: { replyid: 1 } },
  { message: 'Ticket ID Required', because: 'before the reply', params: {} },
  { message: 'Reply ID Required', params: { ticketid: 999_999 } },
  { message: 'Reply ID Required', because: 'no number', params: { ticketid: 1, replyid: 'x' } },
  { message: 'Ticket ID Not Found', params: { ticketid: 999_999, replyid: 999_999 } },
  { message: 'Reply ID Not Found', params: async () => ({ ...(await parts()), replyid: 999_999 }) },
  {
    message: 'Reply ID Not Found',
    because: 'the first message, as callers know it',
    params: async () => ({ ...(await parts()), replyid: '0' }),
  },
  {
    message: 'Reply ID Not Found',
    because: 'the first message, by its own id',
    params: async () => {
      const { ticketid, first } = await parts();
      return { ticketid, replyid: first };
    },
  },
  {
    message: 'Reply ID Not Found',
    because: 'of another ticket',
    params: async () => ({ ...(await parts()), ticketid: (await world.ticket()).id }),
  },
  {
    message: 'Reply ID Not Found',
    because: 'a draft',
    params: async () => {
      const { ticketid, replyid } = await parts();
      await world.change('update messages set is_draft = true where id = $1', [replyid]);
      return { ticketid, replyid };
    },
  },
]);
