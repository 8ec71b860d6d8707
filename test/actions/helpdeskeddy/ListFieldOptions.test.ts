import { testDoorRefusals } from '../../support/doors';
import { useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

const name = (en: string) => ({ en, ru: '', ua: '' });

beforeAll(async () => {
  await world.customField({ name: 'Plan', type: 'select', options: ['Basic', 'Business'] });
  await world.customField({ name: 'Product', type: 'hierarchy', options: ['Hosting>Shared'] });
  await world.customField({ name: 'Secret', type: 'select', options: ['One'], staffOnly: true });
  await world.customField({ name: 'Text', type: 'text' });
});

test.each([
  [
    1,
    [
      { id: 1, name: name('Basic') },
      { id: 2, name: name('Business') },
    ],
  ],
  [
    2,
    [
      { id: 3, pid: 0, name: name('Hosting') },
      { id: 4, pid: 3, name: name('Shared') },
    ],
  ],
  [4, []],
])('lists the options of field %i', async (id, data) => {
  for (const who of [callers.staff, callers.ann]) {
    expect((await who.ask('GET', `/custom_fields/${id}/options/`)).text).toBe(JSON.stringify({ data }));
  }
});

test.each([
  ['pid=0', [3]],
  ['pid=3', [4]],
  ['pid=9', []],
  ['page=1&pid=3', [4]],
  ['page=2', []],
])('lists the options of a hierarchy with %s', async (query, expected) => {
  const { json } = await callers.staff.ask('GET', `/custom_fields/2/options/?${query}`);
  expect((json!.data as { id: number }[]).map(({ id }) => id)).toEqual(expected);
});

testDoorRefusals(world, 'helpdeskeddy/ListFieldOptions', [
  {
    message: 'Custom field with id {9} not found',
    status: 404,
    request: () => callers.staff.ask('GET', '/custom_fields/9/options'),
  },
  {
    message: 'Custom field with id {3} not found',
    status: 404,
    because: "staff's, for a client",
    request: () => callers.ann.ask('GET', '/custom_fields/3/options'),
  },
]);
