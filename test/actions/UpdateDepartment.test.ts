import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const departmentOf = async (id: unknown) => (await world.rows('select * from departments where id = $1', [id]))[0];

/** The parameters sent, the changes of the row and in the log and, if it matters, the parameters sent before. */
test.each<
  [string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>?]
>([
  ['nothing when nothing is sent', {}, {}, {}],
  ['the name', { name: ' Help ' }, { name: 'Help' }, { name: ['Sales', 'Help'] }],
  ['the description', { description: 'Ask' }, { description: 'Ask' }, { description: ['', 'Ask'] }],
  [
    'the description away',
    { description: ' ' },
    { description: '' },
    { description: ['Ask', ''] },
    { description: 'Ask' },
  ],
  ['the address', { email: 'help@example.com' }, { email: 'help@example.com' }, { email: ['', 'help@example.com'] }],
  [
    'the address away',
    { email: ' ' },
    { email: '' },
    { email: ['help@example.com', ''] },
    { email: 'help@example.com' },
  ],
  ['clientsonly', { clientsonly: true }, { clients_only: true }, { clients_only: [false, true] }],
  ['repliesonly', { repliesonly: true }, { replies_only: true }, { replies_only: [false, true] }],
  ['hidden', { hidden: true }, { hidden: true }, { hidden: [false, true] }],
  ['hidden back', { hidden: '0' }, { hidden: false }, { hidden: [true, false] }, { hidden: true }],
  [
    'preventclientclosure',
    { preventclientclosure: 1 },
    { prevent_client_closure: true },
    { prevent_client_closure: [false, true] },
  ],
  ['plusaddresses', { plusaddresses: 'off' }, { plus_addresses: 'off' }, { plus_addresses: ['default', 'off'] }],
  ['the place', { sortorder: 9 }, { sort_order: 9 }, { sort_order: [0, 9] }],
])('changes %s', async (_what, params, expected, changes, earlier = {}) => {
  const { departmentid } = await world.done('AddDepartment', { name: 'Sales', sortorder: 0, ...earlier });
  const before = await departmentOf(departmentid);
  const answer = await world.done('UpdateDepartment', { departmentid, ...params });
  expectAnswer('UpdateDepartment', answer);
  expect(await departmentOf(departmentid)).toEqual({ ...before, ...expected });
  expect((await world.logged())?.changes ?? {}).toEqual(changes);
});

test('accepts the department as deptid', async () => {
  await world.done('UpdateDepartment', { deptid: 1, name: 'Desk' });
  expect(await departmentOf(1)).toMatchObject({ name: 'Desk' });
});

testRefusals(world, 'UpdateDepartment', [
  { message: 'Department ID Not Found', params: {} },
  { message: 'Department ID Not Found', because: 'unknown id', params: { departmentid: 999_999, name: 'New' } },
  {
    message: 'Name is required, with at most 250 characters',
    because: 'blank',
    params: { departmentid: 1, name: ' ' },
  },
  {
    message: 'Name is required, with at most 250 characters',
    because: 'long',
    params: { departmentid: 1, name: 'x'.repeat(251) },
  },
  { message: 'Email Address Invalid', params: { departmentid: 1, email: 'nobody' } },
  {
    message: 'Invalid value for plusaddresses. Must be one of on, off, default',
    params: { departmentid: 1, name: 'Sales', plusaddresses: 'maybe' },
  },
]);
