import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const typeOf = async (id: unknown) => (await world.rows('select * from ticket_types where id = $1', [id]))[0];

test.each<[string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown> | null]>([
  ['nothing, where nothing is sent', {}, {}, {}],
  ['the name', { name: 'Issue' }, { name: 'Issue' }, { name: ['Problem', 'Issue'] }],
  ['the place', { sortorder: 9 }, { sort_order: 9 }, { sort_order: [1, 9] }],
  ['the letters of its own name', { name: 'ISSUE' }, { name: 'ISSUE' }, { name: ['Issue', 'ISSUE'] }],
])('changes %s', async (_what, params, expected, changes) => {
  const before = await typeOf(1);
  const answer = await world.done('UpdateTicketType', { typeid: 1, ...params });
  expectAnswer('UpdateTicketType', answer);
  expect(await typeOf(1)).toEqual({ ...before, ...expected });
  expect(await world.logged()).toMatchObject({ action: 'UpdateTicketType', changes });
});

testRefusals(world, 'UpdateTicketType', [
  { message: 'Ticket Type ID Not Found', params: {} },
  { message: 'Ticket Type ID Not Found', because: 'no such type', params: { typeid: 999_999, name: 'New' } },
  { message: 'Name is required, with at most 250 characters', params: { typeid: 1, name: ' ' } },
  { message: 'There is a ticket type of that name already', params: { typeid: 1, name: 'bug' } },
]);
