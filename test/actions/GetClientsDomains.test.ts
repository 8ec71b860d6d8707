import { expectAnswer } from '../support/answers';
import { itemsOf } from '../support/lists';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let clientid: number;
let domainid: unknown;
beforeAll(async () => {
  ({ clientId: clientid } = await world.client());
  ({ domainid } = await world.done('AddDomain', {
    ...{ clientid, domainname: 'example.com', registrar: 'enom', regtype: 'Transfer', regperiod: 2 },
    ...{ firstpaymentamount: '9.90', recurringamount: '12.50', paymentmethod: 'paypal', notes: 'Be kind' },
    ...{ regdate: '2026-05-06', expirydate: '2028-05-06', idprotection: true },
  }));
  await world.domain(clientid);
  await world.domain((await world.client()).clientId);
});

test('answers every published key, and the optional ones on request', async () => {
  const answer = await world.done('GetClientsDomains', { clientid, domainid, domain: 'EXAMPLE.com' });
  expectAnswer('GetClientsDomains', answer);
  expect(answer).toMatchObject({ clientid, domainid, totalresults: 1, startnumber: 0, numreturned: 1 });
  expect(itemsOf(answer)).toEqual([
    {
      ...{ id: domainid, userid: clientid, orderid: 0, regtype: 'Transfer', domainname: 'example.com' },
      ...{ registrar: 'enom', regperiod: 2, firstpaymentamount: '9.90', recurringamount: '12.50' },
      ...{ paymentmethod: 'paypal', paymentmethodname: 'paypal', regdate: '2026-05-06', expirydate: '2028-05-06' },
      ...{ nextduedate: '0000-00-00', status: 'Active', subscriptionid: '', promoid: 0, dnsmanagement: '' },
      ...{ emailforwarding: '', idprotection: 'on', donotrenew: '', notes: 'Be kind' },
    },
  ]);
});

test('answers parameters that were left out as empty', async () => {
  const answer = await world.done('GetClientsDomains');
  expectAnswer('GetClientsDomains', answer);
  expect(answer).toMatchObject({ clientid: '', domainid: '', totalresults: 3 });
});

test.each<[() => Record<string, unknown>, number, number]>([
  [() => ({ clientid }), 2, 2],
  [() => ({ clientid, limitnum: 1 }), 2, 1],
  [() => ({ domain: 'example.com', limitstart: 1 }), 3, 2],
  [() => ({ domain: 'example' }), 0, 0],
  [() => ({ domainid: 999_999 }), 0, 0],
])('filter %#', async (params, totalresults, numreturned) => {
  expect(await world.done('GetClientsDomains', params())).toMatchObject({ totalresults, numreturned });
});

testRefusals(world, 'GetClientsDomains', []);
