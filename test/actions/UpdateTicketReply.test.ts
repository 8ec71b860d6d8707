import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { TEXTS } from '../support/texts';
import { useWorld } from '../support/world';

const world = useWorld();
const GUEST = { name: 'Guest', email: 'guest@example.com' };

async function replied(params: Record<string, unknown> = {}) {
  const { id } = await world.ticket({ created: '2024-01-01 00:00:00' });
  const created = '2024-01-05 00:00:00';
  const { replyid } = await world.done('AddTicketReply', {
    ticketid: id,
    message: 'Old',
    ...GUEST,
    created,
    ...params,
  });
  return { id, replyid };
}

const rowOf = async (replyid: unknown) =>
  (await world.rows('select body, format, created_at, updated_at from messages where id = $1', [replyid]))[0]!;

test('rewrites a reply, and keeps what is not sent', async () => {
  const { id, replyid } = await replied({ markdown: true });
  const before = await rowOf(replyid);
  await world.events();
  const answer = await world.done('UpdateTicketReply', { replyid, message: 'New' });
  expectAnswer('UpdateTicketReply', answer);
  expect(answer).toMatchObject({ replyid });
  expect(await rowOf(replyid)).toEqual({ ...before, body: 'New', updated_at: world.now });
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ lastreply: '2024-01-05 00:00:00' });
  expect(await world.events()).toEqual([]);
  expect(await world.logged()).toMatchObject({
    description: `Message rewritten: id ${id}, message ${replyid}`,
    changes: { body: ['...', '...'] },
  });
});

test.each<[Record<string, unknown>, string, string]>([
  [{ markdown: true }, 'plain', 'markdown'],
  [{ markdown: 'false' }, 'markdown', 'plain'],
  [{ useMarkdown: '1' }, 'plain', 'markdown'],
  [{}, 'html', 'html'],
])('with %j turns %s into %s', async (params, before, after) => {
  const { replyid } = await replied();
  await world.change('update messages set format = $2 where id = $1', [replyid, before]);
  await world.done('UpdateTicketReply', { replyid, message: 'New', ...params });
  expect(await rowOf(replyid)).toMatchObject({ format: after });
});

test.each([
  ['2024-01-03 00:00:00', '2024-01-04 00:00:00'],
  ['2024-01-06 00:00:00', '2024-01-06 00:00:00'],
])('dated %s makes the last reply that of %s', async (created, lastreply) => {
  const { id, replyid } = await replied();
  await world.done('AddTicketReply', { ticketid: id, message: 'Other', ...GUEST, created: '2024-01-04 00:00:00' });
  await world.done('UpdateTicketReply', { replyid, message: 'New', created });
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ lastreply });
  expect((await rowOf(replyid)).created_at).toEqual(new Date(`${created}Z`));
});

test.each(TEXTS)('text is kept as it was sent: %s', async (_what, text) => {
  const { replyid } = await replied();
  await world.done('UpdateTicketReply', { replyid, message: text });
  expect(await rowOf(replyid)).toMatchObject({ body: text });
});

const changed = async (params: Record<string, unknown>) => ({ ...(await replied()), message: 'New', ...params });

testRefusals(world, 'UpdateTicketReply', [
  { message: 'Reply ID Required', params: {} },
  { message: 'Message is Required', params: { replyid: 999_999 } },
  { message: 'Message is Required', because: 'spaces', params: () => changed({ message: ' \n' }) },
  { message: 'Reply ID Not Found', params: { replyid: 999_999, message: 'New' } },
  { message: 'Reply ID Not Found', because: 'the first message', params: { replyid: '0', message: 'New' } },
  {
    message: 'Reply ID Not Found',
    because: 'the first message, by its own id',
    params: async () => {
      const { id } = await world.ticket();
      const [first] = await world.rows<{ id: number }>('select id from messages where ticket_id = $1', [id]);
      return { replyid: first!.id, message: 'New' };
    },
  },
  {
    message: 'Reply ID Not Found',
    because: 'its ticket was put away',
    params: async () => {
      const { id, replyid } = await replied();
      await world.change('update tickets set deleted_at = now() where id = $1', [id]);
      return { replyid, message: 'New' };
    },
  },
  { message: 'Invalid Date Format', params: () => changed({ created: 'yesterday' }) },
  {
    message: 'Reply creation date cannot be in the future',
    params: () => changed({ created: new Date(world.now.getTime() + 121_000).toISOString() }),
  },
]);
