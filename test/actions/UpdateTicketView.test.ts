import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
let own: number;
let shared: number;

beforeAll(async () => {
  await world.admin('jo');
  await world.admin('kim');
  own = Number((await world.done('AddTicketView', { name: 'Own', query: 'is:open' }, 'jo')).viewid);
  shared = Number((await world.done('AddTicketView', { name: 'Shared', query: 'is:mine', shared: true }, 'jo')).viewid);
});

const viewOf = async (viewid: number, admin: string) =>
  ((await world.done('GetTicketViews', { viewid: String(viewid) }, admin)).views as { view: Record<string, unknown>[] })
    .view[0];

test('changes what is named, of an own view or a shared one', async () => {
  await world.done('UpdateTicketView', { viewid: own, name: 'Mine', columns: 'age', order: 'ASC' }, 'jo');
  expect(await viewOf(own, 'jo')).toMatchObject({ name: 'Mine', query: 'is:open', columns: ['age'], order: 'asc' });
  await world.done('UpdateTicketView', { viewid: shared, query: 'is:closed' }, 'kim');
  expect(await viewOf(shared, 'kim')).toMatchObject({ name: 'Shared', query: 'is:closed', own: false, shared: true });
});

test('stops sharing a view', async () => {
  const { viewid } = await world.done('AddTicketView', { name: 'For a while', query: 'is:open', shared: true }, 'jo');
  await world.done('UpdateTicketView', { viewid, shared: false }, 'jo');
  expect((await world.call('GetTicketViews', { viewid: String(viewid) }, 'kim')).message).toBe('View ID Not Found');
});

test('keeps a view shared that belongs to nobody', async () => {
  const { viewid } = await world.done('AddTicketView', { name: 'A program made it', query: 'is:open' });
  await world.done('UpdateTicketView', { viewid, shared: false }, 'jo');
  expect(await viewOf(Number(viewid), 'kim')).toMatchObject({ shared: true });
});

testRefusals(world, 'UpdateTicketView', [
  { message: 'Name is required, with at most 250 characters', params: () => ({ viewid: shared, name: ' '.repeat(3) }) },
  { message: 'Query is required, with at most 1000 characters', params: () => ({ viewid: shared, query: '  ' }) },
  {
    message: 'Invalid orderby. Must be one of lastreply, date, updated, id, tid, subject, status, priority, deptid',
    params: () => ({ viewid: shared, orderby: 'age' }),
  },
  { message: 'Invalid order. Must be ASC or DESC', params: () => ({ viewid: shared, order: 'up' }) },
  { message: 'View ID Not Found', params: { viewid: 99, name: 'x' } },
  { message: 'View ID Not Found', because: "somebody else's", params: () => ({ viewid: own, name: 'x' }) },
  {
    message: 'Query not understood: "tag" knows no "x"',
    params: () => ({ viewid: shared, query: 'tag:x' }),
  },
  {
    message:
      'Column not found. Columns are number, requester, department, status, priority, age, assignee, tags, updated, lastmessage, due, snoozed',
    params: () => ({ viewid: shared, columns: 'x' }),
  },
  { message: 'Department ID not found', params: () => ({ viewid: shared, deptids: 'x' }) },
]);
