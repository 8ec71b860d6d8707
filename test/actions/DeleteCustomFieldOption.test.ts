import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const optionid = async (name: string): Promise<number | undefined> =>
  (await world.rows<{ id: number }>('select id from custom_field_options where name = $1', [name]))[0]?.id;

beforeAll(async () => {
  const plan = await world.customField({ name: 'Plan', type: 'select', options: ['Basic', 'Business'] });
  const tree = await world.customField({
    name: 'Product',
    type: 'hierarchy',
    options: ['Hosting>Shared', 'Hosting>VPS'],
  });
  const size = await world.customField({ name: 'Size', type: 'select', owner: 'client', options: ['Small', 'Large'] });
  await world.ticket({ customfields: { [plan]: 'Business', [tree]: { 1: 'Hosting', 2: 'VPS' } } });
  const { clientId } = await world.client();
  await world.change('insert into client_field_values select $1, $2, to_jsonb($3::int)', [
    clientId,
    size,
    await optionid('Large'),
  ]);
});

test.each(['Basic', 'Shared', 'Small'])('deletes an unused option: %s', async (name) => {
  const answer = await world.done('DeleteCustomFieldOption', { optionid: await optionid(name) });
  expectAnswer('DeleteCustomFieldOption', answer);
  expect(await optionid(name)).toBeUndefined();
  expect((await world.logged())?.changes).toEqual({ name: [name, null] });
});

testRefusals(world, 'DeleteCustomFieldOption', [
  { message: 'Custom Field Option ID Not Found', params: {} },
  { message: 'Custom Field Option ID Not Found', because: 'unknown id', params: { optionid: 999_999 } },
  { message: 'The option has options below it', params: async () => ({ optionid: await optionid('Hosting') }) },
  ...['Business', 'VPS', 'Large'].map((name) => ({
    message: 'The option is in use',
    because: name,
    params: async () => ({ optionid: await optionid(name) }),
  })),
]);
