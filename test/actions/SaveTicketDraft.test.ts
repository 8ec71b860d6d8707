import { testRefusals } from '../support/refusals';
import { TEXTS } from '../support/texts';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(async () => {
  for (const username of ['jo', 'other']) await world.admin(username);
});

const draftsOf = async (ticketid: number, admin: string) => {
  const { drafts } = await world.done('GetTicketDraft', { ticketid }, admin);
  return (drafts as { draft: { kind: string; message: string }[] }).draft.map(({ kind, message }) => [kind, message]);
};

test('keeps a reply and a note for each administrator, in place of what was kept before', async () => {
  const { id, tid } = await world.ticket();
  const before = await world.rows('select count(*) from activity_log');
  await world.done('SaveTicketDraft', { ticketid: id, message: 'Beg' }, 'jo');
  await world.done('SaveTicketDraft', { ticketnum: tid, message: 'Begun' }, 'jo');
  await world.done('SaveTicketDraft', { ticketid: id, kind: 'note', message: 'Hm' }, 'jo');
  await world.done('SaveTicketDraft', { ticketid: id, kind: 'reply', message: 'Mine' }, 'other');
  expect(await draftsOf(id, 'jo')).toEqual([
    ['reply', 'Begun'],
    ['note', 'Hm'],
  ]);
  expect(await draftsOf(id, 'other')).toEqual([['reply', 'Mine']]);
  expect(await world.rows('select count(*) from activity_log')).toEqual(before);
  await world.done('SaveTicketDraft', { ticketid: id, message: ' \n' }, 'jo');
  await world.done('SaveTicketDraft', { ticketid: id }, 'other');
  expect([await draftsOf(id, 'jo'), await draftsOf(id, 'other')]).toEqual([[['note', 'Hm']], []]);
});

test('what was begun at merged tickets is there at the one that is left, until it is sent or saved', async () => {
  const [one, two] = [await world.ticket(), await world.ticket()];
  const merge = () => world.done('MergeTicket', { ticketid: one.id, mergeticketids: String(two.id) });
  await world.done('SaveTicketDraft', { ticketid: two.id, message: 'At two' }, 'jo');
  await world.done('SaveTicketDraft', { ticketid: two.id, message: 'Not mine' }, 'other');
  await merge();
  expect(await draftsOf(one.id, 'jo')).toEqual([['reply', 'At two']]);
  expect(await draftsOf(two.id, 'jo')).toEqual([['reply', 'At two']]);
  await world.done('UnmergeTicket', { ticketid: two.id });
  expect([await draftsOf(one.id, 'jo'), await draftsOf(two.id, 'jo')]).toEqual([[], [['reply', 'At two']]]);

  world.now = new Date(world.now.getTime() + 1000);
  await world.done('SaveTicketDraft', { ticketid: one.id, message: 'At one' }, 'jo');
  await merge();
  expect(await draftsOf(one.id, 'jo')).toEqual([['reply', 'At two\n\nAt one']]);
  await world.done('SaveTicketDraft', { ticketid: two.id, message: 'Both' }, 'jo');
  expect(await draftsOf(one.id, 'jo')).toEqual([['reply', 'Both']]);
  await world.done('ScheduleTicketReply', { ticketid: one.id, message: 'Other' }, 'other');
  expect([await draftsOf(one.id, 'jo'), await draftsOf(one.id, 'other')]).toEqual([[['reply', 'Both']], []]);
});

test.each(TEXTS)('text comes back unchanged: %s', async (_what, message) => {
  const { id } = await world.ticket({ noemail: true });
  await world.done('SaveTicketDraft', { ticketid: id, message }, 'jo');
  expect(await draftsOf(id, 'jo')).toEqual([['reply', message]]);
});

const asJo: typeof world.call = (action, params) => world.call(action, params, 'jo');

testRefusals(world, 'SaveTicketDraft', [
  { message: 'Ticket ID not found', params: { ticketid: 999_999, message: 'x' }, call: asJo },
  { message: 'Only an administrator has drafts', params: async () => ({ ticketid: (await world.ticket()).id }) },
  {
    message: 'Message may have at most 200000 characters',
    params: async () => ({ ticketid: (await world.ticket()).id, message: 'x'.repeat(200_001) }),
    call: asJo,
  },
  {
    message: 'Parameter "kind" must be one of reply, note',
    params: async () => ({ ticketid: (await world.ticket()).id, kind: 'poem' }),
    call: asJo,
  },
]);
