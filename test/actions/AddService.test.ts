import { expectAnswer } from '../support/answers';
import { itemsOf } from '../support/lists';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.desk.timeZone = 'Europe/Rome';
});

const shown = async (serviceid: unknown) => itemsOf(await world.done('GetServices', { serviceid }))[0];
let clientId: number;
beforeAll(async () => {
  ({ clientId } = await world.client());
});

test('adds a service with only a name, starting today', async () => {
  world.now = new Date('2027-01-31T23:30:00Z');
  const answer = await world.done('AddService', { clientid: clientId, name: ' Business Hosting ' });
  expectAnswer('AddService', answer);
  expect(await shown(answer.serviceid)).toEqual({
    id: answer.serviceid,
    clientid: clientId,
    name: 'Business Hosting',
    pid: 0,
    groupname: '',
    domain: '',
    status: 'Active',
    username: '',
    servername: '',
    dedicatedip: '',
    qty: 1,
    billingcycle: '',
    firstpaymentamount: '0.00',
    recurringamount: '0.00',
    paymentmethod: '',
    regdate: '2027-02-01',
    nextduedate: '0000-00-00',
    notes: '',
    created_at: '2027-02-01 00:30:00',
    updated_at: '2027-02-01 00:30:00',
  });
  expect(await world.logged()).toMatchObject({ clientId, changes: { name: [null, 'Business Hosting'] } });
});

test('stores every parameter', async () => {
  const params = {
    name: 'Hosting',
    pid: 7,
    groupname: 'Shared',
    domain: 'Example.com',
    status: 'Suspended',
    username: 'examplec',
    servername: 'web1',
    dedicatedip: '192.0.2.7',
    qty: 3,
    billingcycle: 'Monthly',
    firstpaymentamount: '19.90',
    recurringamount: '999999999999.99',
    paymentmethod: 'banktransfer',
    regdate: '2026-05-06',
    nextduedate: '2027-05-06',
    notes: 'Be <kind>',
  };
  const { serviceid } = await world.done('AddService', { userid: clientId, ...params });
  expect(await shown(serviceid)).toMatchObject({ clientid: clientId, ...params });
});

test('adds a service that tickets can be about', async () => {
  const { serviceid } = await world.done('AddService', { clientid: clientId, name: 'Hosting' });
  const { id } = await world.ticket({ clientid: clientId, serviceid });
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ service: `S${serviceid}` });
});

const sent = (params: Record<string, unknown>) => () => ({ clientid: clientId, name: 'Hosting', ...params });
const AMOUNT = 'must be an amount such as 9.95';

testRefusals(world, 'AddService', [
  { message: 'Client ID Not Found', params: { name: 'Hosting' } },
  { message: 'Client ID Not Found', because: 'no such client', params: sent({ clientid: 999_999 }) },
  { message: 'Name is required, with at most 250 characters', params: sent({ name: '' }) },
  { message: 'Invalid Date Format', params: sent({ regdate: '2027-02-30' }) },
  { message: 'Invalid Date Format', because: 'next due', params: sent({ nextduedate: 'soon' }) },
  { message: `Parameter "firstpaymentamount" ${AMOUNT}`, params: sent({ firstpaymentamount: '9,95' }) },
  { message: `Parameter "recurringamount" ${AMOUNT}`, params: sent({ recurringamount: '1234567890123' }) },
  {
    message: 'Parameter "status" must be one of Pending, Active, Suspended, Terminated, Cancelled, Fraud, Completed',
    params: sent({ status: 'Paused' }),
  },
]);
