import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('deletes a type that no ticket has', async () => {
  const answer = await world.done('DeleteTicketType', { typeid: 2 });
  expectAnswer('DeleteTicketType', answer);
  expect((await world.logged())?.changes).toEqual({ name: ['Task', null] });
  expect(await world.rows('select 1 from ticket_types where id = 2')).toEqual([]);
  expect(await world.logged()).toMatchObject({ description: 'DeleteTicketType: typeid 2' });
});

testRefusals(world, 'DeleteTicketType', [
  { message: 'Ticket Type ID Not Found', params: { typeid: 999_999 } },
  { message: 'The ticket type of tickets without type cannot be deleted', params: { typeid: 0 } },
  {
    message: 'The ticket type is in use',
    params: async () => {
      const { id } = await world.ticket();
      await world.change('update tickets set type_id = 3 where id = $1', [id]);
      return { typeid: 3 };
    },
  },
]);
