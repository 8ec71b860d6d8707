import { testDoorRefusals } from '../../support/doors';
import { useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

beforeAll(async () => {
  await world.customField({ name: 'Product', type: 'hierarchy', options: ['Hosting>Shared'] });
  await world.customField({ name: 'Secret', type: 'text', staffOnly: true });
});

test('answers a field', async () => {
  const rights = { view: 1, edit: 1, required_to_create_ticket: 0, required_to_close_ticket: 0 };
  const data = {
    id: 1,
    name: { '1': { en: 'Product', ru: '', ua: '' } },
    field_type: 'hierarchy',
    permissions: { staff: rights, user: rights },
  };
  for (const who of [callers.staff, callers.ann]) {
    expect((await who.ask('GET', '/custom_fields/1/')).text).toBe(JSON.stringify({ data }));
  }
  expect((await callers.staff.ask('GET', '/custom_fields/2')).json).toMatchObject({ data: { id: 2 } });
});

testDoorRefusals(world, 'helpdeskeddy/GetCustomField', [
  {
    message: 'Custom field with id {9} not found',
    status: 404,
    request: () => callers.staff.ask('GET', '/custom_fields/9'),
  },
  {
    message: 'Custom field with id {2} not found',
    status: 404,
    because: "staff's, for a client",
    request: () => callers.ann.ask('GET', '/custom_fields/2'),
  },
  {
    message: 'There is nothing at this address',
    status: 404,
    request: () => callers.ann.ask('GET', '/custom_fields/Product'),
  },
  { message: 'Parameter "id" must be a whole number', request: () => callers.ann.ask('GET', '/custom_fields/1.5') },
]);
