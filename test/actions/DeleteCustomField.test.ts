import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('deletes a field with its options and values', async () => {
  const fieldid = await world.customField({ name: 'Plan', type: 'select', options: ['Basic'] });
  const { id: ticketid } = await world.ticket({ customfields: { [fieldid]: 'Basic' } });
  const answer = await world.done('DeleteCustomField', { customfieldid: fieldid });
  expectAnswer('DeleteCustomField', answer);
  for (const table of ['custom_fields', 'custom_field_options', 'custom_field_values']) {
    expect([table, await world.rows(`select 1 from ${table}`)]).toEqual([table, []]);
  }
  expect(await world.done('GetTicket', { ticketid })).toMatchObject({ customfields: { customfield: [] } });
  expect((await world.logged())?.changes).toEqual({ name: ['Plan', null], values: [1, 0] });
});

testRefusals(world, 'DeleteCustomField', [
  { message: 'Custom Field ID Not Found', params: {} },
  { message: 'Custom Field ID Not Found', because: 'unknown id', params: { fieldid: 999_999 } },
]);
