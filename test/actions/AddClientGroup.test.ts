import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const rowOf = async (id: unknown) => (await world.rows('select * from client_groups where id = $1', [id]))[0];

test('adds a group with the defaults', async () => {
  const answer = await world.done('AddClientGroup', { groupname: ' VIP ' });
  expectAnswer('AddClientGroup', answer);
  expect(await rowOf(answer.groupid)).toEqual({
    id: answer.groupid,
    name: 'VIP',
    color: '#ffffff',
    discount_percent: '0.00',
    suspend_exempt: false,
    separate_invoices: false,
  });
  expect(await world.logged()).toMatchObject({ changes: { name: [null, 'VIP'] } });
});

test('adds a group with everything set', async () => {
  const { groupid } = await world.done('AddClientGroup', {
    groupname: 'Partners',
    groupcolour: '#FF8800',
    discountpercent: 12.5,
    susptermexempt: 'on',
    separateinvoices: true,
  });
  expect(await rowOf(groupid)).toMatchObject({
    color: '#ff8800',
    discount_percent: '12.50',
    suspend_exempt: true,
    separate_invoices: true,
  });
});

const COLOUR = 'Parameter "groupcolour" must be a colour such as #ff8800';
const DISCOUNT = 'Parameter "discountpercent" must be from 0 to 100, such as 12.50';

testRefusals(world, 'AddClientGroup', [
  { message: 'Name is required, with at most 250 characters', params: {} },
  { message: COLOUR, params: { groupname: 'New', groupcolour: 'red' } },
  { message: DISCOUNT, params: { groupname: 'New', discountpercent: '100.01' } },
  { message: DISCOUNT, because: 'negative', params: { groupname: 'New', discountpercent: '-1' } },
  { message: 'There is a client group of that name already', params: { groupname: 'vip' } },
]);
