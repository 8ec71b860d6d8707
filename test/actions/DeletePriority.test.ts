import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('deletes a priority that no ticket has', async () => {
  const answer = await world.done('DeletePriority', { priorityid: 3 });
  expectAnswer('DeletePriority', answer);
  expect(await world.rows('select 1 from priorities where id = 3')).toEqual([]);
  expect((await world.logged())?.changes).toEqual({ name: ['High', null] });
});

testRefusals(world, 'DeletePriority', [
  { message: 'Priority ID Not Found', params: {} },
  { message: 'Priority ID Not Found', because: 'none such', params: { priorityid: 999_999 } },
  { message: 'The default priority cannot be deleted', params: { priorityid: 2 } },
  {
    message: 'The priority is in use',
    params: async () => {
      const { id } = await world.ticket({ priority: 'Low' });
      await world.change('update tickets set deleted_at = now() where id = $1', [id]);
      return { priorityid: 1 };
    },
  },
]);
