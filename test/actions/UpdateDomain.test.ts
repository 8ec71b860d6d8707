import { expectAnswer } from '../support/answers';
import { itemsOf } from '../support/lists';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const shown = async (domainid: unknown) => itemsOf(await world.done('GetDomains', { domainid }))[0];
let clientId: number;
let domainid: unknown;
/** Created for each test, so that the rows of the table do not affect each other. */
beforeEach(async () => {
  ({ clientId } = await world.client());
  const params = { domainname: 'example.com', expirydate: '2027-01-31' };
  ({ domainid } = await world.done('AddDomain', { clientid: clientId, ...params }));
});

/** The parameters sent, the changes in the log and, if it matters, the parameters sent before. */
test.each<[Record<string, unknown>, Record<string, unknown>, Record<string, unknown>?]>([
  [{}, {}],
  [{ domainname: 'example.org' }, { name: ['example.com', 'example.org'] }],
  [{ registrar: 'enom' }, { registrar: ['', 'enom'] }],
  [{ regtype: 'Transfer' }, { kind: ['Register', 'Transfer'] }],
  [{ status: 'Transferred Away' }, { status: ['Active', 'Transferred Away'] }],
  [{ regperiod: 10 }, { years: [1, 10] }],
  [{ firstpaymentamount: '1.50' }, { first_payment: [0, 1.5] }],
  [{ recurringamount: '2.00' }, { recurring: [0, 2] }],
  [{ paymentmethod: 'paypal' }, { payment_method: ['', 'paypal'] }],
  [{ regdate: '2020-02-29' }, { registered_on: [expect.any(String), '2020-02-29'] }],
  [{ expirydate: '2028-01-31' }, { expires_on: ['2027-01-31', '2028-01-31'] }],
  [{ nextduedate: '2028-01-01' }, { next_due_on: [null, '2028-01-01'] }],
  [{ dnsmanagement: true }, { dns_management: [false, true] }],
  [{ dnsmanagement: false }, { dns_management: [true, false] }, { dnsmanagement: true }],
  [{ emailforwarding: true }, { email_forwarding: [false, true] }],
  [{ idprotection: true }, { id_protection: [false, true] }],
  [{ donotrenew: true }, { do_not_renew: [false, true] }],
  [{ notes: 'Told' }, { notes: ['...', '...'] }],
])('changes %p and nothing else', async (params, changes, earlier = {}) => {
  await world.done('UpdateDomain', { domainid, ...earlier });
  const before = await shown(domainid);
  const answer = await world.done('UpdateDomain', { domainid, ...params });
  expectAnswer('UpdateDomain', answer);
  expect(await shown(domainid)).toEqual({ ...before, ...params, updated_at: expect.any(String) });
  expect(await world.logged()).toMatchObject({ action: 'UpdateDomain', clientId, changes });
});

test('a move to another client detaches the tickets of the previous one', async () => {
  const { clientId: next } = await world.client();
  const theirs = await world.ticket({ clientid: clientId, domainid });
  expect(await world.done('GetTicket', { ticketid: theirs.id })).toMatchObject({ service: `D${domainid}` });
  await world.done('UpdateDomain', { domainid, clientid: next });
  expect(await shown(domainid)).toMatchObject({ clientid: next });
  expect(await world.done('GetTicket', { ticketid: theirs.id })).toMatchObject({ userid: clientId, service: '' });
  const { id } = await world.ticket({ clientid: next, domainid });
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ service: `D${domainid}` });
});

const AMOUNT = 'must be an amount such as 9.95';

testRefusals(world, 'UpdateDomain', [
  { message: 'Domain ID Not Found', params: {} },
  { message: 'Domain ID Not Found', because: 'no such', params: { domainid: 999_999, donotrenew: true } },
  { message: 'Client ID Not Found', params: () => ({ domainid, clientid: 999_999 }) },
  { message: 'Domain Name is required, with at most 253 characters', params: () => ({ domainid, domainname: '\t' }) },
  { message: 'Invalid Date Format', params: () => ({ domainid, regdate: 'now' }) },
  { message: `Parameter "firstpaymentamount" ${AMOUNT}`, params: () => ({ domainid, firstpaymentamount: '1.' }) },
  { message: `Parameter "recurringamount" ${AMOUNT}`, params: () => ({ domainid, recurringamount: '.5' }) },
]);
