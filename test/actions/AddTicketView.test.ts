import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(async () => {
  await world.admin('jo');
});

test('keeps a view as it was given, and shows it only to its maker', async () => {
  const view = {
    name: ' VIPs ',
    query: ' is:open from:ann ',
    columns: 'Age,number,age',
    orderby: 'subject',
    order: 'ASC',
  };
  const { viewid } = await world.done('AddTicketView', view, 'jo');
  const { views } = await world.done('GetTicketViews', { viewid: String(viewid) }, 'jo');
  expect(views).toEqual({
    view: [
      {
        ...{ id: String(viewid), kind: 'saved', name: 'VIPs', query: 'is:open from:ann', columns: ['age', 'number'] },
        ...{ orderby: 'subject', order: 'asc', shared: false, deptids: [], own: true, sortorder: 1 },
      },
    ],
  });
  expect((await world.call('GetTicketViews', { viewid: String(viewid) })).message).toBe('View ID Not Found');
  expect(await world.logged()).toMatchObject({ action: 'AddTicketView', changes: { name: [null, 'VIPs'] } });
});

test('shares what a program adds, and with departments what is for them', async () => {
  const billing = await world.department({ name: 'Billing' });
  await world.admin('clerk', { departmentIds: [billing] });
  await world.admin('seller', { departmentIds: [await world.department({ name: 'Sales' })] });
  const { viewid } = await world.done('AddTicketView', { name: 'Ours', query: 'is:open', deptids: [billing] });
  const sees = async (admin?: string) =>
    (await world.call('GetTicketViews', { viewid: String(viewid) }, admin)).result === 'success';
  expect([await sees(), await sees('clerk'), await sees('jo'), await sees('seller')]).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

testRefusals(world, 'AddTicketView', [
  { message: 'Name is required, with at most 250 characters', params: { query: 'is:open' } },
  { message: 'Query is required, with at most 1000 characters', params: { name: 'x' } },
  {
    message: 'Invalid orderby. Must be one of lastreply, date, updated, id, tid, subject, status, priority, deptid',
    params: { name: 'x', query: 'is:open', orderby: 'age' },
  },
  { message: 'Invalid order. Must be ASC or DESC', params: { name: 'x', query: 'is:open', order: 'up' } },
  {
    message:
      'Query not understood: "is" knows no "on". It knows open, closed, awaiting, unassigned, assigned, mine, unread, read, snoozed, overdue',
    params: { name: 'x', query: 'is:on' },
  },
  {
    message:
      'Column not found. Columns are number, requester, department, status, priority, age, assignee, tags, updated, lastmessage, due, snoozed',
    params: { name: 'x', query: 'is:open', columns: 'number,colour' },
  },
  { message: 'Department ID not found', params: { name: 'x', query: 'is:open', deptids: '99' } },
]);
