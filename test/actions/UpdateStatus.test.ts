import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const statusOf = async (id: unknown) => (await world.rows('select * from statuses where id = $1', [id]))[0];

/** On Hold. */
const HOLD = 4;

/** Created for each test, so that the rows of the table do not affect each other. */
let statusid: unknown;
beforeEach(async () => {
  const params = { title: 'Parked', slug: 'parked', color: '#224488', active: true, sortorder: 4 };
  ({ statusid } = await world.done('AddStatus', params));
});
afterEach(() => world.done('DeleteStatus', { statusid }));

test.each<[string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>]>([
  ['nothing when nothing is sent', {}, {}, {}],
  ['the title', { title: ' Waiting ' }, { title: 'Waiting' }, { title: ['Parked', 'Waiting'] }],
  ['the letters of its own title', { title: 'PARKED' }, { title: 'PARKED' }, { title: ['Parked', 'PARKED'] }],
  ['the colour', { color: '#ABCDEF' }, { color: '#abcdef' }, { color: ['#224488', '#abcdef'] }],
  ['active', { active: 0 }, { is_active: false }, { is_active: [true, false] }],
  ['awaitingreply', { awaitingreply: 1 }, { is_awaiting_reply: true }, { is_awaiting_reply: [false, true] }],
  ['closed while no ticket has it', { closed: 1 }, { is_closed: true }, { is_closed: [false, true] }],
  ['autoclose', { autoclose: 1 }, { auto_close: true }, { auto_close: [false, true] }],
  ['the slug', { slug: 'Waiting' }, { slug: 'waiting' }, { slug: ['parked', 'waiting'] }],
  ['the slug away', { slug: ' ' }, { slug: null }, { slug: ['parked', null] }],
  ['the place', { sortorder: 9 }, { sort_order: 9 }, { sort_order: [4, 9] }],
])('changes %s', async (_what, params, expected, changes) => {
  const before = await statusOf(statusid);
  const answer = await world.done('UpdateStatus', { statusid, ...params });
  expectAnswer('UpdateStatus', answer);
  expect(await statusOf(statusid)).toEqual({ ...before, ...expected });
  expect((await world.logged())?.changes ?? {}).toEqual(changes);
});

test('changes what the four built-in ones look like, and accepts their own names as no change', async () => {
  const before = await statusOf(6);
  const params = { title: 'Closed', slug: 'closed', closed: true, color: '#010203', active: true, autoclose: true };
  await world.done('UpdateStatus', { statusid: 6, ...params });
  expect(await statusOf(6)).toEqual({ ...before, color: '#010203', is_active: true, auto_close: true });
});

testRefusals(world, 'UpdateStatus', [
  { message: 'Status ID Not Found', params: {} },
  { message: 'Status ID Not Found', because: 'unknown id', params: { statusid: 999_999, title: 'New' } },
  { message: 'Title is required, with at most 250 characters', params: { statusid: HOLD, title: ' ' } },
  { message: 'Color must be written as #rrggbb', params: { statusid: HOLD, color: 'blue' } },
  {
    message: 'Slug must begin with a letter, have only letters, digits, - and _, and at most 100 of them',
    params: { statusid: HOLD, slug: '9' },
  },
  ...[
    { statusid: 1, title: 'New' },
    { statusid: 2, title: 'ANSWERED' },
    { statusid: 3, slug: 'reply' },
    { statusid: 1, slug: ' ' },
    { statusid: 1, closed: true },
    { statusid: 6, closed: false },
  ].map((params) => ({
    message: 'Open, Answered, Customer-Reply and Closed keep their titles, their slugs and whether they end tickets',
    because: JSON.stringify(params),
    params,
  })),
  { message: 'The title is reserved', params: { statusid: HOLD, title: 'Error' } },
  { message: 'There is a status of that title already', params: { statusid: HOLD, title: 'closed' } },
  { message: 'There is a status of that slug already', params: { statusid: HOLD, slug: 'open' } },
  {
    message: 'Whether a status ends tickets can be changed only while no ticket has it',
    params: async () => {
      const { id } = await world.ticket();
      await world.done('UpdateTicket', { ticketid: id, status: 'In Progress' });
      return { statusid: 5, closed: true };
    },
  },
]);
