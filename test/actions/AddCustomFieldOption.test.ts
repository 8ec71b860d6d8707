import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const optionOf = async (id: unknown) => (await world.rows('select * from custom_field_options where id = $1', [id]))[0];

let plan: number;
let tree: number;
let hosting: number;

beforeAll(async () => {
  plan = await world.customField({ name: 'Plan', type: 'select', options: ['Basic', 'Business'] });
  tree = await world.customField({ name: 'Product', type: 'hierarchy', options: ['Hosting>Shared'] });
  const [row] = await world.rows<{ id: number }>(`select id from custom_field_options where name = 'Hosting'`);
  hosting = row!.id;
});

test.each<[string, () => Record<string, unknown>, () => Record<string, unknown>]>([
  [
    'behind the others',
    () => ({ fieldid: plan, name: ' Premium ' }),
    () => ({ field_id: plan, parent_id: null, name: 'Premium', sort_order: 3 }),
  ],
  ['at a place', () => ({ fieldid: plan, name: 'Free', sortorder: 0 }), () => ({ name: 'Free', sort_order: 0 })],
  [
    'below another',
    () => ({ customfieldid: tree, parentid: hosting, name: 'VPS' }),
    () => ({ field_id: tree, parent_id: hosting, name: 'VPS', sort_order: 3 }),
  ],
  [
    'of a name that is taken elsewhere in the hierarchy',
    () => ({ fieldid: tree, parentid: 0, name: 'Shared' }),
    () => ({ parent_id: null, name: 'Shared' }),
  ],
])('adds an option %s', async (_what, params, expected) => {
  const sent = params();
  const answer = await world.done('AddCustomFieldOption', sent);
  expectAnswer('AddCustomFieldOption', answer);
  expect(await optionOf(answer.optionid)).toMatchObject(expected());
  expect((await world.logged())?.changes).toEqual({ name: [null, String(sent.name).trim()] });
});

test('of two concurrent calls with the same name, only one succeeds', async () => {
  const answers = await Promise.all(
    ['Twin', 'tWIN'].map((name) => world.call('AddCustomFieldOption', { fieldid: plan, name })),
  );
  expect(answers.map(({ result }) => result).sort()).toEqual(['error', 'success']);
});

testRefusals(world, 'AddCustomFieldOption', [
  { message: 'Custom Field ID Not Found', params: { name: 'New' } },
  { message: 'Custom Field ID Not Found', because: 'unknown id', params: { fieldid: 999_999, name: 'New' } },
  { message: 'Name is required, with at most 250 characters', params: () => ({ fieldid: plan }) },
  {
    message: 'Name is required, with at most 250 characters',
    because: 'blank',
    params: () => ({ fieldid: plan, name: ' ' }),
  },
  {
    message: 'Only custom fields of the types select, multi_button and hierarchy have options',
    params: async () => ({ fieldid: await world.customField({ name: 'Order', type: 'text' }), name: 'New' }),
  },
  {
    message: 'Only options of a hierarchy have a parent',
    params: () => ({ fieldid: plan, parentid: hosting, name: 'New' }),
  },
  { message: 'Parent Option ID Not Found', params: () => ({ fieldid: tree, parentid: 999_999, name: 'New' }) },
  {
    message: 'Parent Option ID Not Found',
    because: 'of another field',
    params: async () => ({
      fieldid: await world.customField({ name: 'Place', type: 'hierarchy' }),
      parentid: hosting,
      name: 'New',
    }),
  },
  { message: 'There is an option of that name already', params: () => ({ fieldid: plan, name: 'bASIC' }) },
]);
