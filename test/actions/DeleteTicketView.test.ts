import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
let own: unknown;

beforeAll(async () => {
  await world.admin('jo');
  own = (await world.done('AddTicketView', { name: 'Own', query: 'is:open' }, 'jo')).viewid;
});

test('deletes a shared view of somebody else', async () => {
  const { viewid } = await world.done('AddTicketView', { name: 'Ours', query: 'is:open' });
  await world.done('DeleteTicketView', { viewid }, 'jo');
  expect(await world.rows('select id from ticket_views where id = $1', [viewid])).toEqual([]);
  expect(await world.logged()).toMatchObject({ action: 'DeleteTicketView', changes: { name: ['Ours', null] } });
});

testRefusals(world, 'DeleteTicketView', [
  { message: 'View ID Not Found', params: { viewid: 99 } },
  { message: 'View ID Not Found', because: 'none', params: {} },
  { message: 'View ID Not Found', because: "somebody else's", params: () => ({ viewid: own }) },
]);
