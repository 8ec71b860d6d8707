import { expectAnswer } from '../support/answers';
import { itemsOf } from '../support/lists';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.desk.timeZone = 'Europe/Rome';
});

const shown = async (domainid: unknown) => itemsOf(await world.done('GetDomains', { domainid }))[0];
let clientId: number;
beforeAll(async () => {
  ({ clientId } = await world.client());
});

test('adds a domain with only a name, starting today', async () => {
  world.now = new Date('2027-01-31T23:30:00Z');
  const answer = await world.done('AddDomain', { clientid: clientId, domain: ' example.com ' });
  expectAnswer('AddDomain', answer);
  expect(await shown(answer.domainid)).toEqual({
    id: answer.domainid,
    clientid: clientId,
    domainname: 'example.com',
    registrar: '',
    regtype: 'Register',
    status: 'Active',
    regperiod: 1,
    firstpaymentamount: '0.00',
    recurringamount: '0.00',
    paymentmethod: '',
    regdate: '2027-02-01',
    expirydate: '0000-00-00',
    nextduedate: '0000-00-00',
    dnsmanagement: false,
    emailforwarding: false,
    idprotection: false,
    donotrenew: false,
    notes: '',
    created_at: '2027-02-01 00:30:00',
    updated_at: '2027-02-01 00:30:00',
  });
  expect(await world.logged()).toMatchObject({ clientId, changes: { name: [null, 'example.com'] } });
});

test('stores every parameter', async () => {
  const params = {
    ...{ clientid: clientId, domainname: 'bücher.example', registrar: 'enom', regtype: 'Transfer', status: 'Grace' },
    ...{ regperiod: 5, firstpaymentamount: '9.90', recurringamount: '12.50', paymentmethod: 'paypal' },
    ...{ regdate: '2026-05-06', expirydate: '2031-05-06', nextduedate: '2031-04-06', notes: 'Be <kind>' },
    ...{ dnsmanagement: true, emailforwarding: true, idprotection: true, donotrenew: true },
  };
  const { domainid } = await world.done('AddDomain', params);
  expect(await shown(domainid)).toMatchObject(params);
});

const sent = (params: Record<string, unknown>) => () => ({ clientid: clientId, domainname: 'example.com', ...params });
const AMOUNT = 'must be an amount such as 9.95';
const NAME = 'Domain Name is required, with at most 253 characters';

testRefusals(world, 'AddDomain', [
  { message: 'Client ID Not Found', params: { domainname: 'example.com' } },
  { message: 'Client ID Not Found', because: 'no such client', params: sent({ clientid: 999_999 }) },
  { message: NAME, params: sent({ domainname: ' ' }) },
  { message: NAME, because: 'long', params: sent({ domainname: 'x'.repeat(254) }) },
  { message: 'Invalid Date Format', params: sent({ expirydate: '31/01/2027' }) },
  { message: `Parameter "firstpaymentamount" ${AMOUNT}`, params: sent({ firstpaymentamount: 'free' }) },
  { message: `Parameter "recurringamount" ${AMOUNT}`, params: sent({ recurringamount: '1e3' }) },
  { message: 'Parameter "regtype" must be one of Register, Transfer', params: sent({ type: 'Renew' }) },
  { message: 'Parameter "regperiod" is out of range', params: sent({ regperiod: 101 }) },
]);
