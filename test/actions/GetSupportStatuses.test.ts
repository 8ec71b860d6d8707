import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let billing: number;

beforeAll(async () => {
  billing = await world.department({ name: 'Billing' });
  const { id } = await world.ticket();
  await world.done('UpdateTicket', { ticketid: id, status: 'On Hold' });
  await world.ticket();
  await world.ticket({ deptid: billing });
});

/** Title, order and colour as the published sample has them. */
const statuses = (counts: Record<string, number>) => ({
  result: 'success',
  totalresults: 6,
  statuses: {
    status: [
      { title: 'Open', count: 0, color: '#779500' },
      { title: 'Answered', count: 0, color: '#000000' },
      { title: 'Customer-Reply', count: 0, color: '#ff6600' },
      { title: 'On Hold', count: 0, color: '#224488' },
      { title: 'In Progress', count: 0, color: '#cc0000' },
      { title: 'Closed', count: 0, color: '#888888' },
    ].map((status) => ({ ...status, count: counts[status.title] ?? 0 })),
  },
});

test('lists every status in order with its count and colour', async () => {
  const answer = await world.call('GetSupportStatuses');
  expectAnswer('GetSupportStatuses', answer);
  expect(Object.keys(answer)).toEqual(['result', 'totalresults', 'statuses']);
  expect(answer).toEqual(statuses({ Open: 2, 'On Hold': 1 }));
});

test.each<[string, () => unknown, Record<string, number>]>([
  ['of a department', () => billing, { Open: 1 }],
  ['of a department, as text', () => ` ${billing} `, { Open: 1 }],
  ['of the first department', () => 1, { Open: 1, 'On Hold': 1 }],
  ['of an unknown department', () => 999_999, {}],
  ['of all, for 0', () => '0', { Open: 2, 'On Hold': 1 }],
  ['of all, for nothing', () => '', { Open: 2, 'On Hold': 1 }],
])('counts the tickets %s', async (_what, deptid, counts) => {
  expect(await world.call('GetSupportStatuses', { deptid: deptid() })).toEqual(statuses(counts));
});

test('counts in the departments of the calling administrator', async () => {
  await world.admin('clerk', { departmentIds: [billing] });
  expect(await world.call('GetSupportStatuses', {}, 'clerk')).toEqual(statuses({ Open: 1 }));
  expect(await world.call('GetSupportStatuses', { deptid: billing }, 'clerk')).toEqual(statuses({ Open: 1 }));
  expect(await world.call('GetSupportStatuses', { deptid: 1 }, 'clerk')).toEqual(statuses({}));
});

testRefusals(world, 'GetSupportStatuses', [
  { message: 'Parameter "deptid" must be a whole number', params: { deptid: 'support' } },
  { message: 'Parameter "deptid" must be a whole number', because: 'too large', params: { deptid: '9999999999' } },
  { message: 'Parameter "deptid" is out of range', params: { deptid: -1 } },
]);
