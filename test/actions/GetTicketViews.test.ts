import { expectAnswer } from '../support/answers';
import { hurried, withoutWords } from '../support/locks';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
const hurriedWorld = useWorld(hurried);

interface View {
  id: string;
  query: string;
  count?: number;
  problem?: string;
  [name: string]: unknown;
}

const views = async (admin?: string, own = world): Promise<View[]> => {
  const answer = await own.done('GetTicketViews', { counts: true }, admin);
  expectAnswer('GetTicketViews', answer);
  return (answer.views as { view: View[] }).view;
};

let billing: number;

beforeAll(async () => {
  billing = await world.department({ name: 'Billing' });
  const jo = await world.admin('jo');
  await world.admin('clerk', { departmentIds: [billing] });
  const open = (params: Record<string, unknown>) => world.ticket({ noemail: true, ...params });
  const flagged = await open({ priority: 'High' });
  await open({ deptid: billing, subject: 'A printer' });
  const closed = await open({ deptid: billing });
  const snoozed = await open({});
  await world.done('UpdateTicket', { ticketid: flagged.id, flag: jo });
  await world.done('UpdateTicket', { ticketid: closed.id, status: 'Closed' });
  await world.change(`update tickets set frozen_until = $2 where id = $1`, [
    snoozed.id,
    new Date(world.now.getTime() + 3_600_000),
  ]);
  await world.change(`insert into tags (name) values ('vip')`);
  await world.change('insert into ticket_tags (ticket_id, tag_id) select $1, id from tags', [flagged.id]);
  await world.done('MarkTicketRead', { ticketid: flagged.id }, 'jo');
});

test('counts every view, as the list itself does', async () => {
  const saved = [
    ...['is:open priority:high', 'tag:vip is:open', '-tag:vip is:open', 'is:open assignee:none', 'is:open is:unread'],
    ...['printer', 'subject:printer', 'from:guest', 'created:today', 'is:closed', 'has:note', 'is:open is:closed'],
    ...['is:open -is:snoozed -priority:high', 'is:open is:overdue', 'is:read'],
  ];
  for (const query of saved) await world.done('AddTicketView', { name: query, query }, 'jo');
  for (const admin of ['jo', 'clerk']) {
    const listed = await views(admin);
    expect(listed.filter(({ kind }) => kind === 'saved')).toHaveLength(admin === 'jo' ? saved.length : 0);
    for (const { query, count } of listed) {
      const { totalresults } = await world.done('GetTickets', { query, limitnum: 1 }, admin);
      expect([query, count]).toEqual([query, totalresults]);
    }
  }
  const countOf = Object.fromEntries((await views('jo')).map(({ id, count }) => [id, count]));
  expect(countOf).toMatchObject({ mine: 1, unassigned: 1, awaiting: 2, open: 3, unread: 2, snoozed: 1 });
  expect(countOf).toMatchObject({ [`dept-${billing}`]: 1, 'dept-1': 2, 'status-1': 3 });
});

test('has views for everybody, each department of the caller, and each status', async () => {
  expect((await views('clerk')).map(({ id }) => id)).toEqual([
    ...['mine', 'unassigned', 'awaiting', 'open', 'unread', 'snoozed', `dept-${billing}`],
    ...(await world.rows<{ id: number }>('select id from statuses order by sort_order, id')).map(
      ({ id }) => `status-${id}`,
    ),
  ]);
  // A program is nobody whose tickets these could be.
  expect((await views()).map(({ id }) => id)).not.toContain('mine');
});

test('names departments of one name by their ids', async () => {
  const first = await world.department({ name: 'Twice' });
  const second = await world.department({ name: 'twice' });
  await world.ticket({ deptid: second, noemail: true });
  const found = (await views('jo')).filter(({ id }) => [`dept-${first}`, `dept-${second}`].includes(id));
  expect(found.map(({ query, count }) => [query, count])).toEqual([
    [`is:open dept:${first}`, 0],
    [`is:open dept:${second}`, 1],
  ]);
});

test('says what is wrong with a view that no longer means anything', async () => {
  const { tagid } = (
    await world.change<{ tagid: number }>(`insert into tags (name) values ('old') returning id as tagid`)
  )[0]!;
  const { viewid } = await world.done('AddTicketView', { name: 'Old', query: 'tag:old' }, 'jo');
  await world.change('delete from tags where id = $1', [tagid]);
  const [view] = (await views('jo')).filter(({ id }) => id === String(viewid));
  expect(view).toMatchObject({ problem: 'Query not understood: "tag" knows no "old"' });
  expect(view).not.toHaveProperty('count');
});

test('counts the other views when a search takes too long', async () => {
  await hurriedWorld.done('AddTicketView', { name: 'Slow', query: 'words' });
  const found = await withoutWords(hurriedWorld, () => views(undefined, hurriedWorld));
  expect(found.find(({ name }) => name === 'Slow')).toMatchObject({ problem: 'The search takes too long' });
  expect(found.find(({ id }) => id === 'open')).toMatchObject({ count: 0 });
});

testRefusals(world, 'GetTicketViews', [{ message: 'View ID Not Found', params: { viewid: 'yours' } }]);
