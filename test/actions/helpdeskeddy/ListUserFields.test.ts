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

test('lists the custom fields of users only', async () => {
  const { json } = await callers.staff.ask('GET', '/users/custom_fields/');
  expect(json!.data).toEqual({
    1: expect.objectContaining({ id: 1, name: { en: 'VAT', ru: '', ua: '' }, field_type: 'text' }),
    2: expect.objectContaining({ id: 2, field_type: 'select' }),
  });
  expect(Object.keys((await callers.staff.ask('GET', '/custom_fields/')).json!.data as object)).toEqual(['3']);
});

testDoorRefusals(world, 'helpdeskeddy/ListUserFields', [
  { message: forbidden('ListUserFields'), status: 403, request: () => callers.ann.ask('GET', '/users/custom_fields') },
]);
