import { expectAnswer } from '../support/answers';
import { itemsOf } from '../support/lists';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const shown = async (serviceid: unknown) => itemsOf(await world.done('GetServices', { serviceid }))[0];
let clientId: number;
let serviceid: unknown;
beforeAll(async () => {
  ({ clientId } = await world.client());
  const params = { name: 'Hosting', domain: 'example.com', recurringamount: '9.95', nextduedate: '2027-01-31' };
  ({ serviceid } = await world.done('AddService', { clientid: clientId, ...params }));
});

test.each<[Record<string, unknown>, Record<string, unknown>]>([
  [{}, {}],
  [{ name: 'Big Hosting' }, { name: ['Hosting', 'Big Hosting'] }],
  [{ pid: 8 }, { product_id: [0, 8] }],
  [{ groupname: 'VPS' }, { group_name: ['', 'VPS'] }],
  [{ domain: 'example.org' }, { domain: ['example.com', 'example.org'] }],
  [{ status: 'Terminated' }, { status: ['Active', 'Terminated'] }],
  [{ username: 'u' }, { username: ['', 'u'] }],
  [{ servername: 'web2' }, { server_name: ['', 'web2'] }],
  [{ dedicatedip: '2001:db8::7' }, { dedicated_ip: ['', '2001:db8::7'] }],
  [{ qty: 2 }, { quantity: [1, 2] }],
  [{ billingcycle: 'Annually' }, { billing_cycle: ['', 'Annually'] }],
  [{ firstpaymentamount: '1.50' }, { first_payment: [0, 1.5] }],
  [{ recurringamount: '0.00' }, { recurring: [9.95, 0] }],
  [{ paymentmethod: 'paypal' }, { payment_method: ['', 'paypal'] }],
  [{ regdate: '2020-02-29' }, { registered_on: [expect.any(String), '2020-02-29'] }],
  [{ nextduedate: '2028-01-31' }, { next_due_on: ['2027-01-31', '2028-01-31'] }],
  [{ notes: 'Told' }, { notes: ['...', '...'] }],
])('changes %p and nothing else', async (params, changes) => {
  const before = await shown(serviceid);
  const answer = await world.done('UpdateService', { serviceid, ...params });
  expectAnswer('UpdateService', answer);
  expect(await shown(serviceid)).toEqual({ ...before, ...params, updated_at: expect.any(String) });
  expect(await world.logged()).toMatchObject({ action: 'UpdateService', clientId, changes });
});

test('a move to another client detaches the tickets of the previous one', async () => {
  const { clientId: next } = await world.client();
  const { serviceid: moved } = await world.done('AddService', { clientid: clientId, name: 'Moving' });
  const theirs = await world.ticket({ clientid: clientId, serviceid: moved });
  const untouched = await world.ticket({ clientid: clientId, serviceid });

  await world.done('UpdateService', { serviceid: moved, clientid: clientId, notes: 'Stays' });
  expect(await world.done('GetTicket', { ticketid: theirs.id })).toMatchObject({ service: `S${moved}` });

  await world.done('UpdateService', { serviceid: moved, clientid: next });
  expect(await shown(moved)).toMatchObject({ clientid: next });
  expect(await world.logged()).toMatchObject({ clientId: next, changes: { client_id: [clientId, next] } });
  expect(await world.done('GetTicket', { ticketid: theirs.id })).toMatchObject({ userid: clientId, service: '' });
  expect(await world.done('GetTicket', { ticketid: untouched.id })).toMatchObject({ service: `S${serviceid}` });
  expect(await world.call('OpenTicket', { ...OPENING, clientid: clientId, serviceid: moved })).toMatchObject({
    result: 'error',
  });
  const { id } = await world.ticket({ clientid: next, serviceid: moved });
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ service: `S${moved}` });
});

const OPENING = { deptid: 1, subject: 'Subject', message: 'Message' };
const AMOUNT = 'must be an amount such as 9.95';

testRefusals(world, 'UpdateService', [
  { message: 'Service ID Not Found', params: {} },
  { message: 'Service ID Not Found', because: 'no such', params: { serviceid: 999_999, name: 'New' } },
  { message: 'Client ID Not Found', params: () => ({ serviceid, clientid: 999_999, name: 'New' }) },
  { message: 'Name is required, with at most 250 characters', params: () => ({ serviceid, name: ' ' }) },
  { message: 'Invalid Date Format', params: () => ({ serviceid, nextduedate: '2027-13-01' }) },
  { message: `Parameter "firstpaymentamount" ${AMOUNT}`, params: () => ({ serviceid, firstpaymentamount: '-1' }) },
  { message: `Parameter "recurringamount" ${AMOUNT}`, params: () => ({ serviceid, recurringamount: '1.234' }) },
]);
