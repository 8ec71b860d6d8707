import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('deletes a status that no ticket has', async () => {
  const answer = await world.done('DeleteStatus', { statusid: 4 });
  expectAnswer('DeleteStatus', answer);
  expect(await world.rows('select 1 from statuses where id = 4')).toEqual([]);
  expect((await world.logged())?.changes).toEqual({ title: ['On Hold', null] });
});

testRefusals(world, 'DeleteStatus', [
  { message: 'Status ID Not Found', params: {} },
  { message: 'Status ID Not Found', because: 'unknown id', params: { statusid: 999_999 } },
  ...[1, 2, 3, 6].map((statusid) => ({
    message: 'Open, Answered, Customer-Reply and Closed cannot be deleted',
    because: String(statusid),
    params: { statusid },
  })),
  {
    message: 'The status is in use',
    params: async () => {
      const { id } = await world.ticket();
      await world.done('UpdateTicket', { ticketid: id, status: 'In Progress' });
      await world.change('update tickets set deleted_at = now() where id = $1', [id]);
      return { statusid: 5 };
    },
  },
]);
