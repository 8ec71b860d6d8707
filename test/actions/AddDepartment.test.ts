import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const departmentOf = async (id: unknown) => (await world.rows('select * from departments where id = $1', [id]))[0];

test('adds a department after the others, with every parameter', async () => {
  const answer = await world.done('AddDepartment', {
    name: ' Billing ',
    description: 'Invoices',
    email: ' billing@example.com ',
    clientsonly: 1,
    repliesonly: 'on',
    hidden: true,
    preventclientclosure: 'true',
  });
  expectAnswer('AddDepartment', answer);
  expect(await departmentOf(answer.departmentid)).toMatchObject({
    name: 'Billing',
    description: 'Invoices',
    email: 'billing@example.com',
    clients_only: true,
    replies_only: true,
    hidden: true,
    prevent_client_closure: true,
    sort_order: 1,
  });
  expect(await world.logged()).toMatchObject({
    description: `AddDepartment: departmentid ${answer.departmentid}`,
    changes: { name: [null, 'Billing'] },
  });
});

test('needs only a name', async () => {
  const { departmentid } = await world.done('AddDepartment', { name: 'Sales', sortorder: 2_147_483_647 });
  expect(await departmentOf(departmentid)).toMatchObject({
    description: '',
    email: '',
    clients_only: false,
    replies_only: false,
    hidden: false,
    prevent_client_closure: false,
    sort_order: 2_147_483_647,
  });
});

test('refuses to add one after the largest position', async () => {
  const { departmentid } = await world.done('AddDepartment', { name: 'Last' });
  expect(await departmentOf(departmentid)).toMatchObject({ sort_order: 2_147_483_647 });
});

testRefusals(world, 'AddDepartment', [
  { message: 'Name is required, with at most 250 characters', params: {} },
  { message: 'Name is required, with at most 250 characters', because: 'blank', params: { name: ' ' } },
  { message: 'Name is required, with at most 250 characters', because: 'long', params: { name: 'x'.repeat(251) } },
  { message: 'Email Address Invalid', params: { name: 'New', email: 'a@b, c@example.com' } },
  { message: 'Email Address Invalid', because: 'long', params: { name: 'New', email: `${'a'.repeat(250)}@b.cd` } },
  { message: 'Parameter "sortorder" is out of range', params: { name: 'New', sortorder: -1 } },
  {
    message: 'Invalid value for plusaddresses. Must be one of on, off, default',
    params: { name: 'Sales', plusaddresses: 'maybe' },
  },
]);
