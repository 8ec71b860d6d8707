import { testDoorRefusals } from '../../support/doors';
import { forbidden, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

const erase = (path: string) => callers.staff.ask('DELETE', `/custom_fields${path}`);

// Select 1 has the options 1 and 2, hierarchy 2 the options 3 and, below it, 4 and 5.
beforeAll(async () => {
  await world.customField({ name: 'Plan', type: 'select', options: ['Basic', 'Business'] });
  await world.customField({ name: 'Product', type: 'hierarchy', options: ['Hosting>Shared', 'Hosting>VPS'] });
  await world.ticket({ customfields: JSON.stringify({ 1: '1', 2: { 1: '3', 2: '4' } }) });
});

test('a success has the form of a refusal', async () => {
  const answer = await erase('/1/options/2/');
  const details = 'Option with id {2} of custom field with id {1} successfully deleted';
  expect([answer.status, answer.text]).toEqual([
    200,
    JSON.stringify({ errors: [{ code: 's-204', title: 'No content', details }] }),
  ]);
  await erase('/2/options/5');
  expect(await world.rows('select id from custom_field_options order by id')).toEqual([
    { id: 1 },
    { id: 3 },
    { id: 4 },
  ]);
});

testDoorRefusals(world, 'helpdeskeddy/DeleteFieldOption', [
  { message: 'Custom field with id {9} not found', status: 404, request: () => erase('/9/options/1') },
  {
    message: 'Option with id {9} of custom field with id {1} not found',
    status: 404,
    request: () => erase('/1/options/9'),
  },
  {
    message: 'Option with id {3} of custom field with id {1} not found',
    status: 404,
    because: "another field's",
    request: () => erase('/1/options/3'),
  },
  {
    message: 'Option with id {3} of custom field with id {2} has options below it',
    status: 409,
    request: () => erase('/2/options/3'),
  },
  {
    message: 'Option with id {1} of custom field with id {1} is used by tickets',
    status: 409,
    request: () => erase('/1/options/1'),
  },
  {
    message: 'Option with id {4} of custom field with id {2} is used by tickets',
    status: 409,
    because: 'in a hierarchy',
    request: () => erase('/2/options/4'),
  },
  {
    message: forbidden('DeleteFieldOption'),
    status: 403,
    because: 'a client',
    request: () => callers.ann.ask('DELETE', '/custom_fields/1/options/1'),
  },
]);
