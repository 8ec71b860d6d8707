import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const category = async (name: string, parentid?: unknown) =>
  (await world.done('AddTicketCategory', { name, parentid })).categoryid;

test('deletes a category; its tickets stay, without a category', async () => {
  const categoryid = await category('Cars');
  const { id } = await world.ticket();
  await world.change('update tickets set category_id = $1 where id = $2', [categoryid, id]);
  const answer = await world.done('DeleteTicketCategory', { categoryid });
  expectAnswer('DeleteTicketCategory', answer);
  expect(await world.rows('select 1 from categories')).toEqual([]);
  expect(await world.rows('select category_id from tickets where id = $1', [id])).toEqual([{ category_id: null }]);
  expect((await world.logged())?.changes).toEqual({ name: ['Cars', null], tickets: [1, 0] });
});

test('a concurrent child is not deleted with it', async () => {
  const parentid = await category('Vans');
  const [deleted, added] = await Promise.all([
    world.call('DeleteTicketCategory', { categoryid: parentid }),
    world.call('AddTicketCategory', { name: 'Small vans', parentid }),
  ]);
  expect([deleted.result, added.result].sort()).toEqual(['error', 'success']);
  expect(await world.rows('select 1 from categories')).toHaveLength(added.result === 'success' ? 2 : 0);
});

testRefusals(world, 'DeleteTicketCategory', [
  { message: 'Ticket Category ID Not Found', params: {} },
  { message: 'Ticket Category ID Not Found', because: 'unknown id', params: { categoryid: 999_999 } },
  {
    message: 'The ticket category has categories below it',
    params: async () => {
      const categoryid = await category('Boats');
      await category('Ships', categoryid);
      return { categoryid };
    },
  },
]);
