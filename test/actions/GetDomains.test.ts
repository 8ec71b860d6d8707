import { expectAnswer } from '../support/answers';
import { itemsOf } from '../support/lists';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let [ann, bob] = [0, 0];
beforeAll(async () => {
  ann = (await world.client()).clientId;
  bob = (await world.client()).clientId;
  await world.done('AddDomain', { clientid: ann, domainname: 'one.example' });
  await world.done('AddDomain', { clientid: bob, domainname: 'two.example', status: 'Expired' });
  await world.done('AddDomain', { clientid: ann, domainname: 'three.example' });
});

test('lists domains in the order of their ids', async () => {
  const answer = await world.done('GetDomains');
  expectAnswer('GetDomains', answer);
  expect(answer).toMatchObject({ totalresults: 3, startnumber: 0, numreturned: 3 });
  expect(itemsOf(answer).map(({ domainname }) => domainname)).toEqual(['one.example', 'two.example', 'three.example']);
});

test.each<[() => Record<string, unknown>, number, string[]]>([
  [() => ({ clientid: ann }), 2, ['one.example', 'three.example']],
  [() => ({ clientid: 999_999 }), 0, []],
  [() => ({ status: 'expired' }), 1, ['two.example']],
  [() => ({ domain: 'ONE.example' }), 1, ['one.example']],
  [() => ({ domain: 'example' }), 0, []],
  [() => ({ domainid: 999_999 }), 0, []],
  [() => ({ limitstart: 2 }), 3, ['three.example']],
])('filter %#', async (params, totalresults, names) => {
  const answer = await world.done('GetDomains', params());
  expect(answer).toMatchObject({ totalresults, numreturned: names.length });
  expect(itemsOf(answer).map(({ domainname }) => domainname)).toEqual(names);
});

testRefusals(world, 'GetDomains', []);
