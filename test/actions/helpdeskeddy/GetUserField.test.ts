import { testDoorRefusals } from '../../support/doors';
import { forbidden, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

// Fields 1 and 2 are users', and 3 is tickets'.
beforeAll(async () => {
  await world.customField({ name: 'VAT', type: 'text', owner: 'client' });
  await world.customField({ name: 'Plan', type: 'select', options: ['Basic', 'Business'], owner: 'client' });
  await world.customField({ name: 'Domain', type: 'text' });
});

test('answers a custom field of users', async () => {
  const { json } = await callers.staff.ask('GET', '/users/custom_fields/2/');
  expect(json!.data).toMatchObject({ id: 2, name: { en: 'Plan' }, field_type: 'select' });
});

testDoorRefusals(world, 'helpdeskeddy/GetUserField', [
  {
    message: 'Custom field with id {3} not found',
    status: 404,
    because: "a ticket's",
    request: () => callers.staff.ask('GET', '/users/custom_fields/3'),
  },
  {
    message: forbidden('GetUserField'),
    status: 403,
    request: () => callers.ann.ask('GET', '/users/custom_fields/1'),
  },
]);
