import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { refuseUnknown, useWorld } from '../support/world';

const world = useWorld(refuseUnknown);

const fieldOf = async (id: unknown) => (await world.rows('select * from custom_fields where id = $1', [id]))[0];
const optionsOf = (id: unknown) =>
  world.rows(
    `select o.name, coalesce(p.name, '') as below, o.sort_order as place from custom_field_options o
     left join custom_field_options p on p.id = o.parent_id where o.field_id = $1 order by o.sort_order`,
    [id],
  );

test('adds a text field for tickets by default', async () => {
  const answer = await world.done('AddCustomField', { name: ' Order ', departmentid: 0, pattern: ' ' });
  expectAnswer('AddCustomField', answer);
  expect(await fieldOf(answer.fieldid)).toEqual({
    id: answer.fieldid,
    name: 'Order',
    type: 'text',
    owner: 'ticket',
    description: '',
    department_id: null,
    pattern: null,
    required: false,
    staff_only: false,
    sort_order: 1,
    names: {},
    level_names: [],
  });
  expect((await world.logged())?.changes).toEqual({ name: [null, 'Order'] });
});

test('stores every parameter', async () => {
  const { fieldid } = await world.done('AddCustomField', {
    ...{
      name: 'Invoice',
      type: 'regex',
      owner: 'ticket',
      deptid: 1,
      description: 'Its number',
      pattern: '/^[a-z]\\d+$/i',
    },
    ...{ required: 'on', adminonly: 1, sortorder: 9 },
  });
  expect(await fieldOf(fieldid)).toMatchObject({
    type: 'regex',
    department_id: 1,
    description: 'Its number',
    pattern: '/^[a-z]\\d+$/i',
    required: true,
    staff_only: true,
    sort_order: 9,
  });
  await world.done('DeleteCustomField', { fieldid });
});

test('adds a field of clients', async () => {
  const { fieldid } = await world.done('AddCustomField', { name: 'Birthday', type: 'date', owner: 'client' });
  expect(await fieldOf(fieldid)).toMatchObject({ owner: 'client', type: 'date' });
  expect(
    await world.call('OpenTicket', {
      ...{ deptid: 1, name: 'Gus', email: 'gus@example.com', subject: 'S', message: 'M' },
      customfields: { Birthday: '2000-01-01' },
    }),
  ).toEqual({ result: 'error', message: 'Custom field "Birthday" does not exist in this department' });
});

test.each<[string, Record<string, unknown>, [name: string, below: string][]]>([
  [
    'a comma list',
    { type: 'select', options: 'Basic, Business ,,basic' },
    [
      ['Basic', ''],
      ['Business', ''],
    ],
  ],
  [
    'a list',
    { type: 'multi_button', options: ['Yes, please', 'No'] },
    [
      ['Yes, please', ''],
      ['No', ''],
    ],
  ],
  ['paths in a select', { type: 'select', options: 'A>B' }, [['A>B', '']]],
  [
    'paths',
    { type: 'hierarchy', options: 'Hosting > Shared > Small,hosting>VPS,Domains, VPS' },
    [
      ['Hosting', ''],
      ['Shared', 'Hosting'],
      ['Small', 'Shared'],
      ['VPS', 'Hosting'],
      ['Domains', ''],
      ['VPS', ''],
    ],
  ],
  ['none', { type: 'select' }, []],
])('adds options: %s', async (_what, params, expected) => {
  const { fieldid } = await world.done('AddCustomField', { name: 'Plan', ...params });
  expect(await optionsOf(fieldid)).toEqual(expected.map(([name, below], index) => ({ name, below, place: index + 1 })));
});

test('takes options as form keys, and the field accepts them', async () => {
  const { json } = await world.post({
    ...{ action: 'AddCustomField', name: 'Size', type: 'select' },
    ...{ 'options[0]': 'Small', 'options[1]': 'Large' },
  });
  expect((await optionsOf(json?.fieldid)).map(({ name }) => name)).toEqual(['Small', 'Large']);
  const { id } = await world.ticket({ customfields: { Size: 'large' } });
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({
    customfields: { customfield: [{ name: 'Size', value: 'Large' }] },
  });
});

testRefusals(world, 'AddCustomField', [
  { message: 'Name is required, with at most 250 characters', params: {} },
  { message: 'Name is required, with at most 250 characters', because: 'blank', params: { name: ' ' } },
  { message: 'Name is required, with at most 250 characters', because: 'long', params: { name: 'x'.repeat(251) } },
  {
    message: 'Parameter "options" contains characters that are not valid text',
    params: { name: 'New', type: 'select', options: ['Basic', 'a\0b'] },
  },
  {
    message:
      'Invalid Type. Must be one of text, textarea, number, select, hierarchy, date, time, regex, checkbox, button, multi_button',
    params: { name: 'New', type: 'dropdown' },
  },
  { message: 'Invalid Owner. Must be ticket or client', params: { name: 'New', owner: 'product' } },
  { message: 'Department ID Not Found', params: { name: 'New', departmentid: 999_999 } },
  ...['(', '/a/k', `a{2,1}`, 'x'.repeat(1001)].map((pattern) => ({
    message: 'The pattern is not a regular expression of at most 1000 characters',
    because: pattern.slice(0, 10),
    params: { name: 'New', pattern },
  })),
  ...(
    [
      ['long', ['x'.repeat(251)]],
      ['empty', ['a', ' ']],
      ['no text', [['a']]],
      ['no list', { a: 'b' }],
      ['many', Array.from({ length: 1001 }, (_, index) => `Option ${index}`)],
      ['many in a path', Array.from({ length: 1001 }, (_, index) => index).join('>')],
      ['an empty level', 'a>>b'],
    ] as const
  ).map(([because, options]) => ({
    message: 'Options must be a list of at most 1000 names, each with at most 250 characters',
    because,
    params: { name: 'New', type: 'hierarchy', options },
  })),
  {
    message: 'Only custom fields of tickets have a department',
    params: { name: 'New', owner: 'client', departmentid: 1 },
  },
  {
    message: 'Only custom fields of the types select, multi_button and hierarchy have options',
    params: { name: 'New', type: 'text', options: 'a,b' },
  },
]);
