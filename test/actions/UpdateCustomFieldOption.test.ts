import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const optionOf = async (id: unknown) => (await world.rows('select * from custom_field_options where id = $1', [id]))[0];

let basic: number;
let shared: number;
let ticketId: number;

beforeAll(async () => {
  const plan = await world.customField({ name: 'Plan', type: 'select', options: ['Basic', 'Business'] });
  await world.customField({ name: 'Product', type: 'hierarchy', options: ['Hosting>Shared', 'Hosting>VPS'] });
  ({ id: ticketId } = await world.ticket({ customfields: { [plan]: 'Basic' } }));
  const rows = await world.rows<{ id: number; name: string }>('select id, name from custom_field_options');
  const idOf = new Map(rows.map(({ id, name }) => [name, id]));
  [basic, shared] = [idOf.get('Basic')!, idOf.get('Shared')!];
});

/** Independent of what earlier tests did. */
beforeEach(async () => {
  await world.done('UpdateCustomFieldOption', { optionid: basic, name: 'Basic', sortorder: 1 });
  await world.done('UpdateCustomFieldOption', { optionid: shared, name: 'Shared' });
});

test.each<[string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>]>([
  ['nothing when nothing is sent', {}, {}, {}],
  ['the name, also in tickets', { name: ' Free ' }, { name: 'Free' }, { name: ['Basic', 'Free'] }],
  ['the letters of its own name', { name: 'BASIC' }, { name: 'BASIC' }, { name: ['Basic', 'BASIC'] }],
  ['the place', { sortorder: 9 }, { sort_order: 9 }, { sort_order: [1, 9] }],
])('changes %s', async (_what, params, expected, changes) => {
  const before = await optionOf(basic);
  const answer = await world.done('UpdateCustomFieldOption', { optionid: basic, ...params });
  expectAnswer('UpdateCustomFieldOption', answer);
  expect(await optionOf(basic)).toEqual({ ...before, ...expected });
  expect((await world.logged())?.changes ?? {}).toEqual(changes);
  expect(await world.done('GetTicket', { ticketid: ticketId })).toMatchObject({
    customfields: { customfield: [{ value: (await optionOf(basic))?.name }] },
  });
});

test('accepts the name of an option at another level', async () => {
  expect(await world.done('UpdateCustomFieldOption', { optionid: shared, name: 'Hosting' })).toMatchObject({
    optionid: shared,
  });
});

testRefusals(world, 'UpdateCustomFieldOption', [
  { message: 'Custom Field Option ID Not Found', params: {} },
  { message: 'Custom Field Option ID Not Found', because: 'unknown id', params: { optionid: 999_999, name: 'New' } },
  { message: 'Name is required, with at most 250 characters', params: () => ({ optionid: basic, name: ' ' }) },
  { message: 'There is an option of that name already', params: () => ({ optionid: basic, name: 'bUSINESS' }) },
  {
    message: 'There is an option of that name already',
    because: 'beside it',
    params: () => ({ optionid: shared, name: 'vps' }),
  },
]);
