import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const fieldOf = async (id: unknown) => (await world.rows('select * from custom_fields where id = $1', [id]))[0];

/** Created for each test, so that the rows of the table do not affect each other. */
let order: unknown;
beforeEach(async () => {
  ({ fieldid: order } = await world.done('AddCustomField', { name: 'Order', type: 'text', sortorder: 1 }));
});
afterEach(() => world.done('DeleteCustomField', { fieldid: order }));

/** The parameters sent, the changes of the row and in the log and, if it matters, the parameters sent before. */

test.each<
  [string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>?]
>([
  ['nothing when nothing is sent', {}, {}, {}],
  ['the name', { name: ' Number ' }, { name: 'Number' }, { name: ['Order', 'Number'] }],
  ['the type, while there are no values', { type: 'regex' }, { type: 'regex' }, { type: ['text', 'regex'] }],
  ['the department', { departmentid: 1 }, { department_id: 1 }, { department_id: [null, 1] }],
  [
    'the department away',
    { departmentid: 0 },
    { department_id: null },
    { department_id: [1, null] },
    { departmentid: 1 },
  ],
  ['the description', { description: 'Digits' }, { description: 'Digits' }, { description: ['', 'Digits'] }],
  [
    'the description away',
    { description: ' ' },
    { description: '' },
    { description: ['Digits', ''] },
    { description: 'Digits' },
  ],
  ['the pattern', { pattern: '^\\d+$' }, { pattern: '^\\d+$' }, { pattern: [null, '^\\d+$'] }],
  ['the pattern away', { pattern: ' ' }, { pattern: null }, { pattern: ['^\\d+$', null] }, { pattern: '^\\d+$' }],
  ['required', { required: 1 }, { required: true }, { required: [false, true] }],
  ['required back', { required: 0 }, { required: false }, { required: [true, false] }, { required: 1 }],
  ['adminonly', { adminonly: 1 }, { staff_only: true }, { staff_only: [false, true] }],
  ['the place', { sortorder: 9 }, { sort_order: 9 }, { sort_order: [1, 9] }],
])('changes %s', async (_what, params, expected, changes, earlier = {}) => {
  await world.done('UpdateCustomField', { fieldid: order, ...earlier });
  const before = await fieldOf(order);
  const answer = await world.done('UpdateCustomField', { fieldid: order, ...params });
  expectAnswer('UpdateCustomField', answer);
  expect(await fieldOf(order)).toEqual({ ...before, ...expected });
  expect((await world.logged())?.changes ?? {}).toEqual(changes);
});

test.each<[from: 'select' | 'hierarchy', to: string, options: string[]]>([
  ['select', 'multi_button', ['A']],
  ['select', 'hierarchy', ['A']],
  ['hierarchy', 'select', ['A', 'B']],
  ['hierarchy', 'text', []],
])('turns a %s into a %s', async (type, to, options) => {
  const fieldid = await world.customField({ name: 'Choice', type, options });
  await world.done('UpdateCustomField', { fieldid, type: to });
  expect(await fieldOf(fieldid)).toMatchObject({ type: to });
});

test('accepts the type that the field already has', async () => {
  const fieldid = await world.customField({ name: 'Kept', type: 'text' });
  await world.ticket({ customfields: { [fieldid]: 'a value' } });
  expect(await world.done('UpdateCustomField', { fieldid, type: 'text' })).toMatchObject({ result: 'success' });
});

testRefusals(world, 'UpdateCustomField', [
  { message: 'Custom Field ID Not Found', params: {} },
  { message: 'Custom Field ID Not Found', because: 'unknown id', params: { fieldid: 999_999, name: 'New' } },
  { message: 'Name is required, with at most 250 characters', params: () => ({ fieldid: order, name: ' ' }) },
  {
    message:
      'Invalid Type. Must be one of text, textarea, number, select, hierarchy, date, time, regex, checkbox, button, multi_button',
    params: () => ({ fieldid: order, type: 'Text' }),
  },
  { message: 'Department ID Not Found', params: () => ({ fieldid: order, departmentid: 999_999 }) },
  {
    message: 'The pattern is not a regular expression of at most 1000 characters',
    params: () => ({ fieldid: order, pattern: '[' }),
  },
  {
    message: 'Only custom fields of tickets have a department',
    params: async () => ({
      fieldid: await world.customField({ name: 'Birthday', type: 'date', owner: 'client' }),
      departmentid: 1,
    }),
  },
  {
    message: 'The type cannot be changed while the custom field has values',
    because: 'of a ticket',
    params: async () => {
      const fieldid = await world.customField({ name: 'Used', type: 'text' });
      await world.ticket({ customfields: { [fieldid]: 'a value' } });
      return { fieldid, type: 'number' };
    },
  },
  {
    message: 'The type cannot be changed while the custom field has values',
    because: 'of a client',
    params: async () => {
      const fieldid = await world.customField({ name: 'Shirt', type: 'text', owner: 'client' });
      const { clientId } = await world.client();
      await world.change('insert into client_field_values values ($1, $2, $3)', [clientId, fieldid, '"L"']);
      return { fieldid, type: 'number' };
    },
  },
  ...(
    [
      ['select', 'text', ['A']],
      ['hierarchy', 'select', ['A>B']],
    ] as const
  ).map(([type, to, options]) => ({
    message: 'The custom field has options that the type cannot have',
    because: `a ${type} cannot be a ${to}`,
    params: async () => ({
      fieldid: await world.customField({ name: 'Choice', type, options: [...options] }),
      type: to,
    }),
  })),
]);
