import { expectAnswer } from '../support/answers';
import { itemsOf } from '../support/lists';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let clientid: number;
let serviceid: unknown;
beforeAll(async () => {
  ({ clientId: clientid } = await world.client());
  ({ serviceid } = await world.done('AddService', {
    ...{ clientid, name: 'Business Hosting', pid: 7, groupname: 'Shared', domain: 'example.com', username: 'examplec' },
    ...{ servername: 'web1', dedicatedip: '192.0.2.7', qty: 2, billingcycle: 'Monthly', paymentmethod: 'paypal' },
    ...{ firstpaymentamount: '19.90', recurringamount: '9.95', regdate: '2026-05-06', nextduedate: '2027-05-06' },
    notes: 'Be kind',
  }));
  await world.service(clientid);
  await world.service((await world.client()).clientId);
});

test('answers every published key, and the optional ones on request', async () => {
  const params = { clientid, serviceid, pid: 7, domain: 'EXAMPLE.com', username2: 'ExampleC' };
  const answer = await world.done('GetClientsProducts', params);
  expectAnswer('GetClientsProducts', answer);
  expect(answer).toMatchObject({
    ...{ clientid, serviceid, pid: 7, domain: 'EXAMPLE.com', totalresults: 1, startnumber: 0, numreturned: 1 },
  });
  expect(itemsOf(answer)).toEqual([
    {
      ...{ id: serviceid, qty: 2, clientid, orderid: 0, ordernumber: '', pid: 7, regdate: '2026-05-06' },
      ...{ name: 'Business Hosting', translated_name: 'Business Hosting' },
      ...{ groupname: 'Shared', translated_groupname: 'Shared', domain: 'example.com', dedicatedip: '192.0.2.7' },
      ...{ serverid: 0, servername: 'web1', serverip: '', serverhostname: '', suspensionreason: '' },
      ...{ firstpaymentamount: '19.90', recurringamount: '9.95', paymentmethod: 'paypal', paymentmethodname: 'paypal' },
      ...{ billingcycle: 'Monthly', nextduedate: '2027-05-06', status: 'Active', username: 'examplec', password: '' },
      ...{ subscriptionid: '', promoid: 0, overideautosuspend: '', overidesuspenduntil: '0000-00-00' },
      ...{ ns1: '', ns2: '', assignedips: '', notes: 'Be kind' },
      ...{ diskusage: 0, disklimit: 0, bwusage: 0, bwlimit: 0, lastupdate: '0000-00-00 00:00:00' },
      ...{ customfields: { customfield: [] }, configoptions: { configoption: [] } },
    },
  ]);
});

test('answers parameters that were left out as empty', async () => {
  const answer = await world.done('GetClientsProducts', { clientid: '' });
  expectAnswer('GetClientsProducts', answer);
  expect(answer).toMatchObject({ clientid: '', serviceid: '', pid: '', domain: '', totalresults: 3 });
  expect(itemsOf(answer)[2]).toMatchObject({ nextduedate: '0000-00-00', recurringamount: '0.00' });
});

test.each<[() => Record<string, unknown>, number, number]>([
  [() => ({ clientid }), 2, 2],
  [() => ({ clientid, limitstart: 1 }), 2, 1],
  [() => ({ limitnum: 1 }), 3, 1],
  [() => ({ pid: 7 }), 1, 1],
  [() => ({ pid: 8 }), 0, 0],
  [() => ({ username2: 'nobody' }), 0, 0],
  [() => ({ domain: 'example' }), 0, 0],
  [() => ({ clientid: 999_999 }), 0, 0],
])('filter %#', async (params, totalresults, numreturned) => {
  expect(await world.done('GetClientsProducts', params())).toMatchObject({ totalresults, numreturned });
});

testRefusals(world, 'GetClientsProducts', []);
