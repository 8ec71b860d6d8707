import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const categoryOf = async (id: unknown) => (await world.rows('select * from categories where id = $1', [id]))[0];

test('adds a category after the others, or below another', async () => {
  const top = await world.done('AddTicketCategory', { name: ' Hosting ', parentid: 0 });
  expectAnswer('AddTicketCategory', top);
  expect(await categoryOf(top.categoryid)).toEqual({
    ...{ id: top.categoryid, parent_id: null, name: 'Hosting', sort_order: 1 },
  });
  expect((await world.logged())?.changes).toEqual({ name: [null, 'Hosting'] });
  const below = await world.done('AddTicketCategory', { name: 'Shared', parentid: top.categoryid });
  expect(await categoryOf(below.categoryid)).toMatchObject({ parent_id: top.categoryid, sort_order: 2 });
  const placed = await world.done('AddTicketCategory', { name: 'Domains', sortorder: 0 });
  expect(await categoryOf(placed.categoryid)).toMatchObject({ parent_id: null, sort_order: 0 });
});

testRefusals(world, 'AddTicketCategory', [
  { message: 'Name is required, with at most 250 characters', params: {} },
  { message: 'Name is required, with at most 250 characters', because: 'blank', params: { name: ' ' } },
  { message: 'Name is required, with at most 250 characters', because: 'long', params: { name: 'x'.repeat(251) } },
  { message: 'Parent Category ID Not Found', params: { name: 'New', parentid: 999_999 } },
  { message: 'Parent Category ID Not Found', because: 'no number', params: { name: 'New', parentid: 'x' } },
]);
