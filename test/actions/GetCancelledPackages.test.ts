import { expectAnswer } from '../support/answers';
import { itemsOf } from '../support/lists';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('is empty without requests', async () => {
  expect(await world.done('GetCancelledPackages')).toEqual({
    result: 'success',
    totalresults: 0,
    startnumber: 0,
    numreturned: 0,
    packages: { package: [] },
  });
});

test('lists requests in the order of arrival, page by page', async () => {
  world.now = new Date('2027-01-31T09:00:00Z');
  const { clientId } = await world.client();
  const serviceIds = [await world.service(clientId), await world.service(clientId), await world.service(clientId)];
  for (const serviceid of serviceIds) {
    await world.done('AddCancelRequest', { serviceid, type: 'Immediate', reason: 'Too far' });
  }
  const answer = await world.done('GetCancelledPackages', { limitstart: 1, limitnum: 1 });
  expectAnswer('GetCancelledPackages', answer);
  expect(answer).toMatchObject({ totalresults: 3, startnumber: 1, numreturned: 1 });
  const date = '2027-01-31 09:00:00';
  expect(itemsOf(answer)).toEqual([
    {
      id: expect.any(Number),
      date,
      relid: serviceIds[1],
      reason: 'Too far',
      type: 'Immediate',
      created_at: date,
      updated_at: date,
    },
  ]);
});

testRefusals(world, 'GetCancelledPackages', []);
