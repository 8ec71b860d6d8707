import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('lists all in order, or one', async () => {
  expect(await world.done('GetTicketCategories')).toEqual({
    ...{ result: 'success', totalresults: 0 },
    categories: { category: [] },
  });
  const { categoryid: cars } = await world.done('AddTicketCategory', { name: 'Cars' });
  const { categoryid: vans } = await world.done('AddTicketCategory', { name: 'Vans', parentid: cars, sortorder: 0 });
  const answer = await world.done('GetTicketCategories');
  expectAnswer('GetTicketCategories', answer);
  const rows = [
    { id: vans, parentid: cars, name: 'Vans', sortorder: 0 },
    { id: cars, parentid: 0, name: 'Cars', sortorder: 1 },
  ];
  expect(answer).toMatchObject({ totalresults: 2, categories: { category: rows } });
  expect(await world.done('GetTicketCategories', { categoryid: cars })).toMatchObject({
    ...{ totalresults: 1, categories: { category: rows.slice(1) } },
  });
});

testRefusals(world, 'GetTicketCategories', []);
