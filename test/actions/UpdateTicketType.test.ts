import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const typeOf = async (id: unknown) => (await world.rows('select * from ticket_types where id = $1', [id]))[0];

/** Created for each test, so that the rows of the table do not affect each other. */
let typeid: unknown;
beforeEach(async () => {
  ({ typeid } = await world.done('AddTicketType', { name: 'Flaw', sortorder: 4 }));
});
afterEach(() => world.done('DeleteTicketType', { typeid }));

test.each<[string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown> | null]>([
  ['nothing when nothing is sent', {}, {}, {}],
  ['the name', { name: 'Issue' }, { name: 'Issue' }, { name: ['Flaw', 'Issue'] }],
  ['the place', { sortorder: 9 }, { sort_order: 9 }, { sort_order: [4, 9] }],
  ['the letters of its own name', { name: 'FLAW' }, { name: 'FLAW' }, { name: ['Flaw', 'FLAW'] }],
])('changes %s', async (_what, params, expected, changes) => {
  const before = await typeOf(typeid);
  const answer = await world.done('UpdateTicketType', { typeid, ...params });
  expectAnswer('UpdateTicketType', answer);
  expect(await typeOf(typeid)).toEqual({ ...before, ...expected });
  expect(await world.logged()).toMatchObject({ action: 'UpdateTicketType', changes });
});

testRefusals(world, 'UpdateTicketType', [
  { message: 'Ticket Type ID Not Found', params: {} },
  { message: 'Ticket Type ID Not Found', because: 'no such type', params: { typeid: 999_999, name: 'New' } },
  { message: 'Name is required, with at most 250 characters', params: { typeid: 1, name: ' ' } },
  { message: 'There is a ticket type of that name already', params: { typeid: 1, name: 'bug' } },
]);
