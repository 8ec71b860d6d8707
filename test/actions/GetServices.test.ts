import { expectAnswer } from '../support/answers';
import { itemsOf } from '../support/lists';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let [ann, bob] = [0, 0];
beforeAll(async () => {
  ann = (await world.client()).clientId;
  bob = (await world.client()).clientId;
  await world.done('AddService', { clientid: ann, name: 'one', domain: 'Example.com' });
  await world.done('AddService', { clientid: bob, name: 'two', status: 'Pending' });
  await world.done('AddService', { clientid: ann, name: 'three', domain: 'example_com' });
});

test('lists services in the order of their ids', async () => {
  const answer = await world.done('GetServices');
  expectAnswer('GetServices', answer);
  expect(answer).toMatchObject({ totalresults: 3, startnumber: 0, numreturned: 3 });
  expect(itemsOf(answer).map(({ name }) => name)).toEqual(['one', 'two', 'three']);
});

test.each<[() => Record<string, unknown>, number, string[]]>([
  [() => ({ clientid: ann }), 2, ['one', 'three']],
  [() => ({ clientid: 0 }), 3, ['one', 'two', 'three']],
  [() => ({ clientid: 999_999 }), 0, []],
  [() => ({ status: 'pending' }), 1, ['two']],
  [() => ({ domain: 'EXAMPLE.com' }), 1, ['one']],
  [() => ({ domain: '%' }), 0, []],
  [() => ({ serviceid: 999_999 }), 0, []],
  [() => ({ limitstart: 1, limitnum: 1 }), 3, ['two']],
  [() => ({ clientid: ann, domain: 'example_com' }), 1, ['three']],
])('filter %#', async (params, totalresults, names) => {
  const answer = await world.done('GetServices', params());
  expect(answer).toMatchObject({ totalresults, numreturned: names.length });
  expect(itemsOf(answer).map(({ name }) => name)).toEqual(names);
});

testRefusals(world, 'GetServices', []);
