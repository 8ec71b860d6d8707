import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(() => world.done('AddClientGroup', { groupname: 'Partners' }));

/** Created for each test, so that the rows of the table do not affect each other. */
let groupid: unknown;
beforeEach(async () => {
  ({ groupid } = await world.done('AddClientGroup', { groupname: 'VIP' }));
});
afterEach(() => world.done('DeleteClientGroup', { groupid }));

const rowOf = async () => (await world.rows('select * from client_groups where id = $1', [groupid]))[0];

/** The parameters sent, the changes of the row and in the log and, if it matters, the parameters sent before. */
test.each<
  [string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>?]
>([
  ['nothing when nothing is sent', {}, {}, {}],
  ['the name', { groupname: 'vip' }, { name: 'vip' }, { name: ['VIP', 'vip'] }],
  ['the colour', { groupcolour: '#000000' }, { color: '#000000' }, { color: ['#ffffff', '#000000'] }],
  ['the discount', { discountpercent: '100' }, { discount_percent: '100.00' }, { discount_percent: [0, 100] }],
  ['one flag', { susptermexempt: '1' }, { suspend_exempt: true }, { suspend_exempt: [false, true] }],
  [
    'it back',
    { susptermexempt: 'false' },
    { suspend_exempt: false },
    { suspend_exempt: [true, false] },
    { susptermexempt: 1 },
  ],
  ['the other', { separateinvoices: true }, { separate_invoices: true }, { separate_invoices: [false, true] }],
])('changes %s', async (_what, params, expected, changes, earlier = {}) => {
  await world.done('UpdateClientGroup', { groupid, ...earlier });
  const before = await rowOf();
  const answer = await world.done('UpdateClientGroup', { groupid, ...params });
  expectAnswer('UpdateClientGroup', answer);
  expect(await rowOf()).toEqual({ ...before, ...expected });
  expect(await world.logged()).toMatchObject({ action: 'UpdateClientGroup', changes });
});

testRefusals(world, 'UpdateClientGroup', [
  { message: 'Client Group ID Not Found', params: {} },
  { message: 'Client Group ID Not Found', because: 'no such', params: { groupid: 999_999, groupname: 'New' } },
  { message: 'Name is required, with at most 250 characters', params: () => ({ groupid, groupname: ' ' }) },
  {
    message: 'Parameter "groupcolour" must be a colour such as #ff8800',
    params: () => ({ groupid, groupcolour: '#12345' }),
  },
  {
    message: 'Parameter "discountpercent" must be from 0 to 100, such as 12.50',
    params: () => ({ groupid, discountpercent: '5%' }),
  },
  { message: 'There is a client group of that name already', params: () => ({ groupid, groupname: 'PARTNERS' }) },
]);
